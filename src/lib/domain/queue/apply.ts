import type { IncomingEvent, StageEnd } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import { noteMissed } from '../devices/effect.ts';
import { isLate, type Recorded } from '../event.ts';
import { promptsOnCall, promptsOnLeaving } from '../engagement/apply.ts';
import { formWasChecked } from '../engagement/errands.ts';
import { watchRules } from '../engagement/raise.ts';
import { followTicket, joinLine } from '../forecast/follow.ts';
import { nextSlot } from '../figures/slots.ts';
import { dayFor, dayOf, findTicket, isToday, openDay, type BranchState } from '../state.ts';
import { wasMet } from '../sales/met.ts';
import { noteRework } from '../rework/note.ts';
import { agedAt } from './order.ts';
import { movedOrder, returnOrder } from './place.ts';
import {
	currentStage,
	isInLobby,
	isOver,
	overPhase,
	type OpenPhase,
	type OverState,
	type Stage,
	type Ticket
} from './ticket.ts';

type TicketFact = Extract<IncomingEvent, { type: `ticket.${string}` | 'form.checked' }>;
export type TicketEvent = Recorded<TicketFact>;
type LaterEvent = Exclude<TicketEvent, { type: 'ticket.issued' }>;

const WITHOUT_SERVICE: ReadonlySet<StageEnd> = new Set([
	'no_show',
	'abandoned',
	'cancelled',
	'diverted',
	'passed_on'
]);

/** Carries out an event about a ticket. What is out of order fills gaps, and moves nothing backwards. */
export function applyTicket(state: BranchState, event: TicketEvent, changes: Changes): void {
	if (event.type === 'ticket.issued') {
		issue(state, event, changes);
		return;
	}
	const ticket = findTicket(state, event.subject, event.at);
	if (ticket === undefined) throw new Error(`${event.type} about unknown ticket ${event.subject}`);
	const { phase, stages } = ticket;
	const waits = stages.length;
	reopen(ticket);
	step(state, ticket, event, changes);
	if (isToday(state, ticket))
		followTicket(state, ticket, phase, ticket.stages.length > waits, event);
	ticket.lastAt = Math.max(ticket.lastAt, event.at);
	if (!isToday(state, ticket)) closeWithDay(state, ticket, changes);
	touch(state, ticket, changes);
}

function issue(
	state: BranchState,
	event: Extract<TicketEvent, { type: 'ticket.issued' }>,
	changes: Changes
): void {
	const { at, data, subject: number } = event;
	const day = dayFor(state, at) ?? openDay(state, at);
	const ticket: Ticket = {
		number,
		day: day.bounds.day,
		segment: data.segment ?? 'ordinary',
		tags: data.tags ?? [],
		issuedAt: at,
		heardLate: isLate(event),
		phase: { state: 'waiting' },
		stages: [newStage(data.service, at, false)],
		parkedTime: 0,
		staff: null,
		form: null,
		requeues: 0,
		transfers: 0,
		missedAtCall: null,
		aged: false,
		placedAt: null,
		why: null,
		heldFor: null,
		further: data.further ?? [],
		rating: null,
		divertedTo: null,
		lastAt: at,
		passedLimit: false,
		prompt: null,
		raised: [],
		freeSince: at,
		estimate: null,
		promised: null,
		likely: false,
		likelySince: null,
		warnedAt: null,
		engaged: false,
		windowUsed: false,
		leftAlone: false,
		talkInterest: false,
		pitched: false,
		pitchSkipped: false,
		pitchInterest: false,
		referral: 0,
		sales: 0
	};
	day.tickets.set(number, ticket);
	if (!isToday(state, ticket)) {
		closeWithDay(state, ticket, changes);
		return;
	}
	// Sampling begins with the day's first ticket: before it there is nothing to see.
	if (state.nextSlot === 0) state.nextSlot = nextSlot(event.recordedAt);
	watchAging(state, ticket);
	watchRules(state, ticket);
	if (data.divertedTo !== undefined) {
		leave(state, ticket, 'diverted', at, changes);
		divertTo(state, ticket, data.divertedTo);
		touch(state, ticket, changes);
		return;
	}
	noteMissed(state, ticket);
	joinLine(state, ticket, state.recordedUntil, !isLate(event));
	ticket.promised = ticket.estimate;
	touch(state, ticket, changes);
}

