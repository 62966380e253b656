import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import { offerAll } from '../duty/offering.ts';
import type { Recorded } from '../event.ts';
import { obligationOf } from '../obligations/device.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';
import { acknowledge } from './acknowledge.ts';
import { isOpenIncident, MOST_NOTES, type Incident } from './incident.ts';
import { tellWorks } from './events.ts';

type IncidentFact = Extract<IncomingEvent, { type: `incident.${string}` }>;

export function judgeIncident(state: BranchState, event: IncidentFact): Refusal | null {
	const incident = state.incidents.get(event.subject);
	if (incident === undefined) {
		return refuse('unknown_incident', `There is no fault "${event.subject}" of these days.`);
	}
	if (event.type === 'incident.noted') {
		return incident.notes.length < MOST_NOTES
			? null
			: refuse('too_many_notes', `A fault keeps ${MOST_NOTES} notes.`);
	}
	if (!isOpenIncident(incident)) {
		return refuse(
			'incident_over',
			'This fault is over; tell a new one as the state of its device.'
		);
	}
	const by = incident.acknowledgedBy;
	if (event.type === 'incident.acknowledged' && by !== null && by !== event.data.staff) {
		const name = state.config.staff.get(by)?.name.en ?? by;
		return refuse('incident_taken', `${name} sees to this.`);
	}
	if (event.type === 'incident.resolved' && incident.fineSince !== null) {
		return refuse('incident_over', 'The device works again already.');
	}
	return null;
}

export function applyIncident(
	state: BranchState,
	event: Recorded<IncidentFact>,
	changes: Changes
): void {
	const incident = state.incidents.get(event.subject);
	if (incident === undefined) throw new Error(`${event.type} about an unknown fault`);
	const { at } = event;
	const { staff } = event.data;
	changes.incidents.add(incident);
	switch (event.type) {
		case 'incident.acknowledged':
			take(state, incident, staff, at, changes);
			return;
		case 'incident.passed':
			take(state, incident, staff, at, changes);
			incident.passedAt ??= at;
			incident.passedBy ??= staff;
			incident.vendor = event.data.vendor ?? incident.vendor;
			incident.reference = event.data.reference ?? incident.reference;
			return;
		case 'incident.noted':
			incident.notes.push({ at, staff, text: event.data.note });
			return;
		case 'incident.resolved': {
			const { note } = event.data;
			take(state, incident, staff, at, changes);
			if (note !== undefined && incident.notes.length < MOST_NOTES) {
				incident.notes.push({ at, staff, text: note });
			}
			incident.resolvedBy = staff;
			tellWorks(state, incident.device, at, Math.max(at, event.recordedAt), changes);
			return;
		}
		default:
			unhandled(event);
	}
}

/** Whoever takes a fault takes what its prompt asks for. */
function take(
	state: BranchState,
	incident: Incident,
	staff: string,
	at: number,
	changes: Changes
): void {
	acknowledge(state, incident.id, staff, at, changes);
	const obligation = obligationOf(state, incident.id);
	if (obligation?.phase.state !== 'open') return;
	obligation.phase = { state: 'accepted', staff, acceptedAt: at };
	changes.obligations.add(obligation);
	changes.staff.add(staff);
	offerAll(state, at, changes);
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${(event as { type: string }).type}`);
}
