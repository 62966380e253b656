import Type from 'typebox';
import { Currency, Id, Text, oneOf } from '../scalars.ts';
import { Amount } from './amount.ts';

/** What came of talking to a customer. */
export const EngagementResult = oneOf(['talked', 'interested', 'declined', 'do_not_disturb']);
export type EngagementResult = Type.Static<typeof EngagementResult>;

/**
 * Engagement in the lobby. The subject of `engagement.*` is a ticket number or nothing;
 * the subject of `prompt.*` is the prompt's id.
 */
export const engagementEvents = {
	'engagement.recorded': Type.Object({
		staff: Id,
		prompt: Type.Optional(Id),
		need: Type.Optional(Id),
		product: Type.Optional(Id),
		result: EngagementResult,
		/** Of somebody who was about to take money away: whether it stays, and how much it is. */
		outflow: Type.Optional(
			Type.Object({ kept: Type.Boolean(), amount: Amount, currency: Currency })
		),
		note: Type.Optional(Text)
	}),
	/** What was told last is taken back by whoever told it. */
	'engagement.undone': Type.Object({ staff: Id, prompt: Type.Optional(Id) }),
	'prompt.accepted': Type.Object({ staff: Id }),
	'prompt.handed_back': Type.Object({ staff: Id }),
	'prompt.not_reached': Type.Object({ staff: Id })
};
