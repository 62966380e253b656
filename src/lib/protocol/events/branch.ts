import Type from 'typebox';
import { DateTime, Id, Text } from '../scalars.ts';

/** Events about the branch's day: checklist items (subject: item id), people and activities (staff id), the clock. */
export const branchEvents = {
	'checklist.checked': Type.Object({
		list: Id,
		ok: Type.Boolean(),
		staff: Id,
		note: Type.Optional(Text)
	}),
	/** At work in the lobby, at a desk: whoever is gets prompts and referrals offered. */
	'staff.arrived': Type.Object({}),
	'staff.left': Type.Object({}),
	'activity.logged': Type.Object({ activity: Id, from: DateTime, to: DateTime }),
	'clock.tick': Type.Object({})
};
