/** What the card of a talk says besides who it is about: nothing that the branch has not written. Pure. */
import type { CatalogueRow, Name, ProductConfig } from '#lib/protocol/index.ts';
import type { Told } from './deeds.ts';
import type { Task } from './tasks.ts';

const OUTFLOW = 'outflow';

export interface TalkContents {
	/** The need that a signal points to; undefined: nobody knows of one, and then nothing is suggested. */
	need: { id: string; name: Name } | undefined;
	/** To open the talk with; none: the general question. */
	questions: readonly Name[];
	/** To be said in this order once the customer was listened to. */
	arguments: readonly Name[];
	product: ProductConfig | undefined;
	/** For how many days the money is free, where that decided about the product. */
	tenor: number | null;
	guards: readonly ('risk_unknown' | 'recording')[];
}

type Suggested = Pick<Task, 'prompt' | 'tags'>;

/** Somebody is about to take money away: whether it stays is what is told of the talk. */
export function isOutflow({ prompt, tags }: Suggested): boolean {
	return prompt.rule === OUTFLOW || prompt.suggest?.signal === OUTFLOW || tags.includes(OUTFLOW);
}

/** `catalogue` undefined: the page has not heard of it. */
export function contentsOf(task: Suggested, catalogue: CatalogueRow | undefined): TalkContents {
	const { suggest } = task.prompt;
	const need = catalogue?.needs.find(({ id }) => id === suggest?.need);
	const found = catalogue?.products.find(({ id }) => id === suggest?.product);
	// Withdrawn while the card shows it: the customer is offered nothing that cannot be had.
	const product = need !== undefined && found?.withdrawn !== true ? found : undefined;
	const retention = isOutflow(task) ? (catalogue?.retention ?? []) : [];
	return {
		need: need && { id: need.id, name: need.name },
		questions: need?.questions ?? [],
		arguments: retention.length > 0 ? retention : (product?.points ?? []),
		product,
		tenor: product === undefined ? null : (suggest?.tenor ?? null),
		guards: product === undefined ? [] : (suggest?.guards ?? [])
	};
}

/** What a talk was about, as its card showed it: told with its outcome. */
export function toldOf({ need, product }: TalkContents): Told {
	return { ...(need && { need: need.id }), ...(product && { product: product.id }) };
}
