import type { Stay } from '#lib/domain/forecast/whatif/stay.ts';
import type { Random } from '#lib/domain/random.ts';
import type { Segment } from '#lib/protocol/index.ts';

/** Somebody with everything that nobody knows of a real customer. Whole seconds since the day's begin. */
export interface Customer {
	number: string;
	service: string;
	segment: Segment;
	tags?: string[];
	at: number;
	work: number;
	patience: number;
}

export interface Desk {
	id: string;
	services: string[];
	from: number;
	until: number;
	/** Calls nobody from an instant until another. */
	breaks?: [number, number][];
}

export interface Rule {
	levels: Record<Segment, number>;
	/** Seconds waited for one more point. */
	ageEvery: number;
	cap: number;
	consecutivePriority: number;
}

export interface Told {
	customer: Customer;
	calledAt: number | null;
	leftAt: number | null;
	counter: string | null;
}

/**
 * A lobby simulated the slow way, to hold the engine against: a clock that ticks each second and people who look
 * around at every tick. It shares nothing with the engine but the rule that it reads from the definitions: the
 * score is the segment's level plus a point for each `ageEvery` waited, at most the cap; highest first, first
 * issued first among equals. Of free desks the one that has been free longest calls.
 */
export function secondBySecond(
	customers: readonly Customer[],
	desks: readonly Desk[],
	rule: Rule
): Told[] {
	const told = [...customers]
		.sort((a, b) => a.at - b.at || (a.number < b.number ? -1 : 1))
		.map((customer): Told => ({ customer, calledAt: null, leftAt: null, counter: null }));
	const coming = [...told];
	const busyUntil = new Map(desks.map((desk) => [desk.id, -1]));
	const runs = new Map<string, number>();
	let lobby: Told[] = [];
	const end = Math.max(0, ...desks.map((desk) => desk.until), ...customers.map(({ at }) => at));
	for (let second = 0; second <= end || lobby.length > 0; second += 1) {
		if (second > end + 86_400) break;
		while (coming[0] !== undefined && coming[0].customer.at <= second) lobby.push(coming.shift()!);
		for (const each of lobby) {
			if (second - each.customer.at >= each.customer.patience) each.leftAt = second;
		}
		lobby = lobby.filter((each) => each.leftAt === null);
		for (;;) {
			const free = desks.filter(
				(desk) =>
					second >= desk.from &&
					second < desk.until &&
					(busyUntil.get(desk.id) ?? 0) <= second &&
					!(desk.breaks ?? []).some(([from, until]) => second >= from && second < until)
			);
			const [next] = [...new Set(free.flatMap((desk) => desk.services))]
				.map((service) => firstOf(lobby, service, second, rule, runs.get(service) ?? 0))
				.filter((each) => each !== undefined)
				.sort((a, b) => before(a, b, second, rule));
			if (next === undefined) break;
			const { service, segment, work } = next.customer;
			const idleSince = (each: Desk) => Math.max(each.from, busyUntil.get(each.id) ?? 0);
			const [desk] = free
				.filter((each) => each.services.includes(service))
				.sort((a, b) => idleSince(a) - idleSince(b)) as [Desk];
			next.calledAt = second;
			next.counter = desk.id;
			busyUntil.set(desk.id, second + work);
			runs.set(service, segment === 'ordinary' ? 0 : (runs.get(service) ?? 0) + 1);
			lobby.splice(lobby.indexOf(next), 1);
		}
	}
	return told;
}

function score({ customer }: Told, second: number, rule: Rule): number {
	const level = rule.levels[customer.segment];
	const grown = level + (second - customer.at) / rule.ageEvery;
	return Math.min(Math.max(rule.cap, level), grown);
}

function before(a: Told, b: Told, second: number, rule: Rule): number {
	const difference = score(b, second, rule) - score(a, second, rule);
	if (Math.abs(difference) > 1e-9) return difference;
	return a.customer.at - b.customer.at || (a.customer.number < b.customer.number ? -1 : 1);
}

function firstOf(
	lobby: readonly Told[],
	service: string,
	second: number,
	rule: Rule,
	run: number
): Told | undefined {
	const line = lobby
		.filter((each) => each.customer.service === service)
		.sort((a, b) => before(a, b, second, rule));
	const ordinary = line.find((each) => each.customer.segment === 'ordinary');
	return run >= rule.consecutivePriority && ordinary !== undefined ? ordinary : line[0];
}

/** What a branch's history would know of it. `begin` is the day's begin in epoch milliseconds. */
export function historyOf(told: readonly Told[], begin: number, day: string): Stay[] {
	return told.map(({ customer, calledAt, leftAt, counter }) => {
		const at = (second: number) => begin + second * 1000;
		const ended = calledAt === null ? leftAt : calledAt + customer.work;
		return {
			day,
			ticket: customer.number,
			service: customer.service,
			segment: customer.segment,
			tags: customer.tags ?? [],
			issuedAt: at(customer.at),
			enteredAt: at(customer.at),
			parked: 0,
			calledAt: calledAt === null ? null : at(calledAt),
			startedAt: calledAt === null ? null : at(calledAt),
			endedAt: ended === null ? null : at(ended),
			counter,
			end: calledAt === null ? (leftAt === null ? null : 'abandoned') : 'finished'
		};
	});
}

export interface Habit {
	/** Share of all who come. */
	share: number;
	/** Mean seconds of a service. */
	mean: number;
}

/** Customers who come by chance, `perHour` of them, from the begin until `hours` later. */
export function customersOf(
	random: Random,
	{
		perHour,
		hours,
		patience,
		services,
		priority = 0
	}: {
		perHour: number;
		hours: number;
		/** Mean seconds. */
		patience: number;
		services: Record<string, Habit>;
		priority?: number;
	}
): Customer[] {
	const customers: Customer[] = [];
	const weights = Object.fromEntries(
		Object.entries(services).map(([id, { share }]) => [id, share])
	);
	for (let at = 0; ;) {
		at += random.exponential(perHour / 3600);
		if (at >= hours * 3600) return customers;
		const service = random.weighted(weights);
		customers.push({
			number: `A${String(customers.length).padStart(5, '0')}`,
			service,
			segment: random.chance(priority) ? (random.chance(0.5) ? 'priority' : 'vip') : 'ordinary',
			at: Math.floor(at),
			// An hour and more is taken for a service that was forgotten.
			work: 1 + Math.min(3000, Math.floor(random.exponential(1 / services[service]!.mean))),
			patience: 1 + Math.floor(random.exponential(1 / patience))
		});
	}
}
