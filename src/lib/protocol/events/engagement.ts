import Type from 'typebox';
import { Id, Text, oneOf } from '../scalars.ts';

/** What came of talking to a customer. */
export const EngagementResult = oneOf(['talked', 'interested', 'declined', 'do_not_disturb']);
export type EngagementResult = Type.Static<typeof EngagementResult>;

/**
 * Engagement in the lobby. The subject of `engagement.recorded` is a ticket number or nothing;
 * the subject of `prompt.*` is the prompt's id.
 */
export const engagementEvents = {
	'engagement.recorded': Type.Object({
		staff: Id,
		prompt: Type.Optional(Id),
		need: Type.Optional(Id),
		product: Type.Optional(Id),
		result: EngagementResult,
		note: Type.Optional(Text)
	}),
	'prompt.accepted': Type.Object({ staff: Id }),
	'prompt.handed_back': Type.Object({ staff: Id }),
	'prompt.not_reached': Type.Object({ staff: Id })
};
