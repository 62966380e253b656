import Type from 'typebox';
import { Currency, Id, Line, oneOf } from '../scalars.ts';

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
	'referral.made': Type.Object({
		from: Id,
		to: Type.Optional(Id),
		number: Type.Optional(Id),
		need: Type.Optional(Id),
		product: Type.Optional(Id)
	}),
	'referral.accepted': referralStep,
	'referral.met': referralStep,
	'referral.closed': referralStep,
	'sale.recorded': Type.Object({
		product: Id,
		amount: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
		currency: Currency,
		staff: Id,
		channel: oneOf(['lobby', 'counter', 'wealth', 'self_service']),
		number: Type.Optional(Id),
		referral: Type.Optional(Id),
		prompt: Type.Optional(Id)
	})
};
