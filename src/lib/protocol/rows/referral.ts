import Type from 'typebox';
import { Id, Instant, oneOf } from '../scalars.ts';

/** A referral that is not closed. `from` made it; `to` is whom it is for, where it is for somebody. */
export const ReferralRow = Type.Object({
	id: Id,
	state: oneOf(['made', 'accepted', 'met']),
	number: Type.Optional(Id),
	from: Id,
	to: Type.Optional(Id),
	need: Type.Optional(Id),
	product: Type.Optional(Id),
	madeAt: Instant,
	acceptedBy: Type.Optional(Id),
	acceptedAt: Type.Optional(Instant),
	metAt: Type.Optional(Instant)
});
export type ReferralRow = Type.Static<typeof ReferralRow>;