/** Where somebody was led; of a ticket that something else ended, nowhere. */
function divertTo(state: BranchState, ticket: Ticket, to: string): void {
	if (overPhase(ticket)?.state !== 'diverted' || ticket.divertedTo !== null) return;
	ticket.divertedTo = to;
	dayOf(state, ticket).countDiversion(to);
}

/** Whose score is at the cap already, because it was heard of late or comes back, is aged from the start. */
export function watchAging(state: BranchState, ticket: Ticket): void {
	const at = agedAt(ticket, state.config);
	ticket.aged = at <= state.clock;
	if (!ticket.aged) {
		state.aging.add({ at, kind: 'aged', day: ticket.day, ticket: ticket.number });
	}
}

function newStage(service: string, at: number, rework: boolean): Stage {
	return {
		service,
		enteredAt: at,
		calledAt: null,
		startedAt: null,
		endedAt: null,
		counter: null,
		end: null,
		rework
	};
}

function step(state: BranchState, ticket: Ticket, event: LaterEvent, changes: Changes): void {
	switch (event.type) {
		case 'ticket.called':
			call(state, ticket, event, changes);
			return;
		case 'ticket.recalled':
			if (ticket.phase.state === 'called' && event.at >= ticket.phase.calledAt) {
				ticket.phase.recalls += 1;
				ticket.phase.calledAt = event.at;
				currentStage(ticket).calledAt = event.at;
			}
			return;
		case 'ticket.started':
			start(state, ticket, event, changes);
			return;
		case 'ticket.finished':
			finish(state, ticket, event, changes);
			return;
		case 'ticket.no_show':
			leave(state, ticket, 'no_show', event.at, changes);
			return;
		case 'ticket.abandoned':
			leave(state, ticket, 'abandoned', event.at, changes);
			return;
		case 'ticket.cancelled':
			leave(state, ticket, 'cancelled', event.at, changes);
			return;
		case 'ticket.diverted':
			leave(state, ticket, 'diverted', event.at, changes);
			divertTo(state, ticket, event.data.to);
			return;
		case 'ticket.parked':
			park(state, ticket, event.at, changes);
			return;
		case 'ticket.resumed':
			resume(state, ticket, event.at, changes);
			return;
		case 'ticket.requeued':
			requeue(state, ticket, event, changes);
			return;
		case 'ticket.transferred':
			transfer(state, ticket, event, changes);
			return;
		case 'ticket.moved':
			move(state, ticket, event.data.to, event.at);
			return;
		case 'ticket.rated':
			rate(state, ticket, event.data.score, changes);
			return;
		case 'form.checked':
			if (isOver(ticket)) return;
			ticket.form = event.data.ok ? 'ok' : 'faults';
			formWasChecked(state, ticket, event, changes);
			return;
		default:
			unhandled(event);
	}
}

function call(
	state: BranchState,
	ticket: Ticket,
	event: Extract<TicketEvent, { type: 'ticket.called' }>,
	changes: Changes
): void {
	const { counter, staff = null } = event.data;
	const stage = currentStage(ticket);
	if (!isInLobby(ticket) || belongsToEarlierStage(ticket, event.at)) {
		fillCall(ticket, event.at, counter, staff);
		return;
	}
	const at = Math.max(event.at, stage.enteredAt);
	stopParking(ticket, at);
	stage.calledAt = at;
	stage.counter = counter;
	ticket.phase = { state: 'called', counter, calledAt: at, recalls: 0, staff };
	ticket.staff = staff ?? ticket.staff;
	occupy(state, ticket, counter, staff, at, changes);
	countCall(state, ticket, changes);
	promptsOnCall(state, ticket, at, changes);
}

