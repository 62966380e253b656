import type { Segment, StageEnd, StageRecord, TicketRecord } from '../../../protocol/index.ts';
import { parkedTimeOf, type Ticket } from '../../queue/ticket.ts';
import { businessDayAt, instantAt } from '../../time/business-day.ts';

/**
 * One wait of a ticket and what it led to. Instants in epoch milliseconds; no step of a clock makes them run
 * backwards. `end` and `endedAt` are null where nobody said how it ended: it goes on, or only the end of the day
 * closed it, which is no fact about the customer.
 */
export interface Stay {
	/** The ticket's day, YYYY-MM-DD, and number: together they name the ticket. */
	day: string;
	ticket: string;
	service: string;
	segment: Segment;
	tags: readonly string[];
	/** The ticket's first issue. */
	issuedAt: number;
	enteredAt: number;
	/**
	 * Milliseconds in which it was not to be called. History keeps the sum for a ticket and not when it was; a stay
	 * that follows a call begins with it, so it is told of the last stay and taken to be its beginning.
	 */
	parked: number;
	calledAt: number | null;
	startedAt: number | null;
	endedAt: number | null;
	counter: string | null;
	end: StageEnd | null;
}

/** When it was called, as far as somebody came to be served: the call, or the start where none was told. */
export function callOf(stay: Stay): number | null {
	return stay.calledAt ?? stay.startedAt;
}

/** When it stood in line first. */
export function inLineAt(stay: Stay): number {
	return stay.enteredAt + stay.parked;
}

type Facts = Pick<
	StageRecord,
	'service' | 'enteredAt' | 'calledAt' | 'startedAt' | 'endedAt' | 'counter' | 'end'
>;

interface Holder {
	day: string;
	number: string;
	segment: string;
	tags: readonly string[];
	issuedAt: number;
	parkedTime: number;
}

/** The stays of tickets in memory. */
export function staysOfTickets(tickets: Iterable<Ticket>, timeZone: string): Stay[] {
	const ends = new DayEnds(timeZone);
	const stays: Stay[] = [];
	for (const ticket of tickets) {
		const holder = { ...ticket, parkedTime: parkedTimeOf(ticket) };
		stays.push(...staysOf(holder, ticket.stages, ends));
	}
	return stays.sort(byEntering);
}

/** The same list from rows of the store; stages of tickets that are not among them are left out. */
export function staysOfRecords(
	tickets: Iterable<TicketRecord>,
	stages: Iterable<StageRecord>,
	timeZone: string
): Stay[] {
	const ends = new DayEnds(timeZone);
	const byTicket = new Map<string, StageRecord[]>();
	for (const stage of stages) {
		const key = `${stage.day} ${stage.number}`;
		const list = byTicket.get(key);
		if (list === undefined) byTicket.set(key, [stage]);
		else list.push(stage);
	}
	const stays: Stay[] = [];
	for (const ticket of tickets) {
		const own = byTicket.get(`${ticket.day} ${ticket.number}`) ?? [];
		own.sort((a, b) => a.stage - b.stage);
		stays.push(...staysOf(ticket, own, ends));
	}
	return stays.sort(byEntering);
}

function staysOf(holder: Holder, stages: readonly Facts[], ends: DayEnds): Stay[] {
	const { day, number: ticket, tags, issuedAt } = holder;
	const segment = segmentOf(holder.segment);
	const dayEnd = ends.of(day);
	return stages.map((stage, index) => {
		const known = !closedByTheDay(stage, dayEnd);
		const enteredAt = Math.max(issuedAt, stage.enteredAt);
		const calledAt = stage.calledAt === null ? null : Math.max(enteredAt, stage.calledAt);
		const startedAt =
			stage.startedAt === null ? null : Math.max(calledAt ?? enteredAt, stage.startedAt);
		const endedAt =
			stage.endedAt === null || !known
				? null
				: Math.max(startedAt ?? calledAt ?? enteredAt, stage.endedAt);
		const until = calledAt ?? startedAt ?? endedAt ?? Infinity;
		const parked = index === stages.length - 1 ? holder.parkedTime : 0;
		return {
			day,
			ticket,
			service: stage.service,
			segment,
			tags,
			issuedAt,
			enteredAt,
			parked: Math.min(Math.max(0, parked), until - enteredAt),
			calledAt,
			startedAt,
			endedAt,
			counter: stage.counter,
			end: known ? stage.end : null
		};
	});
}

/** Nobody gives up while being served, and nobody waits until midnight. */
function closedByTheDay(stage: Facts, dayEnd: number): boolean {
	if (stage.end !== 'abandoned' || stage.endedAt === null) return false;
	return stage.startedAt !== null || stage.endedAt >= dayEnd;
}

function segmentOf(segment: string): Segment {
	return segment === 'priority' || segment === 'vip' ? segment : 'ordinary';
}

function byEntering(a: Stay, b: Stay): number {
	return (
		a.enteredAt - b.enteredAt ||
		a.issuedAt - b.issuedAt ||
		(a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : 0)
	);
}

/** The last instants of days, each worked out once: a month has thousands of tickets. */
class DayEnds {
	readonly #timeZone: string;
	readonly #known = new Map<string, number>();

	constructor(timeZone: string) {
		this.#timeZone = timeZone;
	}

	of(day: string): number {
		let end = this.#known.get(day);
		if (end === undefined) {
			end = businessDayAt(instantAt(day, '12:00', this.#timeZone), this.#timeZone).end;
			this.#known.set(day, end);
		}
		return end;
	}
}
