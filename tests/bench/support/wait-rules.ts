import type { Arrival, LobbySoFar } from './lobby-so-far.ts';

/**
 * The simple rules that estimate a wait as the number is drawn, seconds. What the literature calls delay predictors:
 *
 * - W. Whitt: Predicting queueing delays. Management Science 45(6), 1999.
 * - R. Ibrahim, W. Whitt: Real-time delay estimation based on delay history. Manufacturing & Service Operations
 *   Management 11(3), 2009.
 * - R. Ibrahim, W. Whitt: Real-time delay estimation in overloaded multiserver queues with abandonments. Management
 *   Science 55(10), 2009.
 * - R. Ibrahim, W. Whitt: Wait-time predictors for customer service systems with time-varying demand and capacity.
 *   Operations Research 59(5), 2011.
 */
export type WaitRule = (lobby: LobbySoFar, arrival: Arrival) => number;

/** A priority customer counts as having come so much earlier: the call centre's own rule. Milliseconds. */
const HEAD_START = 90_000;

/** LES: it will take as long as it took whoever was called last (Ibrahim and Whitt 2009). */
export const lastToEnterService: WaitRule = (lobby) => lobby.lastWait;

/** HOL: as long as whoever has been waiting longest has waited so far (Ibrahim and Whitt 2009). */
export const headOfLine: WaitRule = (lobby, { at }) => {
	const first = Math.min(...lobby.waiting.map((each) => each.at));
	return Number.isFinite(first) ? (at - first) / 1000 : 0;
};

/**
 * QL: everybody who waits, and oneself, each a mean service, shared among the counters at work (Whitt 1999; counting
 * the counters as they are now: Ibrahim and Whitt 2011).
 */
export const queueLength: WaitRule = (lobby) =>
	((lobby.waiting.length + 1) * lobby.meanService) / lobby.active;

/** Who stands before an arrival when all are sorted by their claims. */
export function aheadOf(lobby: LobbySoFar, arrival: Arrival): number {
	const claim = claimOf(arrival);
	return lobby.waiting.filter((each) => claimOf(each) <= claim).length;
}

function claimOf({ at, priority }: Arrival): number {
	return at - (priority ? HEAD_START : 0);
}

/**
 * The same, aware of priority and abandonment: only who stands before one counts, people behind them leave too
 * (Ibrahim and Whitt 2009, overloaded queues), and ordinary customers are passed by the priority customers who come
 * within their head start.
 */
export const awareQueueLength: WaitRule = (lobby, arrival) => {
	const ahead = aheadOf(lobby, arrival);
	const served = lobby.active / lobby.meanService;
	const { leaving } = lobby;
	if (arrival.priority) return untilNext(ahead, served, leaving);
	let wait = untilNext(ahead, served, leaving);
	// How many pass depends on the wait, and the wait on how many pass; it settles at once.
	for (let round = 0; round < 5; round += 1) {
		const passing = lobby.priorityRate * Math.min(wait, HEAD_START / 1000);
		wait = untilNext(ahead + passing, served, leaving);
	}
	return wait;
};

/** Seconds until so many have gone and one is called oneself; `served` and `leaving` a second. */
function untilNext(ahead: number, served: number, leaving: number): number {
	let wait = 0;
	for (let place = 0; place <= ahead; place += 1) wait += 1 / (served + place * leaving);
	const whole = Math.floor(ahead);
	return wait + (ahead - whole) / (served + (whole + 1) * leaving);
}
