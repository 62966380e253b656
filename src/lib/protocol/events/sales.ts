import Type from 'typebox';
import { Currency, Id, Line, oneOf } from '../scalars.ts';
import { Amount } from './amount.ts';

const referralStep = Type.Object({
	staff: Id,
	outcome: Type.Optional(oneOf(['won', 'lost'])),
	reason: Type.Optional(Line)
});

/** Pitches (subject: ticket number), referrals (referral id) and sales (sale id). Amounts in minor units. */
export const salesEvents = {
	'pitch.made': Type.Object({
		staff: Id,
		product: Type.Optional(Id),
		result: oneOf(['interested', 'later', 'declined', 'skipped']),
		skip: Type.Optional(Line),
		toldWait: Type.Optional(Type.Boolean()),
		leaflet: Type.Optional(Type.Boolean())
	}),
	'pitch.undone': Type.Object({ staff: Id }),
	'referral.made': Type.Object({
		from: Id,
		to: Type.Optional(Id),
		number: Type.Optional(Id),
		need: Type.Optional(Id),
		product: Type.Optional(Id)
	}),
	'referral.seen': referralStep,
	'referral.accepted': referralStep,
	'referral.met': referralStep,
	'referral.closed': referralStep,
	/** The last word is taken back by whoever said it: its making as long as nobody has accepted, the rest at once. */
	'referral.undone': Type.Object({ staff: Id }),
	'sale.recorded': Type.Object({
		product: Id,
		amount: Amount,
		currency: Currency,
		staff: Id,
		channel: oneOf(['lobby', 'counter', 'wealth', 'self_service']),
		number: Type.Optional(Id),
		referral: Type.Optional(Id),
		prompt: Type.Optional(Id)
	}),
	/** What was recorded wrongly, as it should have been; what is left out was right. */
	'sale.corrected': Type.Object({
		staff: Id,
		product: Type.Optional(Id),
		amount: Type.Optional(Amount),
		currency: Type.Optional(Currency),
		reason: Line
	}),
	/** Never was, or is taken back. */
	'sale.cancelled': Type.Object({ staff: Id, reason: Line })
};
