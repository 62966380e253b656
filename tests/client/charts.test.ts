import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceiling } from '#lib/charts/scale.ts';
import { placed } from '#lib/charts/wait-words.ts';
import type { WaitRange } from '#lib/charts/wait-words.ts';
import { airBeside, withMarks } from '#lib/charts/what-if-marks.ts';
import type { Crowded } from '#lib/charts/what-if-marks.ts';
import { wilson } from '#lib/charts/wilson.ts';

describe('wilson', () => {
	// R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: the score interval.
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718]
	])('of %i in %i is the published one', (part, whole, low, high) => {
		const interval = wilson(part, whole);
		expect(interval?.low).toBeCloseTo(low, 4);
		expect(interval?.high).toBeCloseTo(high, 4);
	});

	it('of an empty whole is none', () => {
		expect(wilson(0, 0)).toBeNull();
	});

	it('of all is closed above, and mirrors that of none', () => {
		expect(wilson(20, 20)?.high).toBe(1);
		expect(wilson(20, 20)?.low).toBeCloseTo(1 - (wilson(0, 20)?.high ?? 0), 12);
	});

	it('holds the share, stays within 0 and 1, and narrows with more of the same', () => {
		const counts = fc
			.integer({ min: 1, max: 5_000 })
			.chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));
		fc.assert(
			fc.property(counts, ([part, whole]) => {
				const one = wilson(part, whole);
				const ten = wilson(part * 10, whole * 10);
				if (!one || !ten) return false;
				const share = part / whole;
				const holds = one.low <= share + 1e-12 && share - 1e-12 <= one.high;
				return holds && one.low >= 0 && one.high <= 1 && ten.high - ten.low < one.high - one.low;
			})
		);
	});
});

describe('the top of a y axis', () => {
	it('stays where it is until it is exceeded, then grows in whole steps', () => {
		expect([0, 7, 20].map((most) => ceiling(most, 20))).toEqual([20, 20, 20]);
		expect([20.1, 30, 31].map((most) => ceiling(most, 20))).toEqual([30, 30, 40]);
	});

	it('is not lost when there is nothing to show', () => {
		expect(ceiling(-Infinity, 20)).toBe(20);
		expect(ceiling(NaN, 20)).toBe(20);
	});
});

describe('the words beside the bars of waits', () => {
	const known = (low: number, high: number | null): WaitRange => ({ low, high, unfinished: false });
	const reach = { low: 2, high: 2 };

	it('stand at the tallest bar and after the last one', () => {
		const ranges = [known(4, 9), known(12, 24), known(5, 10), known(4, 8), null, null];
		expect(placed(ranges, 30, reach)).toEqual([
			{ end: 'high', column: 1, minutes: 24, side: 'right' },
			{ end: 'low', column: 3, minutes: 4, side: 'right' }
		]);
	});

	it('change sides where a neighbour is in the way', () => {
		const ranges = [known(2, 4), known(2, 4), known(2, 24), known(15, 23), known(15, 22)];
		expect(placed(ranges, 30, reach)[0]).toEqual({
			end: 'high',
			column: 2,
			minutes: 24,
			side: 'left'
		});
	});

	it('are left out rather than drawn over a bar or beyond the edge', () => {
		expect(placed([known(2, 20), known(2, 20)], 30, reach)).toEqual([]);
		expect(placed([null, null, null], 30, reach)).toEqual([]);
	});

	it('never explain a bar whose end is not known', () => {
		const ranges = [{ ...known(4, 9), unfinished: true }, null, null];
		expect(placed(ranges, 30, reach)).toEqual([]);
	});
});

describe('the words beside the marks of a what-if', () => {
	const crowded = (changes: Partial<Crowded> = {}): Crowded => ({
		extents: [[5, 12], [10, 23], [13, 25], null, null],
		top: 36,
		reach: 1,
		near: 2,
		taken: [],
		...changes
	});
	const marks = [null, 13, 13, null, null];

	it('stand in the free air, under or over what is there, near to their span', () => {
		expect(airBeside(marks, crowded())).toEqual({ column: 2, minutes: 9, side: 'right' });
		const full = crowded({ extents: [null, [1, 23], [1, 25], null, null] });
		expect(airBeside(marks, full)).toEqual({ column: 2, minutes: 29, side: 'right' });
	});

	it('keep off words that stand already', () => {
		const taken = [{ column: 2, minutes: 9, side: 'right' as const, reach: 2 }];
		expect(airBeside(marks, crowded({ taken }))?.minutes).not.toBe(9);
	});

	it('are left out where there is no room', () => {
		expect(airBeside(marks, crowded({ reach: 9 }))).toBeNull();
		expect(airBeside([null], crowded())).toBeNull();
		const extents = marks.map(() => [0, 35] as const);
		expect(airBeside(marks, crowded({ extents }))).toBeNull();
	});

	it('keep the words of the waits off the marks', () => {
		const ranges: (WaitRange | null)[] = [{ low: 4, high: 9, unfinished: false }, null];
		const whatIf = {
			span: null,
			base: [null, 30],
			changed: [null, 20],
			words: { changed: '', base: '' },
			now: 1,
			pending: false
		};
		expect(withMarks({ ranges, whatIf })).toEqual([
			ranges[0],
			{ low: 20, high: 30, unfinished: true }
		]);
		expect(withMarks({ ranges, whatIf: null })).toEqual(ranges);
	});
});
