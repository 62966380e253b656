import type { Config } from '../../config/config.ts';
import { erlangA, type ImpatientQueue } from './erlang.ts';
import { groupsOf, type Group } from './groups.ts';

/** How many tickets of a service are expected from an instant until another. */
export interface Expected {
	service: string;
	from: number;
	until: number;
	expected: number;
}

/** How long services take and how fast people give up; `Habits` knows. */
export interface Pace {
	/** Milliseconds. */
	meanTime(service: string): number;
	/** Givings up for each millisecond waited. */
	impatience(service: string): number;
}

export interface StaffingOptions {
	config: Config;
	/** Spans that are the same belong together: half hours, say. */
	arrivals: readonly Expected[];
	pace: Pace;
	/** Counters at work, to compare with. Without: all. */
	working?: readonly string[];
	/** Share of calls within the target wait. Without: the branch's goal. */
	goal?: number;
	/** Share of those who come that may give up: a line is short, too, when enough people leave it. */
	mostAbandon?: number;
}

/** What counts as normal in a branch (docs of the default numbers); ten are bad. */
const ABANDON = 0.05;

/** Why so many: what is expected, what it amounts to, and what is added so that chance does not make a line. */
export type StaffingReason =
	| { code: 'arrivals'; n: number }
	| { code: 'mean_service'; seconds: number }
	| { code: 'load'; erlangs: number }
	/** Counters above the load, and as a multiple of its square root: the same multiple gives the same service. */
	| { code: 'safety'; counters: number; roots: number }
	| { code: 'within_target'; share: number; goal: number }
	| { code: 'abandon'; share: number; most: number }
	| { code: 'within_target_now'; share: number; counters: number }
	| { code: 'abandon_now'; share: number; counters: number }
	| { code: 'exceeds'; counters: number }
	| { code: 'no_counter' };

/** Advice for a group of services that share counters. */
export interface Staffing {
	from: number;
	until: number;
	services: string[];
	/** Counters that the goal asks for; null where no number that a branch could have is enough. */
	counters: number | null;
	/** Counters of the group that the branch has. */
	existing: number;
	reasons: StaffingReason[];
}

/** More counters than any branch has. */
const MOST = 500;

/**
 * Counters needed, span by span, so that the goal is met: the smallest number with which Erlang-A says that enough of
 * the calls come within the target wait and few enough give up. Each span is taken by itself and as settled, services as one pooled line;
 * where profiles overlap only in part that is a little hopeful, and `restOfToday` plays the same with the true
 * profiles.
 */
export function staffingOf(options: StaffingOptions): Staffing[] {
	const groups = groupsOf(options.config);
	const spans = Map.groupBy(options.arrivals, ({ from, until }) => `${from} ${until}`);
	return [...spans.values()].flatMap((arrivals) =>
		groups.flatMap((group) => adviceFor(group, arrivals, options))
	);
}

function adviceFor(
	group: Group,
	arrivals: readonly Expected[],
	options: StaffingOptions
): Staffing[] {
	const { config, pace, working, goal = config.goals.withinTarget } = options;
	const { mostAbandon = ABANDON } = options;
	const own = arrivals.filter(
		({ service, expected }) => group.services.includes(service) && expected > 0
	);
	const [first] = own;
	if (first === undefined || !(first.until > first.from)) return [];
	const line = new Line(own, config, pace, first.until - first.from);
	const enough = line.enough(goal, mostAbandon);
	const now = group.counters.filter((id) => working === undefined || working.includes(id)).length;
	const existing = group.counters.length;
	const reasons: StaffingReason[] = [
		{ code: 'arrivals', n: line.count },
		{ code: 'mean_service', seconds: line.meanService / 1000 },
		{ code: 'load', erlangs: line.load }
	];
	if (enough !== null) {
		const above = enough - line.load;
		reasons.push(
			{ code: 'safety', counters: above, roots: above / Math.sqrt(line.load) },
			{ code: 'within_target', share: line.within(enough), goal },
			{ code: 'abandon', share: line.abandons(enough), most: mostAbandon }
		);
	}
	reasons.push(
		{ code: 'within_target_now', share: line.within(now), counters: now },
		{ code: 'abandon_now', share: line.abandons(now), counters: now }
	);
	if (existing === 0) reasons.push({ code: 'no_counter' });
	else if (enough === null || enough > existing)
		reasons.push({ code: 'exceeds', counters: existing });
	const { from, until } = first;
	const services = own.map(({ service }) => service);
	return [{ from, until, services, counters: enough, existing, reasons }];
}

/** The pooled line of a group in one span. */
class Line {
	readonly count: number;
	/** Milliseconds. */
	readonly meanService: number;
	/** Erlangs. */
	readonly load: number;
	readonly #queue: Omit<ImpatientQueue, 'servers'>;
	readonly #targets: readonly { share: number; wait: number }[];

	constructor(arrivals: readonly Expected[], config: Config, pace: Pace, length: number) {
		const count = arrivals.reduce((sum, { expected }) => sum + expected, 0);
		const average = (value: (service: string) => number) =>
			arrivals.reduce((sum, { service, expected }) => sum + expected * value(service), 0) / count;
		const targetOf = (service: string) =>
			(config.services.get(service)?.targetWait ?? config.longWait.seconds) * 1000;
		this.count = count;
		this.meanService = average((service) => pace.meanTime(service));
		this.load = (count / length) * this.meanService;
		this.#queue = {
			arrivals: count / length,
			service: 1 / this.meanService,
			impatience: average((service) => pace.impatience(service))
		};
		this.#targets = arrivals.map(({ service, expected }) => ({
			share: expected / count,
			wait: targetOf(service)
		}));
	}

	/** Share of calls within their service's target wait. */
	within(servers: number): number {
		if (servers === 0) return 0;
		const { calledWithin } = erlangA({ ...this.#queue, servers });
		return this.#targets.reduce((sum, { share, wait }) => sum + share * calledWithin(wait), 0);
	}

	/** Share of those who come that give up. */
	abandons(servers: number): number {
		return erlangA({ ...this.#queue, servers }).abandons;
	}

	/** More counters never make it worse, so half of the numbers are out of the question with each try. */
	enough(goal: number, mostAbandon: number): number | null {
		const isEnough = (servers: number) =>
			this.within(servers) >= goal && this.abandons(servers) <= mostAbandon;
		if (!isEnough(MOST)) return null;
		let few = 0;
		let many = MOST;
		while (many - few > 1) {
			const middle = (few + many) >> 1;
			if (isEnough(middle)) many = middle;
			else few = middle;
		}
		return many;
	}
}
