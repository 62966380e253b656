import type { Config } from '../config/config.ts';
import type { Day } from '../day.ts';
import type { BranchState } from '../state.ts';
import { callingOrder, compareClaims } from './line.ts';
import type { LineRule, LineTicket } from './line.ts';
import { claimsIn } from './place.ts';
import { serviceOf, type Ticket } from './ticket.ts';

/** A ticket in a line, as a counter looks at it. */
export interface WaitingTicket extends LineTicket {
	service: string;
	/** The counter that it was passed on to, and which alone calls it. */
	heldFor: string | null;
}

/**
 * Whom a counter calls, in order, if it were the only one: of the heads of the lines that it works on, the one with the
 * oldest claim; its profile's order decides between equals. Tickets that were passed on to it count whatever its
 * profile is, and those passed on to another counter do not.
 *
 * Shared with the browser, which shows what the server will do.
 */
export function orderAtCounter<T extends WaitingTicket>(
	tickets: readonly T[],
	counter: { id: string; services: readonly string[] },
	rule: LineRule,
	runOf: (service: string) => number
): T[] {
	const lines = new Map<string, T[]>(counter.services.map((service) => [service, []]));
	for (const ticket of tickets) {
		const isOurs =
			ticket.heldFor === null
				? counter.services.includes(ticket.service)
				: ticket.heldFor === counter.id;
		if (!isOurs) continue;
		const line = lines.get(ticket.service);
		if (line === undefined) lines.set(ticket.service, [ticket]);
		else line.push(ticket);
	}
	const queues = [...lines].map(([service, line]) => callingOrder(line, rule, runOf(service)));
	const heads = queues.map(() => 0);
	const order: T[] = [];
	for (;;) {
		let best: T | undefined;
		let from = -1;
		queues.forEach((queue, index) => {
			const head = queue[heads[index] as number];
			if (head === undefined) return;
			if (best === undefined || compareClaims(head, best) < 0) [best, from] = [head, index];
		});
		if (best === undefined) return order;
		order.push(best);
		heads[from] = (heads[from] as number) + 1;
	}
}

/** The ticket that a counter should call next. Undefined when nobody waits for it. */
export function nextTicket(state: BranchState, counterId: string): Ticket | undefined {
	const { today: day, config } = state;
	const counter = state.counters.get(counterId);
	if (day === null || counter === undefined) return undefined;
	const services = counter.services ?? config.counters.get(counterId)?.services ?? [];
	const waiting = [...new Set([...services, ...servicesHeldFor(day, counterId)])].flatMap(
		(service) => linedUp(day, service, config)
	);
	const at = { id: counterId, services };
	return orderAtCounter(waiting, at, config, (service) => day.runs.get(service) ?? 0)[0]?.ticket;
}

function linedUp(day: Day, service: string, config: Config) {
	return claimsIn(day, service, config).map((each) => ({
		...each,
		service,
		heldFor: each.ticket.heldFor
	}));
}

/** The lines in which somebody was passed on to a counter. */
function servicesHeldFor(day: Day, counter: string): string[] {
	const services: string[] = [];
	for (const ticket of day.lobby) {
		if (ticket.heldFor === counter) services.push(serviceOf(ticket));
	}
	return services;
}
