import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, type DayNumbers } from '#lib/domain/figures/facts.ts';

const usual: DayNumbers = {
	day: '2026-11-24',
	calls: 200,
	withinTarget: 160,
	windowsRaised: 50,
	windowsUsed: 30,
	missedByHour: { '09': 4, '10': 12, '14': 4 },
	finished: 200,
	covered: 190,
	approached: 200,
	converted: 14,
	outflowTold: 5,
	outflowKept: 2,
	issued: 230,
	requeued: 6
};
const before = [1, 2, 3, 4].map((n) => ({ ...usual, day: `2026-11-0${n}` }));
const goals = { windows: 0.6, in_time: 0.85, coverage: 0.95, conversion: 0.08 };
const codes = (day: DayNumbers, past = before) => factsOf(day, past, goals).map(({ code }) => code);

describe('three facts of a day', () => {
	it('a morning with many windows missed and much sent back says so first', () => {
		const day = { ...usual, windowsUsed: 15, requeued: 20 };
		expect(codes(day).slice(0, 2)).toEqual(['rework', 'windows']);
		expect(factsOf(day, before, goals)[1]).toEqual({
			code: 'windows',
			n: 15,
			of: 50,
			before: { n: 120, of: 200 },
			goal: 0.6,
			hour: '10',
			better: false
		});
	});

	it('a good day is told as one', () => {
		const [first] = factsOf({ ...usual, converted: 30 }, before, goals);
		expect(first).toMatchObject({ code: 'conversion', n: 30, of: 200, better: true });
	});

	it('more sent back is worse, though it is more', () => {
		const [first] = factsOf({ ...usual, requeued: 25 }, before, goals);
		expect(first).toMatchObject({ code: 'rework', better: false });
	});

	it('a branch without a past is held against its goals, and says nothing of what has none', () => {
		const facts = factsOf(usual, [], goals);
		expect(facts.map(({ before: past }) => past)).toEqual([null, null, null]);
		expect(facts.map(({ code }) => code)).not.toContain('rework');
		expect(facts.map(({ code }) => code)).not.toContain('outflow');
	});

	it('small numbers are no rates', () => {
		expect(codes({ ...usual, outflowTold: 4, outflowKept: 0 })).not.toContain('outflow');
		const empty = Object.fromEntries(
			Object.entries(usual).map(([key, value]) => [key, typeof value === 'number' ? 0 : value])
		) as unknown as DayNumbers;
		expect(codes(empty)).toEqual([]);
	});

	it('is never more than three, each once, whatever the day was', () => {
		const count = fc.nat(300);
		const any = fc.record({
			day: fc.constant('2026-11-24'),
			calls: count,
			withinTarget: count,
			windowsRaised: count,
			windowsUsed: count,
			missedByHour: fc.dictionary(fc.constantFrom('09', '10', '11'), fc.nat(9)),
			finished: count,
			covered: count,
			approached: count,
			converted: count,
			outflowTold: count,
			outflowKept: count,
			issued: count,
			requeued: count
		});
		fc.assert(
			fc.property(any, fc.array(any, { maxLength: 4 }), (day, past) => {
				const facts = factsOf(day, past, goals);
				expect(facts.length).toBeLessThanOrEqual(3);
				expect(new Set(facts.map(({ code }) => code)).size).toBe(facts.length);
			})
		);
	});
});
