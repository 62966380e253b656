import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { configOf } from '#lib/domain/config/config.ts';
import { DeviceReport } from '#lib/protocol/index.ts';
import { deviceReportOf, type DeviceHistories } from '#server/reports/devices.ts';
import { openStretches } from '#server/reports/opening.ts';
import { lakeside } from '../../support/test-server.ts';
import { fault, OUT, spell } from './device-support.ts';

const DAY = '2026-11-25';
const at = (time: string, day = DAY) => Date.parse(`${day}T${time}:00+08:00`);
const hours = { 'mon-fri': ['09:00', '17:00'] as [string, string] };
const nothing: DeviceHistories = {
	...{ spells: [], incidents: [] },
	diversions: { diverted: [], prompted: [] }
};

function report(
	histories: Partial<DeviceHistories>,
	{ from = DAY, to = DAY, now = at('20:00'), file = lakeside({ hours }) } = {}
): DeviceReport {
	const made = deviceReportOf({ from, to, now }, { ...nothing, ...histories }, configOf(file));
	expect(Compile(DeviceReport).Check(made)).toBe(true);
	return made;
}

describe('availability', () => {
	test('is over opening hours, by device and by function', () => {
		const [atm] = report({
			spells: [
				spell(at('07:00'), at('08:00'), OUT),
				spell(at('08:00'), at('10:00')),
				// Gives cash, and no receipt.
				spell(at('10:00'), at('12:00'), {
					...{ state: 'degraded', service: 'limited', cause: 'out_of_paper' },
					functions: { receipt: 'out', dispense: 'degraded' }
				}),
				spell(at('12:00'), at('14:00'), OUT),
				spell(at('14:00'), null)
			]
		}).devices;
		expect(atm).toMatchObject({
			watchedSeconds: 8 * 3600,
			availability: 6 / 8,
			functions: { dispense: 6 / 8, receipt: 4 / 8, card: 6 / 8, network: 6 / 8 }
		});
		expect(atm).not.toHaveProperty('maintenanceSeconds');
	});

	test('is of the time in which anything was known: from the first word until now', () => {
		const late = report({ spells: [spell(at('13:00'), null)] }, { now: at('15:00') });
		expect(late.devices[0]).toMatchObject({ watchedSeconds: 2 * 3600, availability: 1 });
		expect(report({}).devices[0]).toMatchObject({
			...{ watchedSeconds: 0, availability: null },
			functions: { dispense: null, card: null }
		});
		// Silence is no service; that nobody looks after a device says nothing about it.
		const silent = { state: 'unknown', service: 'unknown', functions: { dispense: 'unknown' } };
		const { devices } = report({
			spells: [
				spell(at('09:00'), at('11:00')),
				spell(at('11:00'), at('13:00'), { ...silent, cause: 'silent' }),
				spell(at('13:00'), null, { ...silent, cause: 'probe_not_allowed' })
			]
		});
		expect(devices[0]).toMatchObject({
			...{ watchedSeconds: 4 * 3600, availability: 0.5 },
			functions: { dispense: 0.5, card: 1 }
		});
	});

	test('counts work on a device within opening hours as not available, and tells it apart', () => {
		const resting = { state: 'maintenance', service: 'out', cause: null };
		const { devices, total } = report({
			spells: [spell(at('08:00'), at('10:00'), resting), spell(at('10:00'), null)]
		});
		expect(devices[0]).toMatchObject({ availability: 7 / 8, maintenanceSeconds: 3600 });
		expect(total).toMatchObject({ availability: 7 / 8, maintenanceSeconds: 3600 });
	});

	test('a word about a moment ago cuts short the spell that it contradicts', () => {
		const { devices } = report({
			spells: [
				spell(at('09:00'), at('12:00'), OUT),
				// Somebody said at a quarter past that it worked since eleven.
				spell(at('11:00'), null)
			]
		});
		expect(devices[0]).toMatchObject({ watchedSeconds: 8 * 3600, availability: 6 / 8 });
	});

	test('adds devices up by their hours, and has those that the branch no longer has', () => {
		const made = report({
			spells: [
				spell(at('09:00'), at('17:00')),
				spell(at('09:00'), at('11:00'), { ...OUT, device: 'gone-2' })
			],
			incidents: [fault('gone-1/x', at('10:00'), { device: 'gone-1', endedAt: at('11:00') })]
		});
		expect(made.devices.map(({ device }) => device)).toEqual(['atm-1', 'gone-1', 'gone-2']);
		expect(made.total).toMatchObject({ watchedSeconds: 10 * 3600, availability: 0.8 });
		expect(made.devices[2]).toMatchObject({ availability: 0, functions: {} });
	});
});

