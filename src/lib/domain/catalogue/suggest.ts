import type { ProductConfig } from '../../protocol/index.ts';
import { riskOf, tenorOf, type Catalogue } from './catalogue.ts';

/**
 * What stands between a suggestion and a sale. `risk_unknown`: introduce, do not recommend. `recording`: bought in the
 * sales zone, recorded.
 */
export type Guard = 'risk_unknown' | 'recording';

/** What a talk may be about, by what is known of the ticket. Ids of the catalogue; nothing that it does not hold. */
export interface Suggestion {
	/** The tag that pointed to the need. */
	signal: string;
	need: string;
	/** Null: nothing in the catalogue fits; ask and listen. */
	product: string | null;
	/** For how many days the money is free, where that decided about the product. */
	tenor: number | null;
	guards: Guard[];
}

/** A tenor may be so much longer than the money is free: a month has no fixed number of days. */
const LONGER = 1.1;

/**
 * What to talk about with the holder of a ticket: the first need that one of its tags points to, and of the products
 * for it the one whose tenor comes nearest to the customer's without keeping the money for longer; key products first.
 * Never one above the customer's risk level, nor one that is withdrawn. Undefined: no need is known, and then nothing
 * is suggested.
 */
export function suggest(
	tags: readonly string[],
	{ needs, products }: Pick<Catalogue, 'needs' | 'products'>
): Suggestion | undefined {
	for (const signal of tags) {
		const need = needs.find(({ signals }) => signals?.includes(signal));
		if (need === undefined) continue;
		const tenor = tenorOf(tags);
		const product = bestOf([...products.values()], need.id, tenor, tags);
		return {
			signal,
			need: need.id,
			product: product?.id ?? null,
			tenor: product?.tenorDays === undefined ? null : tenor,
			guards: product === undefined ? [] : guardsOf(product, tags)
		};
	}
	return undefined;
}

/** Whether a product may be spoken of with somebody: offered still, and not above their risk level. */
export function fits(product: ProductConfig, tags: readonly string[]): boolean {
	const level = riskOf(tags);
	if (product.withdrawn === true) return false;
	return level === null || product.risk === undefined || product.risk <= level;
}

export function guardsOf(product: ProductConfig, tags: readonly string[]): Guard[] {
	const guards: Guard[] = [];
	if (product.risk !== undefined && riskOf(tags) === null) guards.push('risk_unknown');
	// What carries a risk is recorded, unless the branch says otherwise.
	if (product.recording ?? product.risk !== undefined) guards.push('recording');
	return guards;
}

function bestOf(
	products: readonly ProductConfig[],
	need: string,
	tenor: number | null,
	tags: readonly string[]
): ProductConfig | undefined {
	const candidates = products.filter(
		(product) =>
			product.needs?.includes(need) === true &&
			fits(product, tags) &&
			(tenor === null || (product.tenorDays ?? 0) <= tenor * LONGER)
	);
	// The sort is stable: among equals the order of the branch's own list holds.
	return candidates.sort(
		(a, b) =>
			distance(a, tenor) - distance(b, tenor) || Number(b.key ?? false) - Number(a.key ?? false)
	)[0];
}

/** Days between a product's tenor and the customer's; 0 where nobody said how long the money is free. */
function distance({ tenorDays = 0 }: ProductConfig, tenor: number | null): number {
	return tenor === null ? 0 : Math.abs(tenorDays - tenor);
}
