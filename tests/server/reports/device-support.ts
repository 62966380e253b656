import { expect } from 'vitest';
import type { IncidentRecord, SpellRecord } from '#lib/protocol/history.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event, lakeside, testServer, type TestServer } from '../../support/test-server.ts';

/** A spell in which the device served everybody, unless it says otherwise. */
export function spell(from: number, to: number | null, change: Partial<SpellRecord> = {}) {
	return {
		...{ branch: 'lakeside', device: 'atm-1', from, to },
		...{ state: 'ok', service: 'full', cause: null, functions: {} },
		...change
	} satisfies SpellRecord;
}

export const OUT: Partial<SpellRecord> = {
	...{ state: 'offline', service: 'out', cause: 'power' },
	functions: { dispense: 'out', card: 'out', receipt: 'out', network: 'out' }
};

/** A fault in which the device served nobody. */
export function fault(
	id: string,
	openedAt: number,
	change: Partial<IncidentRecord> = {}
): IncidentRecord {
	return {
		...{ branch: 'lakeside', id, device: 'atm-1', day: '2026-11-25', cause: 'power' },
		...{ severity: 'down', openedAt, acknowledgedAt: null, acknowledgedBy: null },
		...{ passedAt: null, passedBy: null, vendor: null, reference: null, notes: [] },
		...{ fineSince: null, flaps: 0, endedAt: null, resolvedBy: null, tickets: 0 },
		...change
	};
}

/** The day of `aDayOfDevices`, in Shanghai. */
export const DAY = '2026-11-25';
export const at = (time: string) => Date.parse(`${DAY}T${time}:00+08:00`);

const name = (text: string) => ({ zh: text, en: text });

/**
 * A branch open from nine to five, and it is one o'clock. The ATM was out of cash for half an hour, which m01 took and the
 * vendor mended; it is stuck again since noon. The terminal said nothing, then that it works. Somebody named things so that
 * a spreadsheet would run them.
 */
export async function aDayOfDevices(): Promise<TestServer> {
	const branch = lakeside({
		clock: 'event',
		hours: { 'mon-fri': ['09:00', '17:00'] },
		faults: { settle: 60 },
		counters: [],
		services: [
			{
				...{ id: 'cash', name: name('Cash'), complexity: 'simple' },
				...{ typicalService: 240, selfService: ['atm', 'terminal'] }
			}
		],
		devices: [
			{ id: 'atm-1', kind: 'atm', name: name('ATM') },
			{ id: 'term-1', kind: 'terminal', name: name('Terminal') }
		],
		staff: [
			{ id: 'm01', name: '孟', role: 'lobby_manager' },
			{ id: 't01', name: '田', role: 'teller' }
		],
		checklists: [
			{
				...{ id: 'opening', role: 'lobby_manager', dueBeforeOpening: 900 },
				items: [
					{ id: 'atm-running', name: name('ATM'), device: 'atm-1' },
					{ id: 'leaflets', name: name('Leaflets') }
				]
			}
		]
	});
	const server = await testServer({ clock: manualClock(at('13:00')), branches: [branch] });
	const tell = (time: string, type: string, subject: string | undefined, data: object) =>
		event(type, subject, data, { time: new Date(at(time)).toISOString() });
	const incident = `atm-1/${DAY}/1`;
	const small = { service: 'cash', tags: ['small_cash'] };
	const { body } = await server.batch([
		tell('08:00', 'device.status', 'atm-1', { state: 'ok' }),
		tell('08:30', 'checklist.checked', 'atm-running', { list: 'opening', ok: true, staff: 'm01' }),
		tell('08:50', 'checklist.checked', 'leaflets', {
			...{ list: 'opening', ok: false, staff: 'm01', note: '=NOTE(m01)' }
		}),
		tell('08:55', 'checklist.signed', 'opening', { staff: 'm01' }),
		tell('10:00', 'device.status', 'atm-1', { state: 'offline', cause: '@cash' }),
		tell('10:02', 'incident.acknowledged', incident, { staff: 'm01' }),
		tell('10:03', 'incident.passed', incident, { staff: 'm01', vendor: '=V()', reference: '+86' }),
		tell('10:04', 'incident.noted', incident, { staff: 'm01', note: '-m01 waits' }),
		tell('10:10', 'ticket.issued', 'A1', small),
		tell('10:30', 'device.status', 'atm-1', { state: 'ok' }),
		tell('10:35', 'device.status', 'term-1', { state: 'ok' }),
		tell('10:36', 'ticket.diverted', 'A1', { to: 'term-1' }),
		tell('12:00', 'device.status', 'atm-1', { state: 'offline', cause: 'jam' }),
		tell('13:00', 'clock.tick', undefined, {})
	]);
	expect(body).toMatchObject({ accepted: 14, rejected: [] });
	return server;
}
