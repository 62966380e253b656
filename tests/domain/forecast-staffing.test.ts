import { describe, expect, test } from 'vitest';
import { configOf } from '#lib/domain/config/config.ts';
import { erlangA } from '#lib/domain/forecast/staffing/erlang.ts';
import { groupsOf } from '#lib/domain/forecast/staffing/groups.ts';
import { staffingOf, type Expected, type Pace } from '#lib/domain/forecast/staffing/staffing.ts';
import { at, smallBranch } from '../support/history.ts';
import { pooled } from '../support/whatif.ts';

const PACE: Pace = {
	meanTime: (service) => (service === 'cash' ? 180_000 : 600_000),
	impatience: () => 1 / 1_200_000
};

function half(service: string, expected: number, time = '09:30'): Expected {
	return { service, from: at(time), until: at(time) + 1_800_000, expected };
}

describe('services that share counters', () => {
	test('directly or through others', () => {
		const counter = (id: string, services: string[]) => ({
			id,
			name: { zh: id, en: id },
			services
		});
		const service = (id: string) => ({
			id,
			name: { zh: id, en: id },
			complexity: 'simple' as const
		});
		const config = configOf(
			smallBranch({
				services: ['a', 'b', 'c', 'd', 'e'].map(service),
				counters: [counter('1', ['a']), counter('2', ['c', 'd']), counter('3', ['b', 'a'])]
			})
		);
		expect(groupsOf(config)).toEqual([
			{ services: ['a', 'b'], counters: ['1', '3'] },
			{ services: ['c', 'd'], counters: ['2'] },
			{ services: ['e'], counters: [] }
		]);
	});
});

describe('counters needed', () => {
	test('are the fewest that meet the goal, with the reasons', () => {
		const config = pooled(5);
		const [advice] = staffingOf({ config, arrivals: [half('cash', 30)], pace: PACE });
		// 30 in half an hour at three minutes: a load of three.
		const share = (servers: number) =>
			erlangA({ arrivals: 1, service: 1 / 3, servers, impatience: 1 / 20 }).calledWithin(10);
		expect(share(advice!.counters!)).toBeGreaterThanOrEqual(0.85);
		expect(advice!.counters).toBe(4);
		// Three would be enough for the calls, but only because too many would not wait for theirs.
		expect(share(3)).toBeGreaterThanOrEqual(0.85);
		expect(
			erlangA({ arrivals: 1, service: 1 / 3, servers: 3, impatience: 1 / 20 }).abandons
		).toBeGreaterThan(0.05);
		expect(advice).toMatchObject({
			from: at('09:30'),
			until: at('10:00'),
			services: ['cash'],
			existing: 5
		});
		const reasons = Object.fromEntries(advice!.reasons.map((reason) => [reason.code, reason]));
		expect(reasons['arrivals']).toEqual({ code: 'arrivals', n: 30 });
		expect(reasons['mean_service']).toEqual({ code: 'mean_service', seconds: 180 });
		expect(reasons['load']).toMatchObject({ erlangs: expect.closeTo(3, 9) });
		expect(reasons['within_target']).toMatchObject({
			share: expect.closeTo(share(advice!.counters!), 9),
			goal: 0.85
		});
		expect(reasons['within_target_now']).toMatchObject({
			share: expect.closeTo(share(5), 9),
			counters: 5
		});
		expect(reasons['abandon']).toMatchObject({ most: 0.05 });
		expect(reasons['exceeds']).toBeUndefined();
	});

	test('may be more than there are, and are told by half hour', () => {
		const config = pooled(2);
		const advice = staffingOf({
			config,
			arrivals: [half('cash', 30), half('opening', 20), half('cash', 2, '14:00')],
			pace: PACE,
			working: ['1'],
			goal: 0.95
		});
		expect(advice).toHaveLength(2);
		expect(advice[0]!.counters).toBeGreaterThan(9);
		expect(advice[0]!.reasons).toContainEqual({ code: 'exceeds', counters: 2 });
		expect(advice[0]!.reasons.find(({ code }) => code === 'within_target_now')).toMatchObject({
			counters: 1
		});
		expect(advice[1]).toMatchObject({ from: at('14:00'), counters: 1 });
	});

	test('of a service that nobody can serve, of nobody, and of a goal that cannot be met', () => {
		const config = configOf(
			smallBranch({ counters: [{ id: '1', name: { zh: '1', en: '1' }, services: ['cash'] }] })
		);
		const [advice] = staffingOf({ config, arrivals: [half('opening', 3)], pace: PACE });
		expect(advice!.reasons).toContainEqual({ code: 'no_counter' });
		expect(advice).toMatchObject({ existing: 0 });
		expect(staffingOf({ config, arrivals: [half('cash', 0), half('x', 9)], pace: PACE })).toEqual(
			[]
		);
		expect(staffingOf({ config, arrivals: [half('cash', NaN)], pace: PACE })).toEqual([]);
		const [never] = staffingOf({ config, arrivals: [half('cash', 9)], pace: PACE, goal: 2 });
		expect(never).toMatchObject({ counters: null });
	});
});
