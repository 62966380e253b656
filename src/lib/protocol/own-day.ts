import Type from 'typebox';
import { Currency, Id, Instant, Seconds } from './scalars.ts';

const Count = Type.Integer();
/** Minor units. */
const Amount = Type.Integer();

/** A customer of one's own who is done, and the sentence at the counter: said, rightly left out, or forgotten. */
export const OwnCustomer = Type.Object({
	number: Id,
	pitch: Type.Union([Type.Literal('said'), Type.Literal('skipped'), Type.Literal('missed')])
});
export type OwnCustomer = Type.Static<typeof OwnCustomer>;

/** Sales of a product that stand; `target` null: nothing is asked of this person. */
export const OwnTarget = Type.Object({
	product: Id,
	sold: Count,
	target: Type.Union([Count, Type.Null()])
});
export type OwnTarget = Type.Static<typeof OwnTarget>;

/** A sale of one's own, as it is known to be now. */
export const OwnSale = Type.Object({
	id: Id,
	at: Instant,
	product: Id,
	amount: Amount,
	currency: Currency,
	number: Type.Union([Id, Type.Null()]),
	referral: Type.Union([Id, Type.Null()]),
	cancelled: Type.Boolean()
});
export type OwnSale = Type.Static<typeof OwnSale>;

/** What a sale to somebody who was referred counts for whoever asks: a part of its amount. */
export const OwnShare = Type.Object({
	referral: Id,
	sale: Id,
	product: Id,
	amount: Amount,
	part: Amount,
	currency: Currency
});
export type OwnShare = Type.Static<typeof OwnShare>;

/** The day of whoever asks, and of nobody else. `staff` null: they are nobody of the branch's staff. */
export const OwnDay = Type.Object({
	staff: Type.Union([Id, Type.Null()]),
	finished: Count,
	meanService: Type.Union([Seconds, Type.Null()]),
	/** In the order in which they were done. */
	customers: Type.Array(OwnCustomer),
	targets: Type.Array(OwnTarget),
	/** The latest first; those that were cancelled too. */
	sales: Type.Array(OwnSale),
	shares: Type.Array(OwnShare)
});
export type OwnDay = Type.Static<typeof OwnDay>;
