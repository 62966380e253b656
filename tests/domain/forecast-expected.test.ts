import { describe, expect, test } from 'vitest';
import { expectedArrivals, type DayOfComers } from '#lib/domain/forecast/expected.ts';
import { at } from '../support/history.ts';

const HALF = 1_800_000;

/** Each of these times somebody comes, for cash unless said otherwise. */
function dayOf(day: string, times: string[], service = 'cash'): DayOfComers {
	const comers = times.map((time) => ({ service, issuedAt: at(time, day) }));
	return { day, start: at('00:00', day), comers };
}

/** So many in a half hour. */
function many(from: string, count: number): string[] {
	const [hour = 0, minute = 0] = from.split(':').map(Number);
	return Array.from({ length: count }, (_, index) => {
		const seconds = hour * 3600 + minute * 60 + Math.floor((index * 1800) / count);
		return new Date(seconds * 1000).toISOString().slice(11, 19);
	});
}

const ask = (past: DayOfComers[], today: DayOfComers, now: string, until = '17:00') =>
	expectedArrivals({
		past,
		today,
		now: at(now, today.day),
		from: at(now, today.day),
		until: at(until, today.day)
	});

const sum = (arrivals: { expected: number }[]) =>
	arrivals.reduce((total, { expected }) => total + expected, 0);

describe('who is still expected', () => {
	// Wednesdays of November 2026, and the Tuesday before.
	const wednesdays = ['2026-11-04', '2026-11-11', '2026-11-18'];

	test('as many as on the days before, by half hour and service', () => {
		const past = wednesdays.map((day) => {
			const cash = dayOf(day, [...many('09:00', 10), ...many('10:00', 20)]);
			return {
				...cash,
				comers: [...cash.comers, ...dayOf(day, many('10:00', 4), 'opening').comers]
			};
		});
		const { arrivals, days } = ask(past, dayOf('2026-11-25', many('09:00', 10)), '10:00', '10:30');
		expect(days).toBe(3);
		const rounded = arrivals.map((each) => ({
			...each,
			expected: Math.round(each.expected * 1e6) / 1e6
		}));
		expect(rounded).toEqual([
			{ service: 'cash', from: at('10:00'), until: at('10:30'), expected: 20 },
			{ service: 'opening', from: at('10:00'), until: at('10:30'), expected: 4 }
		]);
	});

	test('the same weekday counts most, all days a little', () => {
		const past = [
			...wednesdays.map((day) => dayOf(day, many('10:00', 30))),
			dayOf('2026-11-24', many('10:00', 10))
		];
		const { arrivals } = ask(past, dayOf('2026-11-25', []), '08:00');
		// Of three Wednesdays with 30, and two parts of the mean of four days, 25.
		expect(sum(arrivals)).toBeCloseTo((3 * 30 + 2 * 25) / 5, 6);
	});

	test('a busy morning makes a busy afternoon, but ten customers more are no proof', () => {
		const past = wednesdays.map((day) => dayOf(day, [...many('09:00', 20), ...many('15:00', 20)]));
		const usual = sum(ask(past, dayOf('2026-11-25', many('09:00', 20)), '12:00').arrivals);
		const busy = sum(ask(past, dayOf('2026-11-25', many('09:00', 50)), '12:00').arrivals);
		expect(usual).toBeCloseTo(20, 6);
		expect(busy).toBeCloseTo((20 * 60) / 30, 6);
	});

	test('the half hour that has begun counts for what is left of it', () => {
		const past = wednesdays.map((day) => dayOf(day, many('10:00', 20)));
		const { arrivals } = ask(past, dayOf('2026-11-25', []), '10:15', '10:30');
		const [first] = arrivals;
		expect(first).toMatchObject({ from: at('10:15'), until: at('10:30') });
		// Ten were expected so far and nobody came.
		expect(first?.expected).toBeCloseTo((20 / 2) * (10 / 20), 6);
	});

	test('on the first day: as in the last hour', () => {
		const today = dayOf('2026-11-25', [
			...many('09:00', 4),
			...many('10:00', 6),
			...many('10:30', 6)
		]);
		const { arrivals, days } = ask([], today, '11:00', '12:00');
		expect(days).toBe(0);
		expect(arrivals.map(({ expected }) => expected)).toEqual([6, 6]);
		expect(ask([], dayOf('2026-11-25', []), '11:00').arrivals).toEqual([]);
	});

	test('days that differ make for a wide spread, days that are alike for a narrow one', () => {
		const alike = wednesdays.concat('2026-11-24').map((day) => dayOf(day, many('10:00', 100)));
		const differ = [40, 100, 180, 90].map((count, index) =>
			dayOf(alike[index]?.day ?? '', many('10:00', count))
		);
		const today = dayOf('2026-11-25', []);
		expect(ask(alike, today, '09:00').spread).toBe(0);
		expect(ask(differ, today, '09:00').spread).toBeGreaterThan(0.2);
		expect(ask(differ.slice(0, 2), today, '09:00').spread).toBe(0.15);
	});

	test('half hours are those of the day', () => {
		const past = wednesdays.map((day) => dayOf(day, many('09:00', 6)));
		const { arrivals } = ask(past, dayOf('2026-11-25', []), '08:45', '09:30');
		expect(arrivals.map(({ from, until }) => (until - from) / HALF)).toEqual([1]);
	});
});
