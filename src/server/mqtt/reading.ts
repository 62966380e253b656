import { checkEvent } from '#lib/protocol/check/check-event.ts';
import { parseInstant } from '#lib/protocol/check/rfc3339.ts';
import type { IncomingEvent } from '#lib/protocol/index.ts';
import { heard, NOTHING_SAID } from '../devices/xfs4iot/picture.ts';
import type { Picture } from '../devices/xfs4iot/picture.ts';
import { statusOf } from '../devices/xfs4iot/status-of.ts';
import type { DeviceStatus } from '../devices/status.ts';
import type { About } from './topic.ts';

/** What a message says, before anybody knows when: its time, and its event. */
export type Read =
	| { ok: true; time: number | undefined; event: (at: number) => IncomingEvent; picture?: Picture }
	| { ok: false; kind: 'not_json' | 'invalid'; detail: string };

/** `picture`: what XFS4IoT said of the device so far. */
export function read(
	about: About,
	device: string,
	payload: Buffer,
	picture: Picture = NOTHING_SAID
): Read {
	if (about === 'gone') return statusRead(device, { state: 'offline', cause: 'gone' }, undefined);
	if (about === 'heartbeat') {
		// What it carries is nobody's concern, but for a time.
		const said = jsonOf(payload) as Fields | undefined;
		const time = timeOf(isFields(said) ? said.time : undefined);
		if (Number.isNaN(time)) return invalid('time is no RFC 3339');
		const event = (at: number) =>
			({ type: 'device.heartbeat', at, subject: device, data: {} }) as const;
		return { ok: true, time, event };
	}
	const value = jsonOf(payload);
	if (value === undefined) return { ok: false, kind: 'not_json', detail: '' };
	if (!isFields(value)) return invalid('it is no object');
	if (about === 'xfs4iot') return xfsRead(device, value, picture);
	const { time: said, ...data } = value;
	const time = timeOf(said);
	return Number.isNaN(time) ? invalid('time is no RFC 3339') : statusRead(device, data, time);
}

function xfsRead(device: string, message: Fields, before: Picture): Read {
	const picture = heard(before, message);
	const status = picture === null ? null : statusOf(picture);
	if (picture === null || status === null) return invalid('it is no status of XFS4IoT');
	const result = statusRead(device, status, undefined);
	return result.ok ? { ...result, picture } : result;
}

function statusRead(device: string, data: unknown, time: number | undefined): Read {
	const checked = checkEvent('device.status', device, data, 0);
	if (!checked.ok) return invalid(checked.detail);
	const event = (at: number): IncomingEvent => ({
		...{ type: 'device.status', at, subject: device },
		data: checked.event.data as DeviceStatus
	});
	return { ok: true, time, event };
}

/** Undefined: it says none. NaN: it says something else. */
function timeOf(said: unknown): number | undefined {
	if (said === undefined || said === null) return undefined;
	return typeof said === 'string' ? parseInstant(said) : NaN;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined: it is none. */
function jsonOf(payload: Buffer): unknown {
	try {
		return JSON.parse(utf8.decode(payload)) as unknown;
	} catch {
		return undefined;
	}
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(detail: string): Read {
	return { ok: false, kind: 'invalid', detail };
}
