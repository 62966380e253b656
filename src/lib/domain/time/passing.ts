import type { Changes } from '../changes.ts';
import type { Day } from '../day.ts';
import type { OwnEvent, Recorded } from '../event.ts';
import { LATE_AFTER } from '../event.ts';
import { promptOffer, referralOffer, watchOffer, watchReferralOffer } from '../duty/offering.ts';
import { closePromptWithDay, escalationAt, watchForEscalation } from '../engagement/apply.ts';
import { raise, watchRules } from '../engagement/raise.ts';
import { SLOT } from '../figures/slots.ts';
import {
	forgetAsked,
	forgetIncidents,
	isSettled,
	isUntold,
	watchFault
} from '../devices/faults.ts';
import { silentNow, watchSilence } from '../devices/silence.ts';
import { watchSettling } from '../devices/turns.ts';
import { shownRounds } from '../opening/checklist.ts';
import { overdueNow, watchChecklists } from '../opening/events.ts';
import { closeObligation, obligationDue, watchObligation } from '../obligations/apply.ts';
import { closeWithDay, watchAging } from '../queue/apply.ts';
import { isInLobby, isOver, type Ticket } from '../queue/ticket.ts';
import type { Deadline } from '../deadlines.ts';
import { limitPassedAt } from '../engagement/rules/long-wait.ts';
import { forgetReferrals } from '../sales/referrals.ts';
import {
	dayOf,
	findObligation,
	findPrompt,
	openDay,
	ticketOfDay,
	type BranchState
} from '../state.ts';

/**
 * What time alone brings. Two kinds: what people were told, a prompt or the end of a day, becomes an event and
 * is recorded; what follows from the instant for whoever looks, the order of aged tickets and the samples of
 * the line, is worked out again whenever the log is read.
 */

/** The next instant at which `takeDue` or `passTime` has something to do. */
export function nextDue(state: BranchState): number {
	const { today, alarms, aging, limits } = state;
	// There is a day to open.
	if (today === null) return state.clock;
	return Math.min(
		alarms.next ?? Infinity,
		aging.next ?? Infinity,
		limits.next ?? Infinity,
		state.nextSlot || Infinity,
		today.bounds.end
	);
}

/** Moves the state's clock: tickets that reach the cap of the calling rule, passed limits, samples of the line. */
export function passTime(state: BranchState, until: number, changes: Changes): void {
	if (until > state.clock) state.clock = until;
	// New limits may have made something due at an instant that the clock has passed already.
	passLimits(state, state.clock, changes);
	// Of a clock that was set back too: what has passed and stays due would be asked for again and again.
	ageTickets(state, until, changes);
	takeSlots(state, until, changes);
}

function ageTickets(state: BranchState, until: number, changes: Changes): void {
	for (;;) {
		const deadline = state.aging.take(until);
		if (deadline === undefined) return;
		const ticket = ticketOfDay(state, deadline.day, deadline.ticket);
		if (ticket === undefined || isOver(ticket)) continue;
		ticket.aged = true;
		changes.tickets.add(ticket);
	}
}

function passLimits(state: BranchState, until: number, changes: Changes): void {
	for (;;) {
		const deadline = state.limits.take(until);
		if (deadline === undefined) return;
		const ticket = ticketOfDay(state, deadline.day, deadline.ticket);
		if (ticket !== undefined && !isOver(ticket)) passLimit(state, ticket, deadline.at, changes);
	}
}

/** Waited longer than the limit: counted whether or not a prompt was wanted for it. */
function passLimit(state: BranchState, ticket: Ticket, at: number, changes: Changes): void {
	if (ticket.passedLimit || !isInLobby(ticket)) return;
	if (at < limitPassedAt({ ticket, config: state.config })) return;
	ticket.passedLimit = true;
	dayOf(state, ticket).tally(ticket, state.config, changes);
}

function takeSlots(state: BranchState, until: number, changes: Changes): void {
	const { today } = state;
	if (today === null || state.nextSlot === 0) return;
	while (state.nextSlot <= until && state.nextSlot < today.bounds.end) {
		const at = state.nextSlot;
		let waiting = 0;
		let waited = 0;
		for (const line of today.lines.values()) {
			waiting += line.size;
			for (const ticket of line) waited += Math.max(0, at - ticket.issuedAt);
		}
		today.slots.push({ at, waiting, meanWaiting: waiting === 0 ? null : waited / waiting });
		changes.kpis.add(`slot/${at}`);
		state.nextSlot += SLOT;
	}
}

/**
 * The next thing that is due by `until` and has to be recorded, or undefined. `now` is the branch's clock:
 * on a wall clock `until` may lie before it, when a fact of a moment ago is about to be judged.
 */
export function takeDue(
	state: BranchState,
	until: number,
	now: number,
	changes: Changes
): Recorded<OwnEvent> | undefined {
	const day = beginDay(state, now, changes);
	const wall = state.config.clock === 'wall';
	// A server that was off over the end of a day prompts nobody about yesterday.
	const dayIsOver = until >= day.bounds.end;
	const skip = wall && dayIsOver && until - day.bounds.end > LATE_AFTER;
	for (;;) {
		const limit = dayIsOver ? day.bounds.end - 1 : until;
		const alarm = skip ? undefined : state.alarms.take(limit);
		if (alarm === undefined) break;
		const at = alarm.at;
		const recordedAt = wall ? now : at;
		const event = whatIsDue(state, alarm, now);
		if (event !== undefined) return { ...event, recordedAt };
	}
	if (dayIsOver) {
		const at = day.bounds.end;
		passTime(state, at - 1, changes);
		return {
			type: 'day.closed',
			at,
			subject: day.bounds.day,
			data: {},
			recordedAt: wall ? now : at
		};
	}
	passTime(state, until, changes);
	return undefined;
}