describe('opening hours', () => {
	test('are those of the days, weekends and all, and end now', () => {
		const config = configOf(lakeside({ hours: { ...hours, sat: ['10:00', '12:00'] } }));
		const week = openStretches(config, '2026-11-23', '2026-11-29', at('11:00', '2026-11-28'));
		expect(week).toHaveLength(6);
		expect(week.at(-1)).toEqual({
			from: at('10:00', '2026-11-28'),
			to: at('11:00', '2026-11-28')
		});
		expect(openStretches(config, DAY, DAY, at('09:00'))).toEqual([]);
	});

	test('have the length of the day where clocks change, and of a branch without hours all of it', () => {
		const away = lakeside({ timeZone: 'Europe/Berlin' });
		const length = (day: string, change = {}) => {
			const config = configOf({ ...away, ...change });
			const stretches = openStretches(config, day, day, Number.MAX_SAFE_INTEGER);
			return stretches.reduce((sum, { from, to }) => sum + to - from, 0) / 3_600_000;
		};
		expect(length('2026-03-29')).toBe(23);
		expect(length('2026-10-25')).toBe(25);
		const night = { hours: { sun: ['01:00', '04:00'] as [string, string] } };
		expect(length('2026-03-29', night)).toBe(2);
		expect(length('2026-10-25', night)).toBe(4);
		expect(length('2026-10-26', night)).toBe(0);
	});
});

describe('faults', () => {
	test('how often, how long, how soon somebody took them', () => {
		const { total, incidents } = report({
			incidents: [
				fault('a', at('09:00'), { endedAt: at('09:30'), acknowledgedAt: at('09:02') }),
				fault('b', at('10:00'), {
					...{ endedAt: at('10:10'), acknowledgedAt: at('10:04'), acknowledgedBy: 'm01' },
					...{ tickets: 9, notes: [{ at: at('10:05'), staff: 'm01', text: 'jam' }] }
				}),
				// Works again, and is being watched.
				fault('c', at('11:00'), { fineSince: at('12:00') }),
				fault('d', at('19:00')),
				fault('e', at('13:00'), { severity: 'limited', endedAt: at('16:00') })
			]
		});
		expect(total).toMatchObject({
			...{ incidents: 4, open: 1 },
			downSeconds: (30 + 10 + 60 + 60) * 60,
			...{ medianDownSeconds: 30 * 60, longestDownSeconds: 3600 },
			...{ meanRepairSeconds: 2_000, meanResponseSeconds: 180 }
		});
		expect(incidents.map(({ id }) => id)).toEqual(['d', 'e', 'c', 'b', 'a']);
		expect(incidents[3]).toEqual({
			...{ id: 'b', device: 'atm-1', cause: 'power', severity: 'down', flaps: 0, missed: 9 },
			...{ openedAt: at('10:00'), endedAt: at('10:10'), acknowledgedAt: at('10:04') },
			...{ acknowledgedBy: 'm01', notes: [{ at: at('10:05'), staff: 'm01', text: 'jam' }] }
		});
	});

	test('none are no time, and no share of anything', () => {
		expect(report({}).total).toEqual({
			...{ incidents: 0, open: 0, downSeconds: 0, medianDownSeconds: null },
			...{ longestDownSeconds: null, meanRepairSeconds: null, meanResponseSeconds: null },
			...{ watchedSeconds: 0, availability: null }
		});
	});
});

test('diversion: who was prompted for, who of them went, and the time that this saved', () => {
	const led = (number: string, divertedTo: string) => ({
		...{ day: DAY, number, divertedTo, service: 'cash' }
	});
	const file = lakeside({ hours });
	file.services[0]!.typicalService = 240;
	const { diversion, devices } = report(
		{
			diversions: {
				diverted: [led('A1', 'atm-1'), led('A3', 'online'), led('A4', 'atm-1')],
				prompted: [
					...['A1', 'A2', 'A3'].map((number) => ({ day: DAY, number })),
					// The same number of the day before is somebody else.
					{ day: '2026-11-24', number: 'A4' }
				]
			}
		},
		{ file, from: '2026-11-24' }
	);
	expect(diversion).toEqual([
		{ day: '2026-11-24', prompted: 1, diverted: 0, savedSeconds: 0 },
		{ day: DAY, prompted: 3, diverted: 2, savedSeconds: 480 }
	]);
	// A4 went without anybody having been prompted.
	expect(devices[0]!.diverted).toBe(2);
});
