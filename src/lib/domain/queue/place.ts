import type { Day } from '../day.ts';
import type { Config } from '../config/config.ts';
import { callingOrder } from './line.ts';
import { orderOf } from './order.ts';
import { serviceOf, type Ticket } from './ticket.ts';

/**
 * Where a customer who missed the call comes back in, by how many numbers were called since: within the branch's limit
 * next, within the second one after three more, later not at all (null).
 */
export function returnPlace(
	callsSince: number,
	{ next, later }: Config['returns']
): 'next' | 'after_three' | null {
	if (callsSince <= next) return 'next';
	if (callsSince <= later) return 'after_three';
	return null;
}

/** The sort key that puts a returned ticket there, given who is in the line now. */
export function returnOrder(day: Day, ticket: Ticket, config: Config): number | null {
	const service = serviceOf(ticket);
	const since = (day.calls.get(service) ?? 0) - (ticket.missedAtCall ?? 0);
	const place = returnPlace(since, config.returns);
	if (place === null) return null;
	const line = lineWithKeys(day, service, config);
	const own = orderOf(ticket, config);
	if (place === 'next') return Math.min(own, (line[0]?.order ?? own) - 1);
	const third = line[Math.min(3, line.length) - 1];
	return third === undefined ? own : third.order + 0.5;
}

/** The sort key that puts a ticket before or behind everybody in its line. */
export function movedOrder(
	day: Day,
	ticket: Ticket,
	to: 'first' | 'last',
	config: Config
): number | null {
	const others = claimsIn(day, serviceOf(ticket), config).filter(({ id }) => id !== ticket.number);
	if (others.length === 0) return null;
	const keys = others.map(({ order }) => order);
	return to === 'first' ? Math.min(...keys) - 1 : Math.max(...keys) + 1;
}

/** A service's line in calling order, each ticket with its key. */
export function lineWithKeys(day: Day, service: string, config: Config) {
	return callingOrder(claimsIn(day, service, config), config, day.runs.get(service) ?? 0);
}

/** Who waits for a service, each with the key that sorts the line. */
export function claimsIn(day: Day, service: string, config: Config) {
	return [...day.line(service)].map((ticket) => ({
		id: ticket.number,
		segment: ticket.segment,
		order: orderOf(ticket, config),
		issuedAt: ticket.issuedAt,
		ticket
	}));
}
