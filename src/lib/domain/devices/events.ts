import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Recorded } from '../event.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';

type DeviceFact = Extract<IncomingEvent, { type: `device.${string}` }>;

export function judgeDevice(state: BranchState, event: DeviceFact): Refusal | null {
	if (state.devices.has(event.subject)) return null;
	return refuse('unknown_device', `This branch has no device "${event.subject}".`);
}

/** A heartbeat alone changes no row: screens would be told 20 times a second that nothing has happened. */
export function applyDevice(
	state: BranchState,
	event: Recorded<DeviceFact>,
	changes: Changes
): void {
	const device = state.devices.get(event.subject);
	if (device === undefined) throw new Error(`${event.type} about unknown device ${event.subject}`);
	if (device.lastSeenAt !== null && event.at < device.lastSeenAt) return;
	device.lastSeenAt = event.at;
	if (event.type === 'device.heartbeat') {
		if (device.state !== 'unknown' && device.state !== 'offline') return;
		device.state = 'ok';
		device.cause = null;
		device.since = event.at;
	} else {
		const { state: next, cause = null, components = {}, levels = {} } = event.data;
		if (device.state !== next || device.cause !== cause) device.since = event.at;
		device.state = next;
		device.cause = cause;
		device.components = components;
		device.levels = levels;
	}
	changes.devices.add(device.id);
}
