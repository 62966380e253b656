import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	businessDayAt,
	instantAt,
	isTimeZone,
	openingHours,
	timeOfDay
} from '#lib/domain/time/business-day.ts';
import type { HalfHourRow } from '#lib/protocol/index.ts';
import { smallBranch, Told } from '../support/history.ts';

const HOUR = 3_600_000;

/** Zones with every kind of trouble: none, an hour twice a year, at midnight, by half an hour, a day left out. */
const ZONES = [
	'Asia/Shanghai',
	'Europe/Berlin',
	'America/New_York',
	'America/Sao_Paulo',
	'Asia/Beirut',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'Pacific/Apia',
	'Pacific/Kiritimati',
	'America/St_Johns',
	'Africa/Casablanca',
	'UTC'
];

const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(1990, 0, 2), max: Date.UTC(2040, 0, 1) });

const dayBefore = (day: string) =>
	new Date(Date.parse(`${day}T00:00:00Z`) - 24 * HOUR).toISOString().slice(0, 10);

describe('the business day', () => {
	it.each([
		['Asia/Shanghai', '2026-11-25', 24],
		['Asia/Shanghai', '2024-02-29', 24],
		['Europe/Berlin', '2026-03-29', 23],
		['Europe/Berlin', '2026-10-25', 25],
		['Europe/Berlin', '2026-10-26', 24],
		['America/New_York', '2026-03-08', 23],
		['America/New_York', '2026-11-01', 25],
		['America/New_York', '2028-02-29', 24],
		// Clocks go forward at midnight: the day begins at 01:00.
		['America/Sao_Paulo', '2018-11-04', 23],
		['Asia/Beirut', '2026-03-29', 23],
		['Australia/Lord_Howe', '2026-04-05', 24.5],
		['Australia/Lord_Howe', '2026-10-04', 23.5]
	])('of %s on %s has %d hours', (timeZone, day, hours) => {
		const noon = instantAt(day, '12:00', timeZone);
		const bounds = businessDayAt(noon, timeZone);
		expect(bounds.day).toBe(day);
		expect((bounds.end - bounds.start) / HOUR).toBe(hours);
	});

	it('is where it is on the calendar, at both of its ends', () => {
		const bounds = businessDayAt(Date.parse('2024-02-29T12:00:00+08:00'), 'Asia/Shanghai');
		expect(bounds).toEqual({
			day: '2024-02-29',
			start: Date.parse('2024-02-29T00:00:00+08:00'),
			end: Date.parse('2024-03-01T00:00:00+08:00')
		});
		expect(businessDayAt(bounds.end, 'Asia/Shanghai').day).toBe('2024-03-01');
		expect(businessDayAt(bounds.start - 1, 'Asia/Shanghai').day).toBe('2024-02-28');
	});

	it('holds its instant, every one of its instants, and no other', () => {
		fc.assert(
			fc.property(
				instant,
				zone,
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(at, timeZone, share) => {
					const day = businessDayAt(at, timeZone);
					expect(day.start).toBeLessThanOrEqual(at);
					expect(day.end).toBeGreaterThan(at);
					const other = day.start + Math.floor((day.end - day.start) * share);
					for (const each of [day.start, other, day.end - 1]) {
						expect(businessDayAt(each, timeZone)).toEqual(day);
					}
				}
			),
			{ numRuns: 1_000 }
		);
	});

	it('begins where the one before ends', () => {
		fc.assert(
			fc.property(instant, zone, (at, timeZone) => {
				const day = businessDayAt(at, timeZone);
				const before = businessDayAt(day.start - 1, timeZone);
				expect(before.end).toBe(day.start);
				// Samoa left out the 30th of December 2011.
				const skipped = timeZone === 'Pacific/Apia' && day.day === '2011-12-31';
				const kiritimati = timeZone === 'Pacific/Kiritimati' && day.day < '1995-01-03';
				if (!skipped && !kiritimati) expect(before.day).toBe(dayBefore(day.day));
				const hours = (day.end - day.start) / HOUR;
				expect([23, 23.5, 24, 24.5, 25]).toContain(hours);
			}),
			{ numRuns: 1_000 }
		);
	});

	it('does not miss a day that a zone leaves out', () => {
		const day = businessDayAt(Date.parse('2011-12-29T12:00:00-10:00'), 'Pacific/Apia');
		expect(day.day).toBe('2011-12-29');
		expect(businessDayAt(day.end, 'Pacific/Apia').day).toBe('2011-12-31');
	});
});

