import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configOf } from '#lib/domain/config/config.ts';
import { erlangA, erlangC } from '#lib/domain/forecast/staffing/erlang.ts';
import { crewOf } from '#lib/domain/forecast/whatif/crew.ts';
import { play } from '#lib/domain/forecast/whatif/engine.ts';
import { nextTicket } from '#lib/domain/queue/next.ts';
import { Random } from '#lib/domain/random.ts';
import { at, smallBranch, Told } from '../support/history.ts';
import { secondBySecond, type Customer, type Desk } from '../support/second-by-second.ts';
import { known, OPENING, pooled, ruleOf } from '../support/whatif.ts';

const segment = fc.constantFrom('ordinary' as const, 'priority' as const, 'vip' as const);
const service = fc.constantFrom('cash', 'opening');

const customers: fc.Arbitrary<Customer[]> = fc
	.array(
		fc.record({
			service,
			segment,
			at: fc.nat(1800),
			work: fc.integer({ min: 1, max: 400 }),
			patience: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.constant(1e6))
		}),
		{ maxLength: 60 }
	)
	.map((list) => list.map((each, index) => ({ ...each, number: `A${index}` })));

const desks: fc.Arbitrary<Desk[]> = fc
	.array(
		fc.record({
			services: fc.constantFrom(['cash'], ['opening'], ['cash', 'opening']),
			from: fc.nat(900),
			length: fc.integer({ min: 60, max: 3600 })
		}),
		{ minLength: 1, maxLength: 4 }
	)
	.map((list) =>
		list.map(({ services, from, length }, index) => ({
			id: `${index + 1}`,
			services: [...services],
			from,
			until: from + length
		}))
	);

const branches = fc
	.record({
		ageEvery: fc.constantFrom(60, 300),
		cap: fc.constantFrom(3, 6),
		levels: fc.record({ priority: fc.constantFrom(0, 1, 2), vip: fc.constantFrom(1, 3) }),
		consecutivePriority: fc.constantFrom(1, 3)
	})
	.map((calling) => pooled(4, { calling }));

function crew(list: readonly Desk[], services: readonly string[], ids: readonly string[]) {
	const duties = list.map(({ id, services: does, from, until }) => ({
		counter: id,
		services: does,
		from: OPENING + from * 1000,
		until: OPENING + until * 1000
	}));
	// Nobody closes late here: the slow simulation knows no such kindness.
	const made = crewOf(duties, [], ids, services);
	return { ...made, closing: made.closing.map(() => new Int32Array()) };
}

describe('the engine', () => {
	test('plays what a simulation second by second plays', () => {
		fc.assert(
			fc.property(branches, customers, desks, (config, list, counters) => {
				const told = secondBySecond(list, counters, ruleOf(config));
				const [crowd, fates] = known(list, config);
				const { calledAt, wait, end } = play(
					crowd,
					fates,
					crew(counters, crowd.services, crowd.counters),
					{ consecutivePriority: config.consecutivePriority }
				);
				const real = new Map(told.map((each) => [each.customer.number, each]));
				crowd.parts.forEach(({ stay }, index) => {
					const each = real.get(stay.ticket)!;
					const called = calledAt[index]!;
					expect([stay.ticket, Number.isNaN(called) ? null : (called - OPENING) / 1000]).toEqual([
						stay.ticket,
						each.calledAt
					]);
					expect(end[index]).toBe(each.calledAt === null ? 2 : 1);
					expect(wait[index]).toBeGreaterThanOrEqual(0);
				});
			}),
			{ numRuns: 150 }
		);
	});

	test('calls whom nextTicket calls', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ service, segment, second: fc.nat(1500) }), {
					minLength: 1,
					maxLength: 25
				}),
				fc.constantFrom(['cash'], ['opening', 'cash']),
				fc.constantFrom(1, 3),
				(list, profile, consecutivePriority) => {
					const file = smallBranch({
						counters: [{ id: '1', name: { zh: '1', en: '1' }, services: [...profile] }],
						calling: { consecutivePriority }
					});
					const branch = new Told(file);
					const config = configOf(file);
					const people = list
						.sort((a, b) => a.second - b.second)
						.map(({ second, ...rest }, index) => ({
							...rest,
							number: `A${index}`,
							at: second,
							work: 60,
							patience: 1e6
						}));
					for (const each of people) {
						const when = OPENING + each.at * 1000;
						branch.tell('ticket.issued', when, each.number, {
							service: each.service,
							segment: each.segment
						});
					}
					// The counter opens when all are there, and takes a minute for each.
					const rule: string[] = [];
					for (let now = at('09:30'); ; now += 60_000) {
						branch.pass(now);
						const next = nextTicket(branch.state, '1');
						if (next === undefined) break;
						rule.push(next.number);
						branch.tell('ticket.called', now, next.number, { counter: '1' });
						branch.tell('ticket.finished', now + 59_999, next.number, {});
					}
					const [crowd, fates] = known(people, config);
					const duty = { counter: '1', from: at('09:30'), until: at('18:00'), services: profile };
					const { calledAt } = play(
						crowd,
						fates,
						crewOf([duty], [], crowd.counters, crowd.services),
						{ consecutivePriority }
					);
					const order = crowd.parts
						.map(({ stay }, index) => ({ number: stay.ticket, called: calledAt[index]! }))
						.filter(({ called }) => !Number.isNaN(called))
						.sort((a, b) => a.called - b.called);
					expect(order.map(({ number }) => number)).toEqual(rule);
				}
			),
			{ numRuns: 150 }
		);
	});

	test('serves, loses or sends away everybody once, and more counters never make a line longer', () => {
		const people = customers.map((list) =>
			list.map((each) => ({
				...each,
				service: 'cash',
				segment: 'ordinary' as const,
				patience: 1e6
			}))
		);
		fc.assert(
			fc.property(people, fc.integer({ min: 1, max: 3 }), (list, counters) => {
				const config = pooled(9);
				const [crowd, fates] = known(list, config);
				const waits = [counters, counters + 1].map((number) => {
					const duties = Array.from({ length: number }, (_, index) => ({
						counter: `${index + 1}`,
						from: OPENING,
						until: OPENING + 3_600_000,
						services: ['cash']
					}));
					const outcome = play(crowd, fates, crewOf(duties, [], crowd.counters, crowd.services), {
						consecutivePriority: 3
					});
					expect([...outcome.end].every((end) => end === 1)).toBe(true);
					return [...outcome.wait].sort((a, b) => a - b);
				});
				waits[0]!.forEach((wait, index) => expect(waits[1]![index]).toBeLessThanOrEqual(wait));
			}),
			{ numRuns: 100 }
		);
	});
});

