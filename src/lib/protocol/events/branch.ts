import Type from 'typebox';
import { DateTime, Id } from '../scalars.ts';

/** Events about the branch's day: people and activities (subject: staff id), the clock. */
export const branchEvents = {
	/** At work in the lobby, at a desk: whoever is gets prompts and referrals offered. */
	'staff.arrived': Type.Object({}),
	'staff.left': Type.Object({}),
	'activity.logged': Type.Object({ activity: Id, from: DateTime, to: DateTime }),
	'clock.tick': Type.Object({})
};
