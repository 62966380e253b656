import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Recorded } from '../event.ts';
import { watchDivertible } from '../engagement/raise.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';

type DeviceFact = Extract<IncomingEvent, { type: `device.${string}` }>;

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
	device.heardAt = event.at;
	const before = device.state;
	if (event.type === 'device.heartbeat') {
		const alive = device.state !== 'unknown' && device.state !== 'offline';
		if (alive && event.at - (device.lastSeenAt ?? 0) < SEEN_EVERY) return;
		if (!alive) {
			device.state = 'ok';
			device.cause = null;
			device.since = event.at;
		}
	} else {
		const { state: next, cause = null, components = {}, levels = {} } = event.data;
		if (device.state !== next || device.cause !== cause) device.since = event.at;
		device.state = next;
		device.cause = cause;
		device.components = components;
		device.levels = levels;
	}
	device.lastSeenAt = event.at;
	changes.devices.add(device.id);
	if (device.state === before) return;
	device.changedAt = Math.max(event.at, event.recordedAt);
	if (device.state === 'ok') watchDivertible(state);
}
