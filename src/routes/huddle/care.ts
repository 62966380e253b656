import type { CatalogueRow, Name } from '#lib/protocol/index.ts';
import type { CareRow } from '#lib/protocol/huddle.ts';

/** What came of an action, as the page tells it. */
export interface Came {
	by: 'add' | 'mark' | 'remove' | 'reveal';
	refused?: { code: string; detail: string };
	typed?: string;
	/** The entry that it is about. */
	id?: string;
	count?: number;
	/** The line that can't be read, from 1 on. */
	line?: number | null;
	customer?: string;
}

/** What the branch has written for such a customer: the product's sentence, else the need's first question. */
export function preparedLine(
	{ need, product }: Pick<CareRow, 'need' | 'product'>,
	catalogue: Pick<CatalogueRow, 'needs' | 'pitches' | 'products'>
): Name | null {
	const offered = catalogue.products.find(({ id }) => id === product)?.withdrawn !== true;
	const sentence = catalogue.pitches.find((pitch) => pitch.product === product)?.sentence;
	if (product !== null && offered && sentence !== undefined) return sentence;
	return catalogue.needs.find(({ id }) => id === need)?.questions?.[0] ?? null;
}
