import type { Command, Origin } from '../event.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { dayFor, dayOf, findTicket, type BranchState } from '../state.ts';
import type { IncomingEvent } from '../../protocol/index.ts';
import { wasMet } from '../sales/met.ts';
import { returnPlace } from './place.ts';
import { currentStage, isOver, serviceOf, type Ticket } from './ticket.ts';

type TicketFact = Extract<IncomingEvent, { type: `ticket.${string}` | 'form.checked' }>;
type LaterFact = Exclude<TicketFact, { type: 'ticket.issued' }>;

/** Whether an event about a ticket may happen now; null means that it may. */
export function judgeTicket(
	state: BranchState,
	{ event, origin }: Command & { event: TicketFact }
): Refusal | null {
	const unknown = unknownReference(state, event);
	if (unknown !== null) return unknown;
	if (event.type === 'ticket.issued') return judgeIssue(state, event);
	const ticket = findTicket(state, event.subject, event.at);
	if (ticket === undefined) {
		return refuse(
			'unknown_ticket',
			`No ticket ${event.subject} is known on that business day; send its ticket.issued first.`
		);
	}
	if (closedByDayEnd(ticket)) return null;
	// A machine's fact that is older than what we know is kept, and moves nothing backwards.
	if (origin === 'machine' && (event.at < ticket.lastAt || fillsGap(ticket, event))) return null;
	return judgeStep(state, ticket, event, origin);
}

/** A call or a start of the very instant of what came of it: only the order of arrival is wrong. */
function fillsGap(ticket: Ticket, event: LaterFact): boolean {
	if (event.at !== ticket.lastAt) return false;
	const stage = currentStage(ticket);
	if (event.type === 'ticket.called') return stage.calledAt === null;
	return event.type === 'ticket.started' && stage.startedAt === null;
}

function judgeIssue(
	state: BranchState,
	event: Extract<TicketFact, { type: 'ticket.issued' }>
): Refusal | null {
	const day = dayFor(state, event.at);
	if (day === null || !day.tickets.has(event.subject)) return null;
	return refuse(
		'ticket_exists',
		`Number ${event.subject} was already issued on ${day.bounds.day}; numbers are unique within a business day.`
	);
}

function closedByDayEnd(ticket: Ticket): boolean {
	return 'dayEnd' in ticket.phase && ticket.phase.dayEnd !== null;
}

function unknownReference(state: BranchState, event: TicketFact): Refusal | null {
	const { services, counters, devices } = state.config;
	const { data } = event;
	if ('service' in data && !services.has(data.service)) return unknownService(data.service);
	const others = [
		...('services' in data ? (data.services ?? []) : []),
		...('further' in data ? (data.further ?? []) : [])
	];
	const other = others.find((id) => !services.has(id));
	if (other !== undefined) return unknownService(other);
	if ('counter' in data && data.counter !== undefined && !counters.has(data.counter)) {
		return refuse('unknown_counter', `This branch has no counter "${data.counter}".`);
	}
	const to =
		event.type === 'ticket.diverted'
			? event.data.to
			: event.type === 'ticket.issued'
				? event.data.divertedTo
				: undefined;
	if (to !== undefined && to !== 'online' && !devices.has(to)) {
		return refuse(
			'unknown_device',
			`This branch has no device "${to}"; divert to one of its devices or to "online".`
		);
	}
	return null;
}

function unknownService(id: string): Refusal {
	return refuse('unknown_service', `This branch has no service "${id}".`);
}

function judgeStep(
	state: BranchState,
	ticket: Ticket,
	event: LaterFact,
	origin: Origin
): Refusal | null {
	switch (event.type) {
		case 'ticket.called':
			return judgeCall(state, ticket, event.data.counter, origin);
		case 'ticket.recalled':
			return judgeRecall(state, ticket, event.data.counter, origin);
		case 'ticket.started':
			return judgeStart(state, ticket, event.data.counter, origin);
		case 'ticket.finished':
			return judgeFinish(state, ticket, event.data.counter, origin);
		case 'ticket.no_show':
			return (
				over(ticket) ??
				(ticket.phase.state === 'serving' ? beingServed(ticket) : null) ??
				(origin === 'person' ? judgeNoShow(state, ticket, event.at) : null)
			);
		case 'ticket.abandoned':
		case 'ticket.cancelled':
		case 'ticket.diverted':
			return over(ticket) ?? (ticket.phase.state === 'serving' ? beingServed(ticket) : null);
		case 'ticket.parked':
			return ticket.phase.state === 'parked'
				? refuse('ticket_already_parked', `Ticket ${ticket.number} is parked already.`)
				: over(ticket);
		case 'ticket.resumed':
			return judgeResume(state, ticket, origin);
		case 'ticket.requeued':
			return judgeRequeue(state, ticket, origin);
		case 'ticket.transferred':
		case 'form.checked':
			return over(ticket);
		case 'ticket.moved':
			return ticket.phase.state === 'waiting' ? null : (over(ticket) ?? notInLine(ticket));
		case 'ticket.rated':
			return judgeRating(ticket);
		default:
			return unhandled(event);
	}
}

