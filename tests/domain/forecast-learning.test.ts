import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Blend } from '#lib/domain/forecast/blend.ts';
import { Decayed } from '#lib/domain/forecast/decayed.ts';
import { Ranges } from '#lib/domain/forecast/ranges.ts';
import { Ridge } from '#lib/domain/forecast/ridge.ts';
import { Score } from '#lib/domain/forecast/score.ts';
import { Skill } from '#lib/domain/forecast/skill.ts';
import { Random } from '#lib/domain/random.ts';

const SEED = 4;

describe('the regression', () => {
	test('finds the weights behind what it is shown', () => {
		const random = new Random(SEED);
		const ridge = new Ridge([0, 0, 0], 1);
		for (let n = 0; n < 2_000; n += 1) {
			const x = [1, random.between(0, 10), random.between(-5, 5)] as const;
			ridge.learn(x, 7 + 3 * x[1] - 2 * x[2], 1);
		}
		ridge.solve();
		expect([...ridge.weights].map((weight) => Math.round(weight * 10) / 10)).toEqual([7, 3, -2]);
		expect(ridge.predict([1, 2, 1])).toBeCloseTo(11, 1);
	});

	test('believes what it was told before until it has seen enough', () => {
		const ridge = new Ridge([0, 5], 100);
		expect(ridge.predict([1, 3])).toBe(15);
		ridge.learn([1, 1], 2, 1);
		ridge.learn([1, 2], 4, 1);
		ridge.solve();
		const [, few = NaN] = ridge.weights;
		expect(few).toBeGreaterThan(4.5);
		for (let n = 0; n < 5_000; n += 1) ridge.learn([1, n % 7], 2 * (n % 7), 1);
		ridge.solve();
		expect(ridge.weights[1]).toBeCloseTo(2, 0);
	});

	test('what never varied keeps the weight that it was believed to have', () => {
		const ridge = new Ridge([0, 0, 4], 1);
		for (let n = 0; n < 50; n += 1) ridge.learn([1, n, 3], 2 * n, 1);
		ridge.solve();
		expect(ridge.weights[2]).toBe(4);
	});

	test('forgets: what came last counts more', () => {
		const ridge = new Ridge([0, 0], 1);
		for (let n = 0; n < 500; n += 1) ridge.learn([1, n % 10], n % 10, 1);
		ridge.fade(0.01);
		for (let n = 0; n < 500; n += 1) ridge.learn([1, n % 10], 3 * (n % 10), 1);
		ridge.solve();
		expect(ridge.weights[1]).toBeGreaterThan(2.9);
	});

	test('is never anything but a number, and the same after it was written down', () => {
		const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
		const outcome = fc.tuple(value, value, value, fc.double({ min: 0, max: 10, noNaN: true }));
		fc.assert(
			fc.property(fc.array(outcome, { maxLength: 60 }), (outcomes) => {
				const ridge = new Ridge([0, 1, 0], 20);
				for (const [a, b, y, weight] of outcomes) ridge.learn([1, a, b], y, weight);
				ridge.solve();
				expect([...ridge.weights].every(Number.isFinite)).toBe(true);
				const again = new Ridge([0, 1, 0], 20);
				again.thaw(JSON.parse(JSON.stringify(ridge.freeze())));
				for (const each of [ridge, again]) each.learn([1, 2, 3], 4, 1);
				for (const each of [ridge, again]) each.solve();
				expect(again.weights).toEqual(ridge.weights);
			})
		);
	});
});

describe('ranges', () => {
	test('hold four of five of the errors to come, at every place, and again after a change', () => {
		const random = new Random(SEED);
		const ranges = new Ranges();
		const round = (size: number) => {
			let inside = 0;
			for (let n = 0; n < 6_000; n += 1) {
				const place = 1 + (n % 9);
				const error = size * place * (random.exponential(1) - 0.8);
				if (error >= ranges.under(place) && error <= ranges.over(place)) inside += 1;
				ranges.add(place, error);
			}
			return inside / 6_000;
		};
		expect(round(1)).toBeCloseTo(0.8, 1);
		round(1.5);
		const after = round(1.5);
		expect(after).toBeGreaterThan(0.78);
		expect(after).toBeLessThan(0.82);
	});

	test('are wide before anything is known, and keep a bounded number of errors', () => {
		const ranges = new Ranges();
		expect([ranges.under(1), ranges.over(1)]).toEqual([-0.6, 0.7]);
		for (let n = 0; n < 5_000; n += 1) ranges.add(1 + (n % 12), n);
		const kept = ranges.freeze().flat().length;
		for (let n = 0; n < 5_000; n += 1) ranges.add(1 + (n % 12), n);
		expect(ranges.freeze().flat().length).toBe(kept);
		const again = new Ranges();
		again.thaw(ranges.freeze());
		for (const place of [1, 2, 3, 5, 8, 20]) {
			expect(again.under(place)).toBe(ranges.under(place));
			expect(again.over(place)).toBe(ranges.over(place));
		}
	});
});

test('of two ways to tell the same, the one that was right before counts more', () => {
	const blend = new Blend();
	expect(blend.weigh(100, 200)).toBe(150);
	for (let n = 0; n < 3_000; n += 1) blend.learn(100, 101, 180);
	expect(blend.weigh(100, 200)).toBeLessThan(105);
});

test('what happened fades, and a clock that is set back brings nothing back', () => {
	const sum = new Decayed(60_000);
	sum.add(1, 1_000_000);
	expect(sum.at(1_060_000)).toBeCloseTo(Math.exp(-1), 10);
	expect(sum.at(900_000)).toBe(1);
	sum.add(1, 900_000);
	expect(sum.at(1_000_000)).toBe(2);
});

test('what a counter takes is learned from what it took, and forgotten with the counter', () => {
	const skill = new Skill();
	for (let n = 0; n < 200; n += 1) skill.take('1', n % 50 === 0 ? 1 : 0);
	expect(skill.of('1') & 0b01).toBeTruthy();
	expect(skill.of('1') & 0b10).toBeTruthy();
	for (let n = 0; n < 1_000; n += 1) skill.take('1', 0);
	expect(skill.of('1')).toBe(0b01);
	expect(skill.of('2')).toBe(0);
	skill.keep(new Map([['2', {}]]));
	expect(skill.of('1')).toBe(0);
});

test('the score is of the last some thousand waits', () => {
	const score = new Score();
	expect([score.mae, score.within, score.precision, score.recall]).toEqual([
		null,
		null,
		null,
		null
	]);
	score.add(100, { wait: 90, low: 50, high: 120, les: 160 });
	score.add(200, { wait: 230, low: 210, high: 300, les: 100 });
	expect([score.scored, score.mae, score.lesMae, score.within]).toEqual([2, 20, 80, 0.5]);
	score.longWait(true, true);
	score.longWait(true, false);
	score.longWait(false, true);
	score.longWait(false, false);
	expect([score.precision, score.recall]).toEqual([0.5, 0.5]);
	for (let n = 0; n < 40_000; n += 1) {
		score.add(100, { wait: 95, low: 50, high: 120, les: 100 });
	}
	expect(score.scored).toBeLessThanOrEqual(3_001);
	expect(score.mae).toBeCloseTo(5, 2);
});