/** A call that arrives after what came of it: the wait ends there, and nothing else changes. */
function fillCall(ticket: Ticket, at: number, counter: string, staff: string | null): void {
	const stage = stageAt(ticket, at);
	const until = stage.startedAt ?? stage.endedAt ?? Infinity;
	if (at < stage.enteredAt || at > until) return;
	if (stage.calledAt !== null && stage.calledAt >= at) return;
	stage.calledAt = at;
	// Where the service was is told by its start, and only without one by the call.
	if (stage.startedAt === null) stage.counter = counter;
	if (stage === currentStage(ticket)) ticket.staff = staff ?? ticket.staff;
}

/** Once a stage, whichever of its call, its start or its end was heard first. */
function countCall(state: BranchState, ticket: Ticket, changes: Changes): void {
	const service = currentStage(ticket).service;
	dayOf(state, ticket).countCall(ticket);
	changes.services.add(service);
}

function start(
	state: BranchState,
	ticket: Ticket,
	event: Extract<TicketEvent, { type: 'ticket.started' }>,
	changes: Changes
): void {
	const stage = currentStage(ticket);
	const { phase } = ticket;
	if (phase.state === 'serving' || isOver(ticket) || belongsToEarlierStage(ticket, event.at)) {
		fillStart(ticket, event.at, event.data.counter);
		return;
	}
	const at = Math.max(event.at, stage.calledAt ?? stage.enteredAt);
	stopParking(ticket, at);
	const { counter } = event.data;
	const staff = phase.state === 'called' ? phase.staff : null;
	if (phase.state !== 'called') countCall(state, ticket, changes);
	if (phase.state === 'called' && phase.counter !== counter) release(state, ticket, at, changes);
	stage.startedAt = at;
	stage.counter = counter;
	ticket.phase = { state: 'serving', counter, startedAt: at, staff };
	occupy(state, ticket, counter, staff, at, changes);
	forgetRatable(state, ticket, counter);
	promptsOnCall(state, ticket, at, changes);
}

/**
 * The customer before has left: another one stands there. A call alone is no reason, as whoever finishes a service
 * calls the next one with the same tap, and nobody could ever say how it was.
 */
function forgetRatable(state: BranchState, ticket: Ticket, counterId: string): void {
	const counter = state.counters.get(counterId);
	if (counter !== undefined && isToday(state, ticket)) counter.ratable = null;
}

/** A start that arrives after the end of the service. A stage that ended without service has none. */
function fillStart(ticket: Ticket, at: number, counter: string): void {
	const stage = stageAt(ticket, at);
	const { startedAt, end } = stage;
	if (startedAt !== null || (end !== null && WITHOUT_SERVICE.has(end))) return;
	if (at < (stage.calledAt ?? stage.enteredAt) || at > (stage.endedAt ?? Infinity)) return;
	stage.startedAt = at;
	stage.counter = counter;
}

function finish(
	state: BranchState,
	ticket: Ticket,
	event: Extract<TicketEvent, { type: 'ticket.finished' }>,
	changes: Changes
): void {
	if (isOver(ticket) || belongsToEarlierStage(ticket, event.at)) return;
	const stage = currentStage(ticket);
	const at = Math.max(event.at, stage.startedAt ?? stage.calledAt ?? stage.enteredAt);
	if (isInLobby(ticket) && !wasMet(state, ticket)) countCall(state, ticket, changes);
	stopParking(ticket, at);
	stage.counter ??= event.data.counter ?? null;
	release(state, ticket, at, changes);
	const counter = isToday(state, ticket) ? state.counters.get(stage.counter ?? '') : undefined;
	if (counter !== undefined) counter.ratable = ticket.number;
	endStage(stage, 'finished', at);
	ticket.phase = { state: 'finished', endedAt: at, dayEnd: null };
	promptsOnCall(state, ticket, at, changes);
}

function rate(state: BranchState, ticket: Ticket, score: number, changes: Changes): void {
	ticket.rating ??= score;
	for (const counter of state.counters.values()) {
		if (counter.ratable !== ticket.number || !isToday(state, ticket)) continue;
		counter.ratable = null;
		changes.counters.add(counter.id);
	}
}

