import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { OwnEvent, Recorded } from '../event.ts';
import { watchDivertible } from '../engagement/raise.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';
import type { Device } from './device.ts';
import { isHealthy, type Health } from './health.ts';
import { followFault, settleFault } from './faults.ts';
import { show, toldHealth } from './shown.ts';
import { beginSpell } from './spells.ts';
import { noteTurn } from './turns.ts';
import { watchSilence } from './silence.ts';

type DeviceFact = Extract<IncomingEvent, { type: `device.${string}` }>;
type OwnDeviceEvent = Extract<OwnEvent, { type: 'device.silent' | 'device.settled' }>;

export function judgeDevice(state: BranchState, event: DeviceFact): Refusal | null {
	if (state.devices.has(event.subject)) return null;
	return refuse('unknown_device', `This branch has no device "${event.subject}".`);
}

/** Screens are told that a device is still there once a minute: one by one heartbeats would drown the rest. */
const SEEN_EVERY = 60_000;

export function applyDevice(
	state: BranchState,
	event: Recorded<DeviceFact>,
	changes: Changes
): void {
	const device = state.devices.get(event.subject);
	if (device === undefined) throw new Error(`${event.type} about unknown device ${event.subject}`);
	if (device.heardAt !== null && event.at < device.heardAt) return;
	const beat = event.type === 'device.heartbeat';
	// Whoever is heard of was there all the time as far as anybody can tell.
	const isNews = !beat || device.silent !== null || !isAlive(device);
	device.heardAt = event.at;
	if (beat && !device.beats) {
		device.beats = true;
		watchSilence(state, device);
	}
	if (!isNews && event.at - (device.lastSeenAt ?? 0) < SEEN_EVERY) return;
	device.lastSeenAt = event.at;
	changes.devices.add(device.id);
	if (!isNews) return;
	const wasSilent = device.silent !== null;
	const wasAtRest = device.told.state === 'maintenance';
	device.silent = null;
	device.silentSince = null;
	if (event.type === 'device.status') {
		const { state: told, cause = null, components = {}, levels = {} } = event.data;
		device.told = { state: told, cause, components, levels };
		// A source that says that it has lost the device says that its heartbeats have ended.
		if (told === 'offline' || told === 'unknown') device.beats = false;
	} else if (!isAlive(device)) {
		device.told = { state: 'ok', cause: null, components: {}, levels: {} };
	}
	if (wasSilent || wasAtRest) watchSilence(state, device);
	turnTo(state, device, event.at, Math.max(event.at, event.recordedAt), changes);
}

/** What time alone brings about a device: nothing is heard of it any more, or it has been quiet for a while. */
export function applyOwnDeviceEvent(
	state: BranchState,
	event: Recorded<OwnDeviceEvent>,
	changes: Changes
): void {
	const device = state.devices.get(event.subject);
	if (device === undefined) return;
	if (event.type === 'device.settled') {
		settleFault(state, device, event.at, changes);
		return;
	}
	device.silent = event.data.state;
	device.silentSince = event.at;
	watchSilence(state, device);
	turnTo(state, device, event.at, Math.max(event.at, event.recordedAt), changes);
}

/** A person says that a device works: believed until it says otherwise itself. */
export function tellWorks(
	state: BranchState,
	id: string,
	at: number,
	heardAt: number,
	changes: Changes
): void {
	const device = state.devices.get(id);
	if (device === undefined) return;
	device.told = { state: 'ok', cause: null, components: {}, levels: {} };
	device.silent = null;
	device.silentSince = null;
	device.heardAt = Math.max(device.heardAt ?? at, at);
	watchSilence(state, device);
	turnTo(state, device, at, heardAt, changes);
}

/** Its kind is another one by now. */
export function reviewDevice(
	state: BranchState,
	device: Device,
	at: number,
	changes: Changes
): void {
	const now = Math.max(at, device.heardAt ?? at);
	turnTo(state, device, now, now, changes);
}

/** Brings a device in line with what is known of it. `heardAt`: when the branch heard, and could act. */
function turnTo(
	state: BranchState,
	device: Device,
	at: number,
	heardAt: number,
	changes: Changes
): void {
	const health = toldHealth(state, device);
	changes.devices.add(device.id);
	beginSpell(device, health, at, changes);
	noteTurn(state, device, health, at);
	const before = { state: device.state, cause: device.cause };
	show(device, device.flaps ? flapping(health) : health);
	if (device.state !== before.state || device.cause !== before.cause) device.since = at;
	followFault(state, device, health, { at, heardAt }, changes);
	if (device.state === before.state) return;
	device.changedAt = heardAt;
	if (isHealthy(device)) watchDivertible(state);
}

/** While it turns so often, one word stands still for all of them: nobody is sent there, and nothing blinks. */
function flapping(health: Health): Health {
	const { functions } = health;
	return { state: 'degraded', cause: 'flapping', service: 'limited', functions };
}

function isAlive({ told }: Device): boolean {
	return told.state !== 'unknown' && told.state !== 'offline';
}
