import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	erlangA,
	erlangB,
	erlangC,
	type ImpatientQueue
} from '#lib/domain/forecast/staffing/erlang.ts';

describe('Erlang B', () => {
	/** Load in Erlangs that so many lines carry with a loss of 0.1, 1 and 5 %: the usual tables of teletraffic handbooks. */
	test.each([
		[0.001, 10, 3.092],
		[0.001, 20, 9.4115],
		[0.01, 10, 4.4612],
		[0.01, 20, 12.031],
		[0.01, 30, 20.337],
		[0.01, 50, 37.901],
		[0.01, 100, 84.064],
		[0.05, 10, 6.2157],
		[0.05, 20, 15.249]
	])('loses %d with %i lines at %d Erlangs', (loss, servers, load) => {
		expect(erlangB(load, servers) / loss).toBeCloseTo(1, 3);
	});

	test('neither overflows nor loses its digits', () => {
		expect(erlangB(5000, 5000)).toBeCloseTo(0.0112, 3);
		expect(erlangB(0, 5)).toBe(0);
		expect(erlangB(3, 0)).toBe(1);
	});
});

describe('Erlang C', () => {
	test('100 calls of 180 s in half an hour with 14 agents, the example of the R package ErlangC', () => {
		const { waits, meanWait, longerThan } = erlangC({
			arrivals: 100 / 1800,
			service: 1 / 180,
			servers: 14
		});
		expect(waits).toBeCloseTo(0.1741319, 6);
		expect(meanWait).toBeCloseTo(7.835937, 5);
		expect(1 - longerThan(20)).toBeCloseTo(0.88835, 5);
	});

	test('two counters at half load: a third of the customers wait', () => {
		expect(erlangC({ arrivals: 1, service: 1, servers: 2 }).waits).toBeCloseTo(1 / 3, 12);
	});

	test('a line that grows without end', () => {
		const { waits, meanWait, calledWithin } = erlangC({ arrivals: 3, service: 1, servers: 3 });
		expect([waits, meanWait, calledWithin(1e9)]).toEqual([1, Infinity, 0]);
	});
});

describe('Erlang A', () => {
	/** Mandelbaum and Zeltyn, "The Palm/Erlang-A queue": 50 agents, 48 calls a minute of one minute, patience two. */
	test('the example of the literature, with and without impatience', () => {
		const queue = { arrivals: 48 / 60, service: 1 / 60, servers: 50 };
		const patient = erlangC(queue);
		expect(patient.meanWait).toBeCloseTo(20.8, 1);
		expect(patient.longerThan(58.1)).toBeCloseTo(0.1, 2);
		const impatient = erlangA({ ...queue, impatience: 1 / 120 });
		expect(impatient.abandons).toBeCloseTo(0.031, 3);
		expect(impatient.meanWait).toBeCloseTo(3.7, 1);
		expect(impatient.longerThan(12.5)).toBeCloseTo(0.1, 2);
	});

	const queues = fc.record({
		arrivals: fc.double({ min: 0.05, max: 10, noNaN: true }),
		service: fc.double({ min: 0.5, max: 3, noNaN: true }),
		servers: fc.integer({ min: 1, max: 12 }),
		impatience: fc.double({ min: 0.2, max: 2, noNaN: true })
	});

	test('is what the chain of states says', () => {
		fc.assert(
			fc.property(queues, fc.double({ min: 0, max: 2, noNaN: true }), (queue, time) => {
				const formula = erlangA(queue);
				const chain = solved(queue, time);
				expect(formula.waits).toBeCloseTo(chain.waits, 8);
				expect(formula.abandons).toBeCloseTo(chain.abandons, 8);
				expect(formula.meanWait).toBeCloseTo(chain.meanWait, 8);
				expect(formula.longerThan(time)).toBeCloseTo(chain.longer, 3);
				expect(formula.calledWithin(time)).toBeCloseTo(chain.calledWithin, 3);
			}),
			{ numRuns: 40 }
		);
	});

	test('is Erlang C where nobody gives up', () => {
		const queue = { arrivals: 7, service: 1, servers: 9 };
		expect(erlangA({ ...queue, impatience: 1e-9 }).waits).toBeCloseTo(erlangC(queue).waits, 6);
		expect(erlangA({ ...queue, impatience: 0 }).meanWait).toBe(erlangC(queue).meanWait);
	});

	test('is a share and never not a number, however far out', () => {
		const size = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e4, noNaN: true }));
		fc.assert(
			fc.property(size, size, fc.nat(200), size, size, (arrivals, service, servers, rate, time) => {
				fc.pre(service > 0);
				const { waits, meanWait, abandons, longerThan, calledWithin } = erlangA({
					arrivals,
					service,
					servers,
					impatience: rate
				});
				for (const share of [waits, abandons, longerThan(time), calledWithin(time)]) {
					expect(share).toBeGreaterThanOrEqual(0);
					expect(share).toBeLessThanOrEqual(1 + 1e-9);
				}
				expect(meanWait).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 100 }
		);
	});
});

/**
 * The chain of how many are there, solved state by state. Who finds all counters busy and k before him is called once
 * k + 1 of those before him are gone, each at the rate of the counters and of those still waiting; that wait by
 * the chain's own small steps of time.
 */
function solved(queue: ImpatientQueue, time: number) {
	const { arrivals, service, servers, impatience } = queue;
	const states = 140;
	const rates = Array.from(
		{ length: states },
		(_, n) => Math.min(n, servers) * service + Math.max(0, n - servers) * impatience
	);
	const weights = [1];
	for (let n = 1; n < states; n += 1) weights.push((weights[n - 1]! * arrivals) / rates[n]!);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const shares = weights.map((weight) => weight / total);
	const inLine = shares.reduce((sum, share, n) => sum + share * Math.max(0, n - servers), 0);
	const abandons = (impatience * inLine) / arrivals;
	// Where a newcomer stands: 0 is at a counter; he gives up by himself, besides.
	let places = shares.slice(servers);
	let served = shares.slice(0, servers).reduce((sum, share) => sum + share, 0);
	const steps = 1000;
	const step = time / steps;
	for (let each = 0; each < steps && time > 0; each += 1) {
		// The middle of the step, so that its error is of the second order.
		const slope = (at: readonly number[]) =>
			at.map((share, k) => {
				const away = servers * service + (k + 1) * impatience;
				const next = at[k + 1] ?? 0;
				return -away * share + (servers * service + (k + 1) * impatience) * next;
			});
		const half = slope(places).map((each, k) => places[k]! + (each * step) / 2);
		served += half[0]! * servers * service * step;
		const whole = slope(half);
		places = places.map((share, k) => share + whole[k]! * step);
	}
	return {
		waits: shares.slice(servers).reduce((sum, share) => sum + share, 0),
		abandons,
		meanWait: inLine / arrivals,
		longer: places.reduce((sum, share) => sum + share, 0),
		calledWithin: served / (1 - abandons)
	};
}