/** The ticket is over without service. A late word of it changes nothing once somebody serves it. */
function leave(
	state: BranchState,
	ticket: Ticket,
	end: OverState,
	at: number,
	changes: Changes
): void {
	if (isOver(ticket) || ticket.phase.state === 'serving') return;
	if (at < ticket.lastAt && ticket.phase.state === 'called') return;
	if (belongsToEarlierStage(ticket, at)) return;
	const stage = currentStage(ticket);
	const endedAt = Math.max(at, stage.enteredAt);
	stopParking(ticket, endedAt);
	release(state, ticket, endedAt, changes);
	endStage(stage, end, endedAt);
	if (end === 'no_show') {
		ticket.missedAtCall = dayOf(state, ticket).calls.get(stage.service) ?? 0;
	}
	ticket.phase = { state: end, endedAt, dayEnd: null };
	promptsOnLeaving(state, ticket, endedAt, changes);
}

function park(state: BranchState, ticket: Ticket, at: number, changes: Changes): void {
	if (isOver(ticket) || at < ticket.lastAt || ticket.phase.state === 'parked') return;
	const back = !isInLobby(ticket);
	if (back) {
		const stage = currentStage(ticket);
		release(state, ticket, at, changes);
		endStage(stage, 'requeued', at);
		ticket.stages.push(newStage(stage.service, at, false));
	}
	ticket.phase = { state: 'parked', since: at };
	if (back) watchRules(state, ticket);
}

function resume(state: BranchState, ticket: Ticket, at: number, changes: Changes): void {
	if (ticket.phase.state === 'no_show') {
		comeBack(state, ticket, at, changes);
	} else if (ticket.phase.state === 'parked' && at >= ticket.phase.since) {
		stopParking(ticket, at);
		ticket.phase = { state: 'waiting' };
	}
}

function requeue(
	state: BranchState,
	ticket: Ticket,
	event: Extract<TicketEvent, { type: 'ticket.requeued' }>,
	changes: Changes
): void {
	const { at } = event;
	if (ticket.phase.state === 'no_show') {
		comeBack(state, ticket, at, changes);
		return;
	}
	if (isOver(ticket) || at < ticket.lastAt || ticket.phase.state === 'waiting') return;
	ticket.requeues += 1;
	ticket.why = 'requeued';
	noteRework(state, ticket, event, changes);
	// They come back with another form, and nobody has looked at that.
	if (event.data.reason === 'form_error') ticket.form = null;
	backToLine(state, ticket, currentStage(ticket).service, 'requeued', true, at, changes);
}

function transfer(
	state: BranchState,
	ticket: Ticket,
	event: Extract<TicketEvent, { type: 'ticket.transferred' }>,
	changes: Changes
): void {
	const { at } = event;
	const { service, counter = null } = event.data;
	if (isOver(ticket) || at < ticket.lastAt) return;
	ticket.transfers += 1;
	ticket.further = ticket.further.filter((other) => other !== service);
	ticket.why = 'transferred';
	const passedOn = ticket.phase.state === 'called';
	backToLine(state, ticket, service, passedOn ? 'passed_on' : 'transferred', false, at, changes);
	ticket.heldFor = counter;
}

/** Somebody who leads the branch puts a ticket before or behind the others of its line. */
function move(state: BranchState, ticket: Ticket, to: 'first' | 'last', at: number): void {
	if (ticket.phase.state !== 'waiting' || at < ticket.lastAt) return;
	ticket.placedAt = movedOrder(dayOf(state, ticket), ticket, to, state.config) ?? ticket.placedAt;
	ticket.why = to === 'first' ? 'moved_first' : 'moved_last';
	if (isToday(state, ticket)) state.forecast.moved(ticket, state.config, state.recordedUntil);
}

/** A customer who missed the call is back. The call that nobody answered does not count as the end of the wait. */
function comeBack(state: BranchState, ticket: Ticket, at: number, changes: Changes): void {
	if (ticket.phase.state !== 'no_show' || at < ticket.phase.endedAt) return;
	ticket.placedAt = returnOrder(dayOf(state, ticket), ticket, state.config);
	ticket.why = 'returned';
	ticket.stages.push(newStage(currentStage(ticket).service, at, false));
	ticket.phase = { state: 'waiting' };
	watchAging(state, ticket);
	watchRules(state, ticket);
	changes.services.add(currentStage(ticket).service);
}

