import type { Day } from '../day.ts';
import type { Config } from '../config/config.ts';
import { callingOrder } from './line.ts';
import { orderOf } from './order.ts';
import { serviceOf, type Ticket } from './ticket.ts';

/**
 * Where a customer who missed the call comes back in, by how many numbers were called since: within 3 next,
 * within 5 after three more, later not at all (null). Foyer's own numbers.
 */
export function returnPlace(callsSince: number): 'next' | 'after_three' | null {
	if (callsSince <= 3) return 'next';
	if (callsSince <= 5) return 'after_three';
	return null;
}

/** The sort key that puts a returned ticket there, given who is in the line now. */
export function returnOrder(day: Day, ticket: Ticket, config: Config): number | null {
	const service = serviceOf(ticket);
	const since = (day.calls.get(service) ?? 0) - (ticket.missedAtCall ?? 0);
	const place = returnPlace(since);
	if (place === null) return null;
	const line = lineWithKeys(day, service, config);
	const own = orderOf(ticket, config);
	if (place === 'next') return Math.min(own, (line[0]?.order ?? own) - 1);
	const third = line[Math.min(3, line.length) - 1];
	return third === undefined ? own : third.order + 0.5;
}

/** A service's line in calling order, each ticket with its key. */
export function lineWithKeys(day: Day, service: string, config: Config) {
	const tickets = [...day.line(service)].map((ticket) => ({
		id: ticket.number,
		segment: ticket.segment,
		order: orderOf(ticket, config),
		issuedAt: ticket.issuedAt,
		ticket
	}));
	return callingOrder(tickets, config, day.runs.get(service) ?? 0);
}
