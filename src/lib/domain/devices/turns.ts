import type { BranchState } from '../state.ts';
import type { Device } from './device.ts';
import { isDown, type Health } from './health.ts';
import { incidentOf } from './incident.ts';

/** A device that turns so often within so long flaps. Ours: three failures in five minutes. */
const TURNS = 6;
const WITHIN = 300_000;

/** Notes whether a device turned between working and not, and whether it does so too often to be shown each time. */
export function noteTurn(state: BranchState, device: Device, health: Health, at: number): void {
	const down = isDown(health);
	if (down === device.down) return;
	device.down = down;
	device.turns.push(at);
	if (device.turns.length > TURNS) device.turns.shift();
	const oldest = device.turns[0] ?? at;
	if (device.turns.length === TURNS && at - oldest <= WITHIN) device.flaps = true;
	watchSettling(state, device);
}

/** The instant from which on a device has been quiet for long enough; undefined: nothing waits for that. */
export function settledAt(state: BranchState, device: Device): number | undefined {
	const incident = incidentOf(state, device);
	const fineSince = incident?.fineSince ?? null;
	const last = device.turns.at(-1) ?? 0;
	if (fineSince === null && !device.flaps) return undefined;
	return Math.max(fineSince ?? 0, device.flaps ? last : 0) + state.config.faults.settle;
}

export function watchSettling(state: BranchState, device: Device): void {
	const at = settledAt(state, device);
	if (at !== undefined) state.alarms.add({ at, kind: 'settled', day: '', ticket: device.id });
}
