import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';

/** A branch that has written no catalogue takes every word; one that has is told of those that are not in it. */
export function unknownProduct(state: BranchState, id: string | undefined): Refusal | null {
	const { products } = state.config.catalogue;
	if (id === undefined || products.size === 0 || products.has(id)) return null;
	return refuse(
		'unknown_product',
		`This branch has no product "${id}"; add it to the catalogue first.`
	);
}

export function unknownNeed(state: BranchState, id: string | undefined): Refusal | null {
	const { needs } = state.config.catalogue;
	if (id === undefined || needs.length === 0 || needs.some((need) => need.id === id)) return null;
	return refuse('unknown_need', `This branch has no need "${id}"; add it to the catalogue first.`);
}