function backToLine(
	state: BranchState,
	ticket: Ticket,
	service: string,
	end: StageEnd,
	rework: boolean,
	at: number,
	changes: Changes
): void {
	stopParking(ticket, at);
	release(state, ticket, at, changes);
	endStage(currentStage(ticket), end, at);
	ticket.stages.push(newStage(service, at, rework));
	ticket.placedAt = null;
	ticket.heldFor = null;
	ticket.phase = { state: 'waiting' };
	watchRules(state, ticket);
}

/** The day is over: whatever is still open is closed as abandoned, until a later fact says otherwise. */
export function closeWithDay(state: BranchState, ticket: Ticket, changes: Changes): void {
	if (isOver(ticket)) return;
	const open = ticket.phase as OpenPhase;
	const stage = currentStage(ticket);
	const at = Math.max(dayOf(state, ticket).bounds.end, ticket.lastAt, stage.enteredAt);
	release(state, ticket, at, changes);
	endStage(stage, 'abandoned', at);
	ticket.phase = { state: 'abandoned', endedAt: at, dayEnd: open };
	promptsOnLeaving(state, ticket, at, changes);
	touch(state, ticket, changes);
}

function reopen(ticket: Ticket): void {
	const over = overPhase(ticket);
	if (over === null || over.dayEnd === null) return;
	const stage = currentStage(ticket);
	stage.end = null;
	stage.endedAt = null;
	ticket.phase = over.dayEnd;
}

function endStage(stage: Stage, end: StageEnd, at: number): void {
	stage.end = end;
	stage.endedAt = at;
}

function stopParking(ticket: Ticket, at: number): void {
	if (ticket.phase.state !== 'parked') return;
	ticket.parkedTime += Math.max(0, at - ticket.phase.since);
}

function belongsToEarlierStage(ticket: Ticket, at: number): boolean {
	return ticket.stages.length > 1 && at < currentStage(ticket).enteredAt;
}

function stageAt(ticket: Ticket, at: number): Stage {
	for (let index = ticket.stages.length - 1; index > 0; index -= 1) {
		const stage = ticket.stages[index] as Stage;
		if (stage.enteredAt <= at) return stage;
	}
	return ticket.stages[0] as Stage;
}

/** A call or a service is proof that the counter works, whatever it last said of itself. */
function occupy(
	state: BranchState,
	ticket: Ticket,
	counterId: string,
	staff: string | null,
	at: number,
	changes: Changes
): void {
	const counter = state.counters.get(counterId);
	if (counter === undefined || !isToday(state, ticket)) return;
	if (!counter.tickets.includes(ticket.number)) counter.tickets.push(ticket.number);
	changes.counters.add(counterId);
	// What it said of itself since is newer.
	if (counter.since !== null && at < counter.since) return;
	if (counter.state !== 'open') {
		counter.state = 'open';
		counter.since = at;
		counter.reason = null;
	}
	if (staff !== null) counter.staff = staff;
}

/** The counter is free; an open one is idle from then on. */
function release(state: BranchState, ticket: Ticket, at: number, changes: Changes): void {
	const { phase } = ticket;
	if (phase.state !== 'called' && phase.state !== 'serving') return;
	const counter = state.counters.get(phase.counter);
	if (counter === undefined || !isToday(state, ticket)) return;
	const index = counter.tickets.indexOf(ticket.number);
	if (index >= 0) counter.tickets.splice(index, 1);
	if (counter.tickets.length === 0 && counter.state === 'open') {
		counter.since = Math.max(counter.since ?? at, at);
	}
	changes.counters.add(phase.counter);
}

/** Brings figures and screens in line with a changed ticket. */
export function touch(state: BranchState, ticket: Ticket, changes: Changes): void {
	dayOf(state, ticket).tally(ticket, state.config, changes);
	changes.tickets.add(ticket);
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${JSON.stringify(event)}`);
}
