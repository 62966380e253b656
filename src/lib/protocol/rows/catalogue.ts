import Type from 'typebox';
import { NeedConfig, PitchConfig, ProductConfig } from '../catalogue.ts';
import { Name } from '../scalars.ts';

/**
 * What may be said and sold, as the branch has written it, in one row with the id `catalogue`: screens say nothing that
 * does not stand here. `retention`: what is said to somebody who is about to take money away, in this order.
 */
export const CatalogueRow = Type.Object({
	id: Type.Literal('catalogue'),
	/** Of amounts that screens ask for; null: the branch names none. */
	currency: Type.Union([Type.String(), Type.Null()]),
	needs: Type.Array(NeedConfig),
	products: Type.Array(ProductConfig),
	pitches: Type.Array(PitchConfig),
	retention: Type.Array(Name),
	/** The share of a sale that counts for who referred the customer. */
	credit: Type.Number()
});
export type CatalogueRow = Type.Static<typeof CatalogueRow>;
