import type { Changes } from '../changes.ts';
import { watchDivertible } from '../engagement/raise.ts';
import { LATE_AFTER, type OwnEvent, type Recorded } from '../event.ts';
import { closeDeviceObligation, raiseForDevice } from '../obligations/device.ts';
import type { BranchState } from '../state.ts';
import { openingHours, type BusinessDay } from '../time/business-day.ts';
import type { Device } from './device.ts';
import { isDown, isFaulty, isHealthy, type Health } from './health.ts';
import { incidentOf, NO_EFFECT, type Incident } from './incident.ts';
import { show, toldHealth } from './shown.ts';
import { settledAt, watchSettling } from './turns.ts';

/** Opens, worsens, or begins to end the fault of a device that is in another way now. */
export function followFault(
	state: BranchState,
	device: Device,
	health: Health,
	{ at, heardAt }: { at: number; heardAt: number },
	changes: Changes
): void {
	const faulty = isFaulty(health, device.heardAt !== null);
	let incident = incidentOf(state, device);
	if (health.state === 'maintenance' && incident !== undefined) {
		rest(state, incident, at, changes);
		return;
	}
	if (incident !== undefined) incident.resting = false;
	if (!faulty) {
		if (incident === undefined || incident.fineSince !== null) return;
		incident.fineSince = at;
		changes.incidents.add(incident);
		watchSettling(state, device);
		return;
	}
	if (incident === undefined) incident = open(state, device, { at, heardAt });
	else if (incident.fineSince !== null) {
		incident.fineSince = null;
		incident.resolvedBy = null;
		incident.flaps += 1;
	}
	const severity = isDown(health) ? 'down' : 'limited';
	const worsens = severity === 'down' && incident.severity === 'limited';
	if (incident.cause === null || worsens || severity === incident.severity) {
		incident.cause = health.cause ?? incident.cause;
	}
	if (worsens) incident.severity = 'down';
	changes.incidents.add(incident);
	if (severity !== 'down' || incident.raisedAt !== null) return;
	// Whoever tells of it so late may tell in a moment that it is over.
	if (heardAt - at > LATE_AFTER) watchFault(state, incident);
	else raiseForDevice(state, incident, at, heardAt, changes);
}

/** Somebody works on it: the fault goes on, and nobody has to be sent there. Should it come back, somebody is again. */
function rest(state: BranchState, incident: Incident, at: number, changes: Changes): void {
	if (incident.fineSince !== null) return;
	closeDeviceObligation(state, incident, at, changes);
	incident.raisedAt = null;
	incident.resting = true;
	changes.incidents.add(incident);
}

function open(
	state: BranchState,
	device: Device,
	{ at, heardAt }: { at: number; heardAt: number }
): Incident {
	const day = state.today?.bounds.day ?? '';
	let nth = 1;
	while (state.incidents.has(`${device.id}/${day}/${nth}`)) nth += 1;
	const incident: Incident = {
		id: `${device.id}/${day}/${nth}`,
		device: device.id,
		day,
		cause: null,
		severity: 'limited',
		openedAt: at,
		heardAt,
		acknowledgedAt: null,
		acknowledgedBy: null,
		passedAt: null,
		passedBy: null,
		vendor: null,
		reference: null,
		notes: [],
		fineSince: null,
		resting: false,
		flaps: 0,
		endedAt: null,
		resolvedBy: null,
		raisedAt: null,
		missed: [],
		effect: NO_EFFECT
	};
	state.incidents.set(incident.id, incident);
	device.incident = incident.id;
	return incident;
}

/** A source that tells late has told all it knows of a fault by then. Milliseconds after the branch heard of it. */
const CATCH_UP = 5_000;

/** What is to be told of a fault that was heard of late, and in the morning of one that lasts since the day before. */
export function watchFault(state: BranchState, incident: Incident): void {
	if (state.today === null || !isUntold(incident)) return;
	const at = Math.max(incident.heardAt + CATCH_UP, morningOf(state, state.today.bounds));
	state.alarms.add({ at, kind: 'fault', day: '', ticket: incident.id });
}

/** An hour before the doors open somebody may be there; where there are no doors, the day's first instant. */
function morningOf({ config }: BranchState, { day, start }: BusinessDay): number {
	const hours = openingHours(day, config.file.hours ?? {}, config.timeZone);
	return hours === null ? start : Math.max(start, hours.opensAt - MORNING);
}

const MORNING = 3_600_000;

/** The day ends, and with it what it asked of people: what is still so is asked again in the morning. */
export function forgetAsked(state: BranchState): void {
	for (const incident of state.incidents.values()) {
		if (incident.endedAt === null) incident.raisedAt = null;
	}
}

/** Somebody is to be told of a fault that is still there. */
export function isUntold({ severity, fineSince, endedAt, raisedAt, resting }: Incident): boolean {
	const isThere = fineSince === null && endedAt === null && !resting;
	return severity === 'down' && isThere && raisedAt === null;
}

/** A device has been quiet for long enough: its fault is over, or it is down and no longer only flaps. */
export function settleFault(
	state: BranchState,
	device: Device,
	at: number,
	changes: Changes
): void {
	changes.devices.add(device.id);
	const incident = incidentOf(state, device);
	if (device.flaps) {
		device.flaps = false;
		device.turns = [];
		const health = toldHealth(state, device);
		const before = { state: device.state, cause: device.cause };
		show(device, health);
		if (device.state !== before.state || device.cause !== before.cause) {
			device.since = device.spell?.from ?? at;
			device.changedAt = at;
		}
		if (isHealthy(device)) watchDivertible(state);
	}
	if (incident === undefined || incident.fineSince === null) return;
	incident.endedAt = incident.fineSince;
	device.incident = null;
	changes.incidents.add(incident);
	closeDeviceObligation(state, incident, incident.endedAt, changes);
}

/** What an alarm about a device that has been quiet brings. */
export function isSettled(state: BranchState, id: string, at: number): boolean {
	const device = state.devices.get(id);
	const due = device === undefined ? undefined : settledAt(state, device);
	return due !== undefined && at >= due;
}

/** A day has ended: what was over before it is history. */
export function forgetIncidents(state: BranchState, before: number): void {
	for (const [id, { endedAt }] of state.incidents) {
		if (endedAt !== null && endedAt < before) state.incidents.delete(id);
	}
}

/** A fault that was told late is still there. */
export function raiseLate(
	state: BranchState,
	{ subject, at, recordedAt }: Recorded<Extract<OwnEvent, { type: 'incident.raised' }>>,
	changes: Changes
): void {
	const incident = state.incidents.get(subject);
	if (incident === undefined) return;
	raiseForDevice(state, incident, at, Math.max(at, recordedAt), changes);
	changes.incidents.add(incident);
}

/** Devices that the branch no longer has have no faults either. */
export function forgetDevices(state: BranchState, changes: Changes): void {
	for (const incident of state.incidents.values()) {
		if (state.devices.has(incident.device) || incident.endedAt !== null) continue;
		incident.endedAt = Math.max(incident.openedAt, state.recordedUntil);
		changes.incidents.add(incident);
		closeDeviceObligation(state, incident, incident.endedAt, changes);
	}
}