/**
 * Against theory: arrivals a minute, minutes of service, counters, minutes of patience (0: for ever). Means over twenty
 * stretches of one long run; the first is left out, it begins with an empty lobby.
 */
describe('long runs of the engine', () => {
	const seed = 7;
	test.each([
		[0.5, 1, 1, 0],
		[0.8, 1, 1, 0],
		[1.6, 1, 2, 0],
		[2, 2, 5, 0],
		[8, 1, 10, 0],
		[0.8, 1, 1, 4],
		[1.5, 1, 1, 2],
		[2, 2, 4, 8],
		[4, 2, 6, 3],
		[10, 1, 10, 5]
	])(
		`%d a minute, %d min each, %i counters, patience %d min (seed ${seed})`,
		(arrivals, minutes, servers, patience) => {
			const queue = { arrivals, service: 1 / minutes, servers };
			const theory =
				patience === 0 ? erlangC(queue) : erlangA({ ...queue, impatience: 1 / patience });
			const random = new Random(seed);
			const stretches = 21;
			const people = 3000;
			let clock = 0;
			const list = Array.from({ length: stretches * people }, (_, index): Customer => {
				clock += random.exponential(arrivals) * 60;
				return {
					number: `A${String(index).padStart(6, '0')}`,
					service: 'cash',
					segment: 'ordinary',
					at: clock,
					work: random.exponential(1 / minutes) * 60,
					patience: patience === 0 ? Infinity : random.exponential(1 / patience) * 60
				};
			});
			const config = pooled(servers);
			const [crowd, fates] = known(list, config);
			const duties = [...config.counters.keys()].map((counter) => ({
				counter,
				from: OPENING,
				until: Infinity,
				services: ['cash']
			}));
			const { wait, end } = play(crowd, fates, crewOf(duties, [], crowd.counters, crowd.services), {
				consecutivePriority: 3
			});
			const check = (value: (ticket: number) => number, expected: number) => {
				const means = Array.from({ length: stretches - 1 }, (_, index) => {
					let sum = 0;
					for (let each = 0; each < people; each += 1) sum += value((index + 1) * people + each);
					return sum / people;
				});
				const mean = means.reduce((sum, each) => sum + each, 0) / means.length;
				const variance =
					means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (means.length - 1);
				// Of twenty means one deviation of theirs is a standard error over the root of twenty.
				expect(Math.abs(mean - expected)).toBeLessThanOrEqual(
					4 * Math.sqrt(variance / means.length) + 1e-9
				);
			};
			check((ticket) => (wait[ticket]! > 0.5 ? 1 : 0), theory.waits);
			check((ticket) => wait[ticket]! / 60_000, theory.meanWait);
			check((ticket) => (end[ticket] === 2 ? 1 : 0), theory.abandons);
			check((ticket) => (wait[ticket]! > 60_000 ? 1 : 0), theory.longerThan(1));
		}
	);
});
