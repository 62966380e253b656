import { describe, expect, test } from 'vitest';
import { unbroken } from '#lib/charts/trend.ts';
import type { KpiRow, NextRow } from '#lib/protocol/index.ts';
import { aheadOf, fromNow, inWhole, topsOf } from '../../src/routes/wall/ahead.ts';
import { scaleTo } from '../../src/routes/wall/trend-axis.ts';
import { NOW, byId } from './lobby-rows.ts';

const MINUTE = 60_000;
const FIVE = 5 * MINUTE;

function next(n: number, mean: number, wait: number | null): NextRow {
	const at = NOW + n * FIVE;
	return {
		id: `next/${at}`,
		at,
		waiting: { mean, low: mean - 2.5, high: mean + 4.2 },
		meanWaiting: wait === null ? null : { mean: wait, low: wait - 90, high: wait + 130 }
	};
}

const slot: KpiRow = { id: `slot/${NOW}`, at: NOW + FIVE, waiting: 3, meanWaiting: 60 };

describe('the hour to come', () => {
	const kpis = byId<KpiRow>([next(2, 9.6, 580), slot, next(0, 22, 660), next(1, 20, 700)]);

	test('is what is expected after now, in order: people, and minutes', () => {
		const { people, waits } = aheadOf(kpis, NOW);
		expect(people.map(({ x, y }) => [x, y])).toEqual([
			[NOW + FIVE, 20],
			[NOW + 2 * FIVE, 9.6]
		]);
		expect(waits[1]).toEqual({
			x: NOW + 2 * FIVE,
			y: 580 / 60,
			low: 490 / 60,
			high: 710 / 60
		});
		expect(aheadOf(kpis, NOW + FIVE).people).toHaveLength(1);
		expect(aheadOf({}, NOW)).toEqual({ people: [], waits: [] });
	});

	test('grows out of the present, where there is one', () => {
		const { people } = aheadOf(kpis, NOW);
		expect(fromNow(people, NOW, 22)[0]).toEqual({ x: NOW, y: 22, low: 22, high: 22 });
		expect(fromNow(people, NOW, null)).toEqual(people);
		expect(fromNow([], NOW, 22)).toEqual([]);
	});

	test('ends in a whole number and a range that is rounded outwards', () => {
		const { people, waits } = aheadOf(kpis, NOW);
		expect(inWhole(people.at(-1), Math.round)).toMatchObject({ value: 10, range: '7–14' });
		expect(inWhole(waits.at(-1), Math.floor)).toMatchObject({ value: 9, range: '8–12' });
		expect(inWhole(undefined, Math.round)).toBeNull();
	});

	test('where nobody is expected there is a gap and no number', () => {
		const { waits } = aheadOf(byId<KpiRow>([next(1, 1, 60), next(2, 0, null)]), NOW);
		expect(waits[1]?.y).toBeNull();
		expect(inWhole(waits.at(-1), Math.floor)).toBeNull();
		expect(topsOf(waits).map(({ y }) => y)).toEqual([190 / 60, null]);
	});

	test('has its band on the axis', () => {
		expect(scaleTo(topsOf([{ x: 1, y: 28, low: 20, high: 34 }]), 30)).toBe(40);
	});
});

test('a band is drawn in stretches without a gap', () => {
	const point = (x: number, y: number | null) => ({ x, y, low: 0, high: 9 });
	const parts = unbroken([point(1, 1), point(2, 2), point(3, null), point(4, 4), point(5, 5)]);
	expect(parts.map((part) => part.map(({ x }) => x))).toEqual([
		[1, 2],
		[4, 5]
	]);
	expect(unbroken([point(1, 1)])).toEqual([]);
	expect(unbroken([])).toEqual([]);
});
