import Type from 'typebox';
import { Id, Instant, oneOf } from '../scalars.ts';

/**
 * A referral that is open, or was closed on a day that is still kept. `from` made it; `to` is whom it was meant for, and
 * `offeredTo` who is asked to take it now, until `offeredUntil`; neither: whoever can.
 */
export const ReferralRow = Type.Object({
	id: Id,
	day: Type.String(),
	state: oneOf(['made', 'accepted', 'met', 'won', 'lost', 'undone']),
	number: Type.Optional(Id),
	from: Id,
	to: Type.Optional(Id),
	offeredTo: Type.Optional(Id),
	offeredUntil: Type.Optional(Instant),
	need: Type.Optional(Id),
	product: Type.Optional(Id),
	madeAt: Instant,
	seenAt: Type.Optional(Instant),
	acceptedBy: Type.Optional(Id),
	acceptedAt: Type.Optional(Instant),
	metAt: Type.Optional(Instant),
	closedAt: Type.Optional(Instant),
	reason: Type.Optional(Type.String())
});
export type ReferralRow = Type.Static<typeof ReferralRow>;
