import type { Changes } from '../changes.ts';
import type { BranchState } from '../state.ts';

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
