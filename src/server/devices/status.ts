import { checkEvent } from '#lib/protocol/check/check-event.ts';
import type { EventData } from '#lib/protocol/index.ts';

/** What is told of a device: its state, and what it is made of. */
export type DeviceStatus = EventData<'device.status'>;

/** Whether two statuses say the same, in whatever order. */
export function sameStatus(a: DeviceStatus | null, b: DeviceStatus | null): boolean {
	return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

/** Whether what a device said of itself can be told at all: names of parts come from outside. */
export function isTellable(status: DeviceStatus): boolean {
	return checkEvent('device.status', 'device', status, 0).ok;
}

/**
 * A share as a level: in hundredths, since what changes by less is no news; undefined where the two numbers make none.
 */
export function levelOf(part: unknown, whole: unknown): number | undefined {
	if (typeof part !== 'number' || typeof whole !== 'number') return undefined;
	if (!Number.isFinite(part) || !Number.isFinite(whole) || part < 0 || whole <= 0) return undefined;
	return Math.round(Math.min(1, part / whole) * 100) / 100;
}

function sorted(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
