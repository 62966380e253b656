import type { Changes } from '../changes.ts';
import type { BranchState } from '../state.ts';

/** Whoever saw to a fault gives it back: it is nobody's again. */
export function disown(state: BranchState, id: string | null, changes: Changes): void {
	const incident = id === null ? undefined : state.incidents.get(id);
	if (incident === undefined) return;
	incident.acknowledgedAt = null;
	incident.acknowledgedBy = null;
	changes.incidents.add(incident);
}

/** Somebody of the branch sees to a fault; the first who does stays named. */
export function acknowledge(
	state: BranchState,
	id: string | null,
	staff: string,
	at: number,
	changes: Changes
): void {
	const incident = id === null ? undefined : state.incidents.get(id);
	if (incident === undefined || incident.acknowledgedAt !== null) return;
	incident.acknowledgedAt = at;
	incident.acknowledgedBy = staff;
	changes.incidents.add(incident);
}
