import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arrivals } from '#lib/domain/forecast/whatif/arrivals.ts';
import { habitsOf } from '#lib/domain/forecast/whatif/habits.ts';
import { restOfToday, type RestOptions } from '#lib/domain/forecast/whatif/rest-of-today.ts';
import { AS_IT_WAS } from '#lib/domain/forecast/whatif/scenario.ts';
import { erlangA } from '#lib/domain/forecast/staffing/erlang.ts';
import { Random } from '#lib/domain/random.ts';
import { stepOfDays, tellAll } from '../support/arbitrary.ts';
import { at, smallBranch, Told } from '../support/history.ts';
import { customersOf, historyOf, secondBySecond } from '../support/second-by-second.ts';
import { DAY, OPENING, pooled, ruleOf } from '../support/whatif.ts';

function floorOf(branch: Told): RestOptions['floor'] {
	const { today, counters } = branch.state;
	return {
		tickets: today?.tickets.values() ?? [],
		counters: counters.values(),
		runs: today?.runs ?? new Map()
	};
}

function ask(branch: Told, more: Partial<RestOptions> = {}) {
	return restOfToday({
		floor: floorOf(branch),
		config: branch.state.config,
		habits: habitsOf([], branch.state.config),
		now: branch.clock,
		closesAt: at('17:00'),
		arrivals: [],
		scenario: AS_IT_WAS,
		seed: 1,
		...more
	});
}

/** Five services of exactly four minutes on the day before, and nobody who left. */
const STEADY = [0, 1, 2, 3, 4].map((index) => {
	const when = at('09:00') + index * 600_000;
	return {
		day: '2026-11-24',
		ticket: `A${index}`,
		service: 'cash',
		segment: 'ordinary' as const,
		tags: ['small-cash'],
		issuedAt: when,
		enteredAt: when,
		parked: 0,
		calledAt: when,
		startedAt: when,
		endedAt: when + 240_000,
		counter: '1',
		end: 'finished' as const
	};
});

function oneCounter(): Told {
	const branch = new Told(
		smallBranch({ counters: [{ id: '1', name: { zh: '1', en: '1' }, services: ['cash'] }] })
	);
	branch.tell('ticket.issued', at('09:30'), 'A1', { service: 'cash' });
	branch.tell('ticket.called', at('09:37'), 'A1', { counter: '1' });
	for (const number of ['A2', 'A3', 'A4']) {
		branch.tell('ticket.issued', at('09:32'), number, { service: 'cash' });
	}
	return branch.pass(at('09:40'));
}

