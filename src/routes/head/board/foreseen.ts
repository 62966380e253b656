/** The board as it will be once what was done here has been answered: a tap is seen at once. Pure. */
import type { CounterRow, TicketRow } from '#lib/protocol/index.ts';
import type { Deed } from './deeds.ts';

type Records<R> = Record<string, R>;

export interface Floor {
	counters: Records<CounterRow>;
	tickets: Records<TicketRow>;
}

export function foreseen(floor: Floor, deeds: readonly Deed[]): Floor {
	return deeds.reduce(after, floor);
}

function after(floor: Floor, deed: Deed): Floor {
	switch (deed.do) {
		case 'open':
			return atCounter(floor, deed.counter, (counter) => ({
				...counter,
				state: 'open',
				staff: deed.staff,
				services: [...(deed.services ?? counter.services)]
			}));
		case 'pause':
			return atCounter(floor, deed.counter, (counter) => ({ ...counter, state: 'paused' }));
		case 'close':
			return atCounter(floor, deed.counter, ({ staff: _, ...counter }) => ({
				...counter,
				state: 'closed'
			}));
		case 'finish': {
			const { [deed.ticket]: _, ...tickets } = floor.tickets;
			return { ...leaving(floor, deed.ticket), tickets };
		}
		case 'return':
			return withTicket(leaving(floor, deed.ticket), deed.ticket, (ticket) => ({
				...inLine(ticket),
				why: [{ code: 'requeued' }]
			}));
		case 'first':
		case 'last':
			return withTicket(floor, deed.ticket, (ticket) => ({
				...ticket,
				order: endOf(floor, ticket, deed.do),
				why: [{ code: deed.do === 'first' ? 'moved_first' : 'moved_last' }]
			}));
		case 'transfer':
			return withTicket(leaving(floor, deed.ticket), deed.ticket, (ticket) => {
				const { heldFor: _, ...there } = inLine(ticket);
				return {
					...there,
					service: deed.service,
					why: [{ code: 'transferred' }],
					...(deed.counter !== undefined && { heldFor: deed.counter })
				};
			});
	}
}

function atCounter(floor: Floor, id: string, change: (counter: CounterRow) => CounterRow): Floor {
	const counter = floor.counters[id];
	if (counter === undefined) return floor;
	return { ...floor, counters: { ...floor.counters, [id]: change(counter) } };
}

function withTicket(floor: Floor, id: string, change: (ticket: TicketRow) => TicketRow): Floor {
	const ticket = floor.tickets[id];
	if (ticket === undefined) return floor;
	return { ...floor, tickets: { ...floor.tickets, [id]: change(ticket) } };
}

/** Its counter is free. */
function leaving(floor: Floor, ticket: string): Floor {
	const counter = Object.values(floor.counters).find((each) => each.ticket === ticket);
	if (counter === undefined) return floor;
	return atCounter(floor, counter.id, ({ ticket: _, ...free }) => free);
}

function inLine(ticket: TicketRow): TicketRow {
	if (ticket.state === 'waiting') return ticket;
	const { counter: _c, calledAt: _a, startedAt: _s, recalls: _r, ...rest } = ticket;
	// Called or served it had no place; where the server puts it is seen in a moment.
	return { ...rest, state: 'waiting', order: rest.order || rest.issuedAt };
}

function endOf({ tickets }: Floor, { id, service, order }: TicketRow, end: 'first' | 'last') {
	const others = Object.values(tickets)
		.filter((other) => other.state === 'waiting' && other.service === service && other.id !== id)
		.map((other) => other.order);
	if (others.length === 0) return order;
	return end === 'first' ? Math.min(...others) - 1 : Math.max(...others) + 1;
}