/**
 * The clock was set forward, and nobody has waited longer for that: what was to come in a while still comes in a while,
 * and not all of it now. What is to be done by a time of day is as late as the clock says. Milliseconds; negative: what was
 * put off is to come so much sooner again.
 */
export function postponeAlarms(state: BranchState, by: number): void {
	state.alarms.postpone(by, ({ kind }) => kind !== 'overdue');
}

/** What a deadline brings, or undefined where it no longer holds. */
function whatIsDue(state: BranchState, alarm: Deadline, now: number): OwnEvent | undefined {
	const { at, kind } = alarm;
	switch (kind) {
		case 'untaken':
			return untaken(state, alarm.ticket, at);
		case 'offer':
			return promptOffer(state, alarm.ticket, at);
		case 'referral':
			return referralOffer(state, alarm.ticket, at);
		case 'silent':
			return silentNow(state, alarm.ticket, at, now);
		case 'settled':
			if (!isSettled(state, alarm.ticket, at)) return undefined;
			return { type: 'device.settled', at, subject: alarm.ticket, data: {} };
		case 'fault':
			return untold(state, alarm.ticket, at);
		case 'overdue':
			return overdueNow(state, alarm.ticket, at);
		case 'aged':
		case 'limit':
			return undefined;
	}
	const ticket = ticketOfDay(state, alarm.day, alarm.ticket);
	if (ticket === undefined) return undefined;
	return kind === 'escalation' ? escalation(state, ticket, at) : raise(state, kind, ticket, at);
}

function escalation(state: BranchState, ticket: Ticket, at: number): OwnEvent | undefined {
	const prompt = ticket.prompt === null ? undefined : findPrompt(state, ticket.prompt);
	if (prompt === undefined || prompt.phase.state !== 'open') return undefined;
	const due = escalationAt(state, prompt);
	if (due === undefined || at < due) return undefined;
	return { type: 'prompt.escalated', at, subject: prompt.id, data: { level: prompt.level + 1 } };
}

function untold(state: BranchState, id: string, at: number): OwnEvent | undefined {
	const incident = state.incidents.get(id);
	if (incident === undefined || !isUntold(incident)) return undefined;
	return { type: 'incident.raised', at, subject: id, data: {} };
}

function untaken(state: BranchState, id: string, at: number): OwnEvent | undefined {
	const obligation = findObligation(state, id);
	const due = obligation === undefined ? undefined : obligationDue(state, obligation);
	if (obligation === undefined || due === undefined || at < due) return undefined;
	return { type: 'prompt.escalated', at, subject: id, data: { level: obligation.level + 1 } };
}

/** Ends the business day: open tickets and prompts are closed, counters too, and the next day can begin. */
export function closeDay(state: BranchState, at: number, changes: Changes): void {
	const { today } = state;
	if (today === null) return;
	for (const ticket of today.tickets.values()) closeWithDay(state, ticket, changes);
	for (const prompt of today.prompts.values()) closePromptWithDay(state, prompt, at, changes);
	for (const obligation of today.obligations.values()) {
		closeObligation(obligation, at);
		changes.obligations.add(obligation);
	}
	for (const counter of state.counters.values()) {
		counter.tickets = [];
		counter.ratable = null;
		counter.state = 'closed';
		counter.since = at;
		counter.reason = null;
		counter.staff = null;
		counter.services = null;
	}
	state.onDuty.clear();
	forgetReferrals(state, today.bounds, changes);
	forgetIncidents(state, today.bounds.start);
	forgetAsked(state);
	state.forecast.endDay();
	state.alarms.clear();
	state.aging.clear();
	state.limits.clear();
	state.yesterday = today;
	state.today = null;
	state.nextSlot = 0;
	for (const referral of state.referrals.values()) watchReferralOffer(state, referral);
	watchDevices(state);
	changes.everything = true;
}

/** Sets all alarms anew: after a start, and when limits have changed. */
export function rewatch(state: BranchState): void {
	state.alarms.clear();
	state.aging.clear();
	state.limits.clear();
	// Of yesterday nothing is open any more.
	for (const ticket of state.today?.tickets.values() ?? []) {
		if (isOver(ticket)) continue;
		watchAging(state, ticket);
		watchRules(state, ticket);
		const prompt = ticket.prompt === null ? undefined : findPrompt(state, ticket.prompt);
		if (prompt === undefined) continue;
		watchForEscalation(state, prompt);
		watchOffer(state, prompt);
	}
	for (const obligation of state.today?.obligations.values() ?? []) {
		watchObligation(state, obligation);
	}
	for (const referral of state.referrals.values()) watchReferralOffer(state, referral);
	watchDevices(state);
	watchChecklists(state);
}

/** Opens the day of an instant of the branch's clock, if none is open, with what is due on it. */
export function beginDay(state: BranchState, at: number, changes: Changes): Day {
	if (state.today !== null) return state.today;
	changes.branch = true;
	const day = openDay(state, at);
	watchChecklists(state);
	for (const incident of state.incidents.values()) watchFault(state, incident);
	for (const { id } of shownRounds(state, day)) changes.checklists.add(id);
	return day;
}

/** Silence and quiet of devices go on over the end of a day. */
function watchDevices(state: BranchState): void {
	for (const device of state.devices.values()) {
		watchSilence(state, device);
		watchSettling(state, device);
	}
	for (const incident of state.incidents.values()) watchFault(state, incident);
}
