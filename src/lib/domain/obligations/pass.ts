import type { Changes } from '../changes.ts';
import { offerAll } from '../duty/offering.ts';
import { dayOf, type BranchState } from '../state.ts';
import { ACTIVITY_OF } from '../work/activity.ts';
import { spend } from '../work/spend.ts';
import type { Obligation } from './obligation.ts';

/** What an obligation was about is over: nobody has to see to it any more, and whoever did has done it. */
export function passObligation(
	state: BranchState,
	obligation: Obligation,
	at: number,
	changes: Changes
): void {
	const { phase } = obligation;
	if (phase.state === 'closed') return;
	const staff = phase.state === 'accepted' ? phase.staff : null;
	const acceptedAt = phase.state === 'accepted' ? phase.acceptedAt : null;
	const closedAt = Math.max(at, acceptedAt ?? obligation.raisedAt);
	obligation.phase = { state: 'closed', closedAt, staff, acceptedAt, byItself: staff === null };
	changes.obligations.add(obligation);
	if (staff === null || acceptedAt === null) return;
	changes.staff.add(staff);
	spend(
		dayOf(state, obligation),
		staff,
		ACTIVITY_OF[obligation.rule],
		acceptedAt,
		closedAt,
		changes
	);
	offerAll(state, Math.max(at, state.recordedUntil), changes);
}
