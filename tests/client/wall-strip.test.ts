import { expect, test } from 'vitest';
import { effectText, guideText } from '#lib/client/fault-effect.ts';
import { kindOf } from '#lib/domain/devices/kinds/index.ts';
import type { DeviceRow, IncidentRow, PromptRow } from '#lib/protocol/index.ts';
import { ownerOf, troubleOf } from '#lib/client/trouble.ts';
import { deviceStrip } from '../../src/routes/wall/strip.ts';

const NOON = Date.parse('2026-11-25T12:00:00+08:00');
const MINUTE = 60_000;

function device(id: string, more: Partial<DeviceRow> = {}): DeviceRow {
	const name = { zh: `${id}号取款机`, en: `ATM ${id}` };
	const fine = { state: 'ok', service: 'full', functions: {}, components: {} } as const;
	return { id, name, kind: 'atm', ...fine, since: NOON, lastSeenAt: NOON, ...more };
}

function down(id: string, minutes: number): DeviceRow {
	const since = NOON - minutes * MINUTE;
	return device(id, { state: 'offline', service: 'out', since, incident: `${id}/1` });
}

function incident(of: string, more: Partial<IncidentRow> = {}): IncidentRow {
	const fault = { severity: 'down' as const, openedAt: NOON, notes: [], flaps: 0 };
	return { id: `${of}/1`, device: of, ...fault, ...more };
}

function prompt(of: string, more: Partial<PromptRow> = {}): PromptRow {
	const about = { rule: 'device', kind: 'operate', device: of, incident: `${of}/1` } as const;
	return { id: `device/${of}`, ...about, state: 'open', level: 0, raisedAt: NOON, ...more };
}

const byId = <R extends { id: string }>(...rows: R[]): Record<string, R> =>
	Object.fromEntries(rows.map((row) => [row.id, row]));

test('the worst two by name, the others as counts, the unheard of apart', () => {
	const strip = deviceStrip(
		byId(
			device('a'),
			device('b', { state: 'degraded', service: 'limited' }),
			down('c', 3),
			down('d', 9),
			device('e', { state: 'unknown', service: 'unknown', since: null, lastSeenAt: null }),
			device('f', { state: 'maintenance', service: 'out' })
		),
		{},
		{}
	);
	expect(strip.named.map((each) => each.device.id)).toEqual(['d', 'c']);
	expect(strip).toMatchObject({ moreFaults: 1, moreUntaken: 0, ok: 1, unknown: 1, maintenance: 1 });
});

test('what nobody has is named before what somebody has, and being taken moves nothing', () => {
	const devices = byId(down('a', 9), down('b', 8), down('c', 7));
	const incidents = byId(
		incident('a', { acknowledgedBy: 'm01' }),
		incident('b', { acknowledgedBy: 'm01' }),
		incident('c')
	);
	const strip = deviceStrip(devices, incidents, byId(prompt('c')));
	expect(strip.named.map((each) => [each.device.id, each.owner])).toEqual([
		['a', 'm01'],
		['c', null]
	]);
	const taken = byId(prompt('c', { state: 'accepted', assignee: 'm02' }));
	const after = deviceStrip(byId(down('a', 9), down('c', 7)), incidents, taken);
	expect(after.named.map((each) => [each.device.id, each.owner])).toEqual([
		['a', 'm01'],
		['c', 'm02']
	]);
	const many = deviceStrip(byId(down('a', 9), down('b', 8), down('c', 7)), {}, {});
	expect(many).toMatchObject({ moreFaults: 1, moreUntaken: 1 });
});

test('connected is not in service; silent is down, and since it was last heard', () => {
	const empty = device('a', { state: 'degraded', service: 'out', cause: 'out_of_cash' });
	expect(troubleOf(empty)).toBe('down');
	const silent = device('b', {
		state: 'unknown',
		service: 'unknown',
		cause: 'silent',
		incident: 'b/1',
		lastSeenAt: NOON - 4 * MINUTE
	});
	expect(troubleOf(silent)).toBe('down');
	expect(deviceStrip(byId(silent), {}, {}).named[0]?.since).toBe(NOON - 4 * MINUTE);
	expect(troubleOf({ ...silent, flaps: true })).toBe('limited');
	// Nobody looks after it: that is no fault of the device.
	const unwatched = device('c', { state: 'unknown', service: 'unknown' });
	expect(troubleOf(unwatched)).toBeNull();
});

test('a fault that works again is quiet while it is watched', () => {
	const strip = deviceStrip(
		byId(device('a', { incident: 'a/1' })),
		byId(incident('a', { fineSince: NOON })),
		byId(prompt('a'))
	);
	expect(strip).toMatchObject({ named: [], ok: 1, moreFaults: 0 });
});

test('who has a fault: whoever took its prompt; handed back, nobody; with the vendor, whoever called them', () => {
	const fault = incident('a', { acknowledgedBy: 'm01', acknowledgedAt: NOON });
	expect(ownerOf(fault, {})).toBe('m01');
	expect(ownerOf(fault, byId(prompt('a')))).toBeNull();
	expect(ownerOf(fault, byId(prompt('a', { state: 'accepted', assignee: 'm02' })))).toBe('m02');
	expect(ownerOf({ ...fault, passedAt: NOON }, byId(prompt('a')))).toBe('m01');
	expect(ownerOf(undefined, byId(prompt('a')))).toBeNull();
});

const out = Object.fromEntries(kindOf('atm').functions.map((id) => [id, 'out' as const]));
const recycler = device('3', { kind: 'crs', name: { zh: '3号一体机', en: 'Recycler 3' } });
const live = {
	devices: byId(device('2', { functions: out }), recycler),
	services: { cash: { name: { zh: '现金业务', en: 'Cash' } } }
};
const effect = { services: { cash: 9, transfer: 1 }, service: 'cash', seconds: 301, to: '3' };

test('an effect is told in minutes, rounded up, and in people where there are none', () => {
	const fault = incident('2', { effect });
	expect(effectText(fault, live, 'zh')).toBe('现金队列\u2009+6\u2009分钟');
	expect(effectText(fault, live, 'en')).toBe('Cash queue +6 min');
	const few = { ...fault, effect: { ...effect, seconds: 0 } };
	expect(effectText(few, live, 'zh')).toBe('现金队列多\u20099\u2009人');
	expect(effectText({ ...fault, effect: { services: {}, seconds: 0 } }, live, 'zh')).toBe('');
	expect(effectText(incident('2'), live, 'zh')).toBe('');
});

test('people are sent for what they lose, and only where there is somewhere to go', () => {
	const fault = incident('2', { effect });
	expect(guideText(fault, live, 'zh')).toBe('取现引导到\u20093\u2009号一体机');
	expect(guideText(fault, live, 'en')).toBe('send withdrawals to Recycler 3');
	expect(guideText(incident('2', { effect: { services: {}, seconds: 0 } }), live, 'zh')).toBe('');
	const card = { ...live, devices: byId(device('2', { kind: 'terminal' }), recycler) };
	expect(guideText(fault, card, 'en')).toBe('send customers to Recycler 3');
});
