import type { BranchRow } from '#lib/protocol/index.ts';

/** What a branch's row says of its stations where a test asks nothing of it. */
export const stationRules: Pick<
	BranchRow,
	'calling' | 'forms' | 'selfService' | 'profiles' | 'messages' | 'capacity' | 'timePlan' | 'kiosk'
> = {
	calling: { recalls: 2, noShowAfter: 0, returnNext: 3, returnLater: 5 },
	forms: {},
	selfService: {},
	profiles: [],
	messages: [],
	capacity: 4,
	timePlan: {},
	kiosk: { prints: false, vip: false }
};