function judgeCall(
	state: BranchState,
	ticket: Ticket,
	counter: string,
	origin: Origin
): Refusal | null {
	const { phase } = ticket;
	if (phase.state === 'called') return calledBy(ticket, phase.counter);
	if (phase.state === 'serving') return beingServed(ticket);
	return over(ticket) ?? (origin === 'person' ? counterBusy(state, ticket.number, counter) : null);
}

function judgeRecall(
	state: BranchState,
	ticket: Ticket,
	counter: string,
	origin: Origin
): Refusal | null {
	const { phase } = ticket;
	if (phase.state !== 'called') return over(ticket) ?? notCalled(ticket);
	if (origin === 'machine') return null;
	if (phase.counter !== counter) return calledBy(ticket, phase.counter);
	if (phase.recalls < state.config.recalls) return null;
	return refuse(
		'recall_limit',
		`Ticket ${ticket.number} was called ${phase.recalls + 1} times; mark it as no-show.`
	);
}

function judgeStart(
	state: BranchState,
	ticket: Ticket,
	counter: string,
	origin: Origin
): Refusal | null {
	const { phase } = ticket;
	if (phase.state === 'serving') return beingServed(ticket);
	if (isOver(ticket) || origin === 'machine') return over(ticket);
	if (phase.state === 'called' && phase.counter !== counter) return calledBy(ticket, phase.counter);
	return counterBusy(state, ticket.number, counter);
}

/** A machine may report the end alone; a person sees whether somebody was called, and by whom. */
function judgeFinish(
	state: BranchState,
	ticket: Ticket,
	counter: string | undefined,
	origin: Origin
): Refusal | null {
	const { phase } = ticket;
	if (isOver(ticket) || origin === 'machine') return over(ticket);
	if (phase.state === 'parked' && wasMet(state, ticket)) return null;
	if (phase.state !== 'called' && phase.state !== 'serving') return notCalled(ticket);
	if (counter === undefined || counter === phase.counter) return null;
	return phase.state === 'called' ? calledBy(ticket, phase.counter) : beingServed(ticket);
}

function calledBy(ticket: Ticket, counter: string): Refusal {
	return refuse(
		'ticket_already_called',
		`Ticket ${ticket.number} was called to counter ${counter} first; call the next one.`
	);
}

/** Who was called gets a while to come. */
function judgeNoShow(state: BranchState, ticket: Ticket, at: number): Refusal | null {
	const { phase } = ticket;
	if (phase.state !== 'called') return notCalled(ticket);
	const left = phase.calledAt + state.config.noShowAfter - at;
	if (left <= 0) return null;
	return refuse(
		'no_show_too_early',
		`Ticket ${ticket.number} was called a moment ago; wait ${Math.ceil(left / 1000)} s more or call again.`
	);
}

function judgeRating(ticket: Ticket): Refusal | null {
	if (ticket.phase.state !== 'finished') {
		return refuse('not_finished', `Ticket ${ticket.number} is rated once its service is over.`);
	}
	if (ticket.rating === null) return null;
	return refuse('already_rated', `Ticket ${ticket.number} has been rated.`);
}

/** People have one ticket at a counter at a time; `number`: the one that is to be there. */
export function counterBusy(
	state: BranchState,
	number: string | null,
	counter: string
): Refusal | null {
	const other = state.counters.get(counter)?.tickets.findLast((each) => each !== number);
	if (other === undefined) return null;
	return refuse('counter_busy', `Counter ${counter} still has ticket ${other}; finish it first.`);
}

function judgeResume(state: BranchState, ticket: Ticket, origin: Origin): Refusal | null {
	if (ticket.phase.state === 'parked') return null;
	if (ticket.phase.state === 'no_show') return judgeReturn(state, ticket, origin);
	return over(ticket) ?? refuse('ticket_not_parked', `Ticket ${ticket.number} is not parked.`);
}

function judgeRequeue(state: BranchState, ticket: Ticket, origin: Origin): Refusal | null {
	if (ticket.phase.state === 'no_show') return judgeReturn(state, ticket, origin);
	if (ticket.phase.state === 'waiting') return notCalled(ticket);
	return over(ticket);
}

/** A customer who missed the call comes back: a policy, so a machine that has another one is believed. */
function judgeReturn(state: BranchState, ticket: Ticket, origin: Origin): Refusal | null {
	if (origin === 'machine') return null;
	const day = dayOf(state, ticket);
	const since = (day.calls.get(serviceOf(ticket)) ?? 0) - (ticket.missedAtCall ?? 0);
	if (returnPlace(since, state.config.returns) !== null) return null;
	return refuse(
		'returned_too_late',
		`${since} customers were called since ticket ${ticket.number} missed its call; issue a new ticket.`
	);
}

function over(ticket: Ticket): Refusal | null {
	if (!isOver(ticket)) return null;
	return refuse('ticket_over', `Ticket ${ticket.number} is over (${ticket.phase.state}).`);
}

function beingServed(ticket: Ticket): Refusal {
	const counter = currentStage(ticket).counter;
	return refuse(
		'ticket_being_served',
		`Ticket ${ticket.number} is being served at counter ${counter}.`
	);
}

function notInLine(ticket: Ticket): Refusal {
	return refuse('ticket_not_waiting', `Ticket ${ticket.number} does not stand in a line.`);
}

function notCalled(ticket: Ticket): Refusal {
	return refuse('ticket_not_called', `Ticket ${ticket.number} has not been called.`);
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${JSON.stringify(event)}`);
}
