import type { Changes } from '../changes.ts';
import type { Incident } from '../devices/incident.ts';
import type { BranchState } from '../state.ts';
import { openObligation } from './apply.ts';
import type { Obligation } from './obligation.ts';
import { passObligation } from './pass.ts';

/** Somebody is asked to see to a device that serves nobody: once a fault, however often it comes and goes. */
export function raiseForDevice(
	state: BranchState,
	incident: Incident,
	at: number,
	heardAt: number,
	changes: Changes
): void {
	incident.raisedAt = at;
	openObligation(state, { rule: 'device', at, heardAt, about: incident.cause }, changes, {
		device: incident.device,
		incident: incident.id
	});
}

/** The fault is over. */
export function closeDeviceObligation(
	state: BranchState,
	incident: Incident,
	at: number,
	changes: Changes
): void {
	const obligation = obligationOf(state, incident.id);
	if (obligation !== undefined) passObligation(state, obligation, at, changes);
}

/** What somebody is asked to do about a fault today, open or not. */
export function obligationOf(state: BranchState, incident: string): Obligation | undefined {
	const own = [...(state.today?.obligations.values() ?? [])].filter(
		(each) => each.incident === incident
	);
	return own.at(-1);
}