describe('local times', () => {
	it('that come twice are the first, and those that never come the instant after the gap', () => {
		expect(instantAt('2026-10-25', '02:30', 'Europe/Berlin')).toBe(
			Date.parse('2026-10-25T02:30:00+02:00')
		);
		expect(instantAt('2026-03-29', '02:30', 'Europe/Berlin')).toBe(
			Date.parse('2026-03-29T03:00:00+02:00')
		);
	});

	it('are read back as they were written', () => {
		fc.assert(
			fc.property(instant, zone, fc.nat(23), fc.nat(59), (at, timeZone, hour, minute) => {
				const { day, start, end } = businessDayAt(at, timeZone);
				const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
				const when = instantAt(day, time, timeZone);
				expect(when).toBeGreaterThanOrEqual(start);
				expect(when).toBeLessThanOrEqual(end);
				// On a day of 24 hours no time is left out.
				if (end - start === 24 * HOUR) expect(timeOfDay(when, timeZone)).toBe(time);
			}),
			{ numRuns: 500 }
		);
	});

	it('know their zones', () => {
		for (const timeZone of ZONES) expect(isTimeZone(timeZone)).toBe(true);
		for (const timeZone of ['', 'Mars/Olympus', 'Asia/Beijing', 'CET+1'])
			expect(isTimeZone(timeZone)).toBe(false);
	});
});

describe('opening hours', () => {
	const hours = { 'mon-fri': ['09:00', '17:00'], sat: ['09:30', '16:00'] } as const;
	const on = (day: string) => openingHours(day, hours, 'Europe/Berlin');

	it('are those of the weekday, also over a change of clocks', () => {
		expect(on('2026-11-25')).toEqual({
			opensAt: Date.parse('2026-11-25T09:00:00+01:00'),
			closesAt: Date.parse('2026-11-25T17:00:00+01:00')
		});
		expect(on('2026-03-28')?.opensAt).toBe(Date.parse('2026-03-28T09:30:00+01:00'));
		expect(on('2026-03-29')).toBeNull();
		expect(on('2026-03-30')?.opensAt).toBe(Date.parse('2026-03-30T09:00:00+02:00'));
	});

	it('may span the weekend', () => {
		const weekend = { 'sat-mon': ['10:00', '12:00'] } as const;
		const open = ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'].map(
			(day) => openingHours(day, weekend, 'UTC') !== null
		);
		expect(open).toEqual([false, true, true, true, false]);
	});

	it('say whether the branch is open', () => {
		const branch = new Told(smallBranch({ hours: { 'mon-fri': ['09:00', '17:00'] } }));
		const openAt = (time: string) => {
			branch.tell('clock.tick', Date.parse(`2026-11-25T${time}+08:00`), '', {});
			return branch.view().branch['lakeside']?.open;
		};
		expect(['08:59:59', '09:00:00', '16:59:59', '17:00:00'].map(openAt)).toEqual([
			false,
			true,
			true,
			false
		]);
	});
});

describe('a branch whose clocks change', () => {
	const told = (day: string, offset: string, times: string[]) => {
		const branch = new Told(smallBranch({ timeZone: 'Europe/Berlin' }));
		times.forEach((time, index) => {
			const at = Date.parse(time.includes('Z') ? `${day}T${time}` : `${day}T${time}${offset}`);
			expect(branch.tell('ticket.issued', at, `A${index}`, { service: 'cash' })).toBe('ok');
		});
		return branch;
	};
	const halves = (branch: Told) =>
		Object.values(branch.view().kpis).filter((row): row is HalfHourRow =>
			row.id.startsWith('half/')
		);

	it('tells the hour that comes twice apart, and counts a wait by instants', () => {
		const branch = told('2026-10-25', '', ['00:10:00Z', '01:10:00Z']);
		expect(halves(branch).map(({ id, issued }) => [id.slice(0, 10), issued])).toEqual([
			['half/02:00', 1],
			['half/02:00', 1]
		]);
		expect(new Set(halves(branch).map(({ id }) => id)).size).toBe(2);
		branch.tell('ticket.called', Date.parse('2026-10-25T01:15:00Z'), 'A0', { counter: '1' });
		expect(branch.view().kpis['today']).toMatchObject({ meanWait: 65 * 60, issued: 2 });
	});

	it('has no half hour that never came, and ends after 23 hours', () => {
		const branch = told('2026-03-29', '', ['00:50:00Z', '01:10:00Z']);
		expect(halves(branch).map(({ id }) => id)).toEqual(['half/01:30', 'half/03:00']);
		branch.pass(Date.parse('2026-03-29T21:59:59.999Z'));
		expect(branch.view().kpis['today']).toMatchObject({ issued: 2 });
		branch.pass(Date.parse('2026-03-29T22:00:00Z'));
		expect(branch.view().branch['lakeside']).toMatchObject({ businessDay: '2026-03-30' });
		expect(branch.log.at(-1)).toMatchObject({
			type: 'day.closed',
			at: Date.parse('2026-03-29T22:00:00Z')
		});
	});
});