describe('the rest of today', () => {
	test('goes on from who waits and who is served: by hand', () => {
		const branch = oneCounter();
		const habits = habitsOf([STEADY], branch.state.config);
		const { base, changed, change, line, tickets } = ask(branch, {
			habits,
			scenario: {
				...AS_IT_WAS,
				more: [{ counters: 1, services: null, from: at('09:40'), until: at('10:00') }]
			}
		});
		// A1 is done at 9:41; then A2 at 9:41, A3 at 9:45, A4 at 9:49.
		expect(tickets).toBe(3);
		expect(base).toMatchObject({ p50: 13 * 60, p90: 17 * 60, longWaits: 2, served: 3 });
		// With one more: A2 at 9:40, A3 at 9:41, A4 at 9:44.
		expect(changed).toMatchObject({ p50: 9 * 60, p90: 12 * 60, longWaits: 1, served: 3 });
		expect(change.p90).toEqual({ value: -300, low: -300, high: -300 });
		expect(line.base.slice(0, 3)).toEqual([
			{ at: at('09:45'), ...waiting(1, 13 * 60) },
			{ at: at('09:50'), ...waiting(0, null) },
			{ at: at('09:55'), ...waiting(0, null) }
		]);
		expect(line.base.at(-1)?.at).toBe(at('17:00'));
		expect(line.changed[0]).toEqual({ at: at('09:45'), ...waiting(0, null) });
	});

	const waiting = (count: number, mean: number | null) => ({
		waiting: { value: count, low: count, high: count },
		meanWaiting: { value: mean, low: mean, high: mean }
	});

	test('a service that has been open for seven hours holds up no counter that somebody could wait for', () => {
		const branch = oneCounter();
		branch.pass(at('16:40'));
		const { base } = ask(branch, { habits: habitsOf([STEADY], branch.state.config) });
		// Nobody is at work: whoever waits leaves when the branch closes.
		expect(base).toMatchObject({ served: 0, abandoned: 3 });
	});

	test('with everybody on a break a line grows until closing', () => {
		const branch = oneCounter();
		branch.tell('ticket.finished', at('09:41'), 'A1', {});
		branch.tell('counter.paused', at('09:41'), '1', { reason: 'break' });
		const arrivals = [{ service: 'cash', from: at('10:00'), until: at('11:00'), expected: 20 }];
		const { base, line } = ask(branch, { arrivals });
		expect(base.served).toBe(0);
		expect(line.base.at(-1)?.waiting.value).toBeGreaterThan(20);
	});

	test('is the same for the same seed, and the scenario changes nothing but itself', () => {
		const arrivals = [{ service: 'cash', from: at('09:40'), until: at('12:00'), expected: 40 }];
		const one = ask(oneCounter(), { arrivals, spread: 0.2, seed: 5 });
		expect(ask(oneCounter(), { arrivals, spread: 0.2, seed: 5 })).toEqual(one);
		expect(ask(oneCounter(), { arrivals, spread: 0.2, seed: 6 })).not.toEqual(one);
		expect(one.changed).toEqual(one.base);
		expect(one.line.changed).toEqual(one.line.base);
		expect(one.change.p90).toEqual({ value: 0, low: 0, high: 0 });
	});

	test('those who come bring the tags of those who came, so that they can be diverted', () => {
		const branch = oneCounter();
		const arrivals = [{ service: 'cash', from: at('10:00'), until: at('12:00'), expected: 50 }];
		const { base, changed } = ask(branch, {
			habits: habitsOf([STEADY], branch.state.config),
			arrivals,
			scenario: {
				...AS_IT_WAS,
				divert: [
					{ tag: 'small-cash', service: null, share: 0.5, from: at('10:00'), until: at('12:00') }
				]
			}
		});
		expect(base.diverted).toBe(0);
		expect(changed.diverted).toBeGreaterThan(20);
		expect(changed.diverted).toBeLessThan(30);
	});

	test('agrees with theory on a long steady afternoon', () => {
		// Four counters, 60 an hour, three minutes each, patience ten minutes; a past day to learn it from.
		const seed = 3;
		const config = pooled(4);
		const people = customersOf(new Random(seed), {
			perHour: 60,
			hours: 200,
			patience: 600,
			services: { cash: { share: 1, mean: 180 } }
		});
		const desks = [...config.counters.keys()].map((id) => ({
			id,
			services: ['cash'],
			from: 0,
			until: 200 * 3600
		}));
		const past = historyOf(secondBySecond(people, desks, ruleOf(config)), OPENING, DAY);
		const habits = habitsOf([past], config);
		expect(habits.meanTime('cash') / 180_000).toBeCloseTo(1, 1);
		expect(habits.impatience('cash') * 600_000).toBeCloseTo(1, 0);
		const branch = new Told(config.file);
		for (const id of config.counters.keys()) branch.tell('counter.opened', at('09:00'), id, {});
		const hours = 40;
		const arrivals: Arrivals[] = Array.from({ length: hours * 2 }, (_, index) => ({
			service: 'cash',
			from: OPENING + index * 1_800_000,
			until: OPENING + (index + 1) * 1_800_000,
			expected: 30
		}));
		const { base, tickets } = ask(branch, {
			habits,
			arrivals,
			closesAt: OPENING + hours * 3_600_000,
			seed
		});
		const { abandons } = erlangA({
			arrivals: 1 / 60_000,
			service: 1 / habits.meanTime('cash'),
			servers: 4,
			impatience: habits.impatience('cash')
		});
		expect(Math.abs(tickets - hours * 60)).toBeLessThan(40);
		expect(Math.abs(base.abandoned / tickets / abandons - 1)).toBeLessThan(0.1);
	});

	test('whatever a branch can be told, every figure is one', () => {
		const finite = (value: unknown): void => {
			if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
			else if (value !== null && typeof value === 'object') Object.values(value).forEach(finite);
		};
		fc.assert(
			fc.property(
				fc.array(stepOfDays, { minLength: 1, maxLength: 100 }),
				fc.constantFrom(3_600_000, 0, -3_600_000),
				(steps, left) => {
					const branch = new Told();
					tellAll(branch, steps);
					const now = branch.clock;
					const answer = ask(branch, {
						now,
						closesAt: now + left,
						replications: 3,
						arrivals: [
							{ service: 'cash', from: now - 600_000, until: now + 1_200_000, expected: 12 },
							{ service: 'safe', from: now, until: now, expected: 3 },
							{ service: 'safe', from: now, until: now + 600_000, expected: NaN }
						],
						scenario: {
							...AS_IT_WAS,
							more: [{ counters: 1, services: null, from: now, until: now + 1_800_000 }]
						}
					});
					finite(answer);
					const { served, abandoned, noShow, diverted } = answer.changed;
					expect(served + abandoned + noShow + diverted).toBeCloseTo(answer.tickets, 9);
				}
			),
			{ numRuns: 100 }
		);
	});
});
