import type { Config } from '../config/config.ts';
import { LATE_AFTER, type OwnEvent } from '../event.ts';
import type { BranchState } from '../state.ts';
import type { Device } from './device.ts';
import { kindIn } from './kind-in.ts';

type Silent = Extract<OwnEvent, { type: 'device.silent' }>;

/** Milliseconds without a word until nobody knows how a device is, and until it is taken for gone. */
export function silenceOf(config: Config, device: string): { stale: number; offline: number } {
	const own = config.devices.get(device);
	const { stale, offline } = kindIn(config, device).silence;
	// Three tries of a probe, whatever the kind's own patience is.
	const three = 3 * (own?.every ?? 0);
	const first = own?.silence?.stale ?? Math.max(stale, three);
	const second = own?.silence?.offline ?? Math.max(offline, first + offline - stale);
	return { stale: first * 1000, offline: Math.max(first, second) * 1000 };
}

/** One alarm a device at a time, however many heartbeats come: whoever takes it looks when the last one was. */
export function watchSilence(state: BranchState, device: Device): void {
	const due = nextSilence(state, device);
	if (due !== undefined)
		state.alarms.add({ at: due.at, kind: 'silent', day: '', ticket: device.id });
}

function nextSilence(
	{ config }: BranchState,
	device: Device
): { at: number; state: 'unknown' | 'offline' } | undefined {
	const { beats, heardAt, silent, silentSince, listenedFrom, told } = device;
	if (!beats || heardAt === null || silent === 'offline') return undefined;
	// Whoever works on it switches it off and on.
	if (told.state === 'maintenance') return undefined;
	const { stale, offline } = silenceOf(config, device.id);
	if (silent === null) return { at: Math.max(heardAt, listenedFrom) + stale, state: 'unknown' };
	return { at: Math.max(heardAt + stale, silentSince ?? 0) + offline - stale, state: 'offline' };
}

/**
 * What an alarm about a silent device brings. `now`: the branch's clock. Where the server itself was away at the instant
 * of the alarm, nobody could be heard: silence then counts from now on.
 */
export function silentNow(
	state: BranchState,
	id: string,
	at: number,
	now: number
): Silent | undefined {
	const device = state.devices.get(id);
	const due = device === undefined ? undefined : nextSilence(state, device);
	if (device === undefined || due === undefined) return undefined;
	const wasAway = now - at > LATE_AFTER && state.config.clock === 'wall';
	if (at >= due.at && !(wasAway && device.silent === null)) {
		return { type: 'device.silent', at, subject: id, data: { state: due.state } };
	}
	if (at >= due.at) device.listenedFrom = now;
	watchSilence(state, device);
	return undefined;
}
