/** The line as one counter calls it, and those who are parked. Pure. */
import { waitersOf } from '#lib/client/waiter.ts';
import type { Waiter, WaiterRows } from '#lib/client/waiter.ts';
import { orderAtCounter } from '#lib/domain/queue/next.ts';
import type { CounterRow } from '#lib/protocol/index.ts';

export interface Line {
	/** In the order in which this counter calls them, the first is next. */
	waiting: Waiter[];
	/** Parked for a service of this counter's, the longest first. */
	parked: Waiter[];
}

export function lineAt(rows: WaiterRows, counter: CounterRow): Line {
	const waiters = waitersOf(rows);
	const inLine = waiters.filter(({ ticket }) => ticket.state === 'waiting');
	const order = orderAtCounter(
		inLine.map((waiter) => ({
			...waiter.ticket,
			heldFor: waiter.ticket.heldFor ?? null,
			waiter
		})),
		counter,
		rows.branch,
		(service) => rows.services[service]?.run ?? 0
	);
	const parked = waiters
		.filter(({ ticket }) => ticket.state === 'parked' && counter.services.includes(ticket.service))
		.sort((a, b) => a.ticket.issuedAt - b.ticket.issuedAt);
	return { waiting: order.map(({ waiter }) => waiter), parked };
}
