/** Whom a counter has. Pure. */
import type { TicketRow } from '../protocol/index.ts';

/**
 * Whom a counter calls or serves: of several, the last who was called. A ticket's row says so at once, its counter's a
 * little later: only the tickets are asked.
 */
export function ticketAt(
	tickets: Readonly<Record<string, TicketRow>>,
	counter: string
): TicketRow | undefined {
	let last: TicketRow | undefined;
	for (const ticket of Object.values(tickets)) {
		if (ticket.counter === counter && (last === undefined || calledAt(ticket) >= calledAt(last)))
			last = ticket;
	}
	return last;
}

function calledAt(ticket: TicketRow): number {
	return ticket.calledAt ?? ticket.startedAt ?? 0;
}
