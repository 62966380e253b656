import type { IncomingEvent } from '../protocol/index.ts';
import type { Changes } from './changes.ts';
import { configOf } from './config/config.ts';
import { configureDevices } from './devices/configure.ts';
import { refreshEffects } from './devices/effect.ts';
import { applyDevice, applyOwnDeviceEvent, judgeDevice } from './devices/events.ts';
import { raiseLate } from './devices/faults.ts';
import { applyIncident, judgeIncident } from './devices/incidents.ts';
import { applyEngagement, applyOwnPromptEvent } from './engagement/apply.ts';
import { judgeEngagement } from './engagement/judge.ts';
import type { BranchEvent, Command, Recorded } from './event.ts';
import { isLate } from './event.ts';
import { refreshForecast } from './forecast/follow.ts';
import { applyTicket } from './queue/apply.ts';
import { applyCounter, judgeCounter } from './queue/counter-events.ts';
import { chooseSubject } from './queue/choose.ts';
import { judgeTicket } from './queue/judge.ts';
import { newCounter } from './queue/counter.ts';
import { applyDuty, judgeDuty } from './duty/duty.ts';
import { applyOffered, offerAll } from './duty/offering.ts';
import { raiseObligation } from './obligations/apply.ts';
import { judgeRaise } from './obligations/judge.ts';
import { applyChecklist, applyOverdue, judgeChecklist } from './opening/events.ts';
import { hintChecklists } from './opening/hints.ts';
import { refuse, type Refusal } from './refusal.ts';
import { applySales, judgeSales } from './sales/events.ts';
import { dayFor, findTicket, type BranchState } from './state.ts';
import { beginDay, closeDay, passTime, rewatch } from './time/passing.ts';
import { spend } from './work/spend.ts';

/** An event may say that it happens at most so far ahead of the branch's clock. Milliseconds. */
export const AHEAD = 120_000;

/** No branch sent events before this; a source that says so has a clock that was never set. 1990-01-01. */
const EARLIEST = 631_152_000_000;

/** How long after a late event more of the same source are expected. Milliseconds of the branch's clock. */
const CATCH_UP = 5_000;

/**
 * Decides a command against the state: the event to record, or why not. `now` is the branch's clock.
 * A person's tap happens now and never before what is already known of the ticket.
 */
export function decide(
	state: BranchState,
	command: Command,
	now: number
): { event: IncomingEvent } | { refusal: Refusal } {
	// What a tap was put off to is ours: a clock that was set back must not keep people from working.
	const untimely = judgeTime(state, command.event, now);
	if (untimely !== null) return { refusal: untimely };
	const chosen = chooses(command) ? chooseSubject(state, command.event) : command;
	if ('refusal' in chosen) return chosen;
	const event = command.origin === 'person' ? atLeastNow(state, chosen.event) : chosen.event;
	const refusal = judge(state, event === command.event ? command : { ...command, event });
	return refusal === null ? { event } : { refusal };
}

function chooses({ origin, event }: Command): boolean {
	return origin === 'person' && event.subject === '';
}

function atLeastNow(state: BranchState, event: IncomingEvent): IncomingEvent {
	if (!event.type.startsWith('ticket.')) return event;
	const ticket = findTicket(state, event.subject, event.at);
	return ticket === undefined || ticket.lastAt <= event.at
		? event
		: { ...event, at: ticket.lastAt };
}

function judgeTime(state: BranchState, event: IncomingEvent, now: number): Refusal | null {
	if (event.at > now + AHEAD) {
		return refuse(
			'clock_ahead',
			'The time is more than 2 minutes ahead of the branch; set the clock of the source.'
		);
	}
	if (event.at < EARLIEST) {
		return refuse('clock_unset', 'The time lies before 1990; set the clock of the source.');
	}
	const { today, yesterday } = state;
	if (today === null || dayFor(state, event.at) !== null) return null;
	const open = [yesterday, today].flatMap((day) => (day === null ? [] : day.bounds.day));
	return refuse(
		'too_late',
		`That business day is closed; events are taken of ${open.join(' and ')}.`
	);
}

function judge(state: BranchState, command: Command): Refusal | null {
	const { event } = command;
	switch (event.type) {
		case 'ticket.issued':
		case 'ticket.called':
		case 'ticket.recalled':
		case 'ticket.started':
		case 'ticket.finished':
		case 'ticket.no_show':
		case 'ticket.abandoned':
		case 'ticket.cancelled':
		case 'ticket.parked':
		case 'ticket.resumed':
		case 'ticket.requeued':
		case 'ticket.transferred':
		case 'ticket.moved':
		case 'ticket.rated':
		case 'ticket.diverted':
		case 'form.checked':
			return judgeTicket(state, { ...command, event });
		case 'counter.opened':
		case 'counter.paused':
		case 'counter.closed':
			return judgeCounter(state, event);
		case 'device.status':
		case 'device.heartbeat':
			return judgeDevice(state, event);
		case 'incident.acknowledged':
		case 'incident.passed':
		case 'incident.noted':
		case 'incident.resolved':
			return judgeIncident(state, event);
		case 'checklist.checked':
		case 'checklist.signed':
			return judgeChecklist(state, event, command.origin);
		case 'engagement.recorded':
		case 'engagement.undone':
		case 'prompt.accepted':
		case 'prompt.handed_back':
		case 'prompt.not_reached':
		case 'prompt.done':
			return judgeEngagement(state, event);
		case 'help.called':
		case 'complaint.made':
			return judgeRaise(state, event);
		case 'pitch.made':
		case 'pitch.undone':
		case 'referral.made':
		case 'referral.seen':
		case 'referral.accepted':
		case 'referral.met':
		case 'referral.closed':
		case 'referral.undone':
		case 'sale.recorded':
		case 'sale.corrected':
		case 'sale.cancelled':
			return judgeSales(state, event);
		case 'staff.arrived':
		case 'staff.left':
			return judgeDuty(state, event);
		case 'activity.logged':
			return Date.parse(event.data.from) <= Date.parse(event.data.to)
				? null
				: refuse('invalid_period', 'The activity ends before it begins.');
		case 'clock.tick':
			return null;
		default:
			return unhandled(event);
	}
}

/**
 * Carries out a recorded event. The one place where a branch changes; events are believed here, because
 * `decide` judged them before they were recorded. What it touched is added to `changes`.
 */
export function evolve(state: BranchState, event: Recorded<BranchEvent>, changes: Changes): void {
	if (event.type === 'branch.configured') {
		configure(state, event, changes);
		return;
	}
	beginDay(state, event.type === 'day.closed' ? event.at - 1 : event.recordedAt, changes);
	passTime(state, event.recordedAt, changes);
	state.recordedUntil = Math.max(state.recordedUntil, event.recordedAt);
	if (isLate(event) && event.type.startsWith('ticket.')) {
		state.catchUpUntil = event.recordedAt + CATCH_UP;
	}
	apply(state, event, changes);
	if (event.type === 'clock.tick') state.forecast.passTime();
	refreshForecast(state, changes);
	// Of the heartbeats of a thousand devices none touches a line.
	if (event.type === 'device.heartbeat' && changes.devices.size === 0) return;
	if (state.incidents.size > 0) refreshEffects(state, changes);
	hintChecklists(state, changes);
	// Fifty devices that are still there are no news of the day.
	if (event.type !== 'device.heartbeat') changes.today = true;
}

function apply(
	state: BranchState,
	event: Exclude<Recorded<BranchEvent>, { type: 'branch.configured' }>,
	changes: Changes
): void {
	switch (event.type) {
		case 'ticket.issued':
		case 'ticket.called':
		case 'ticket.recalled':
		case 'ticket.started':
		case 'ticket.finished':
		case 'ticket.no_show':
		case 'ticket.abandoned':
		case 'ticket.cancelled':
		case 'ticket.parked':
		case 'ticket.resumed':
		case 'ticket.requeued':
		case 'ticket.transferred':
		case 'ticket.moved':
		case 'ticket.rated':
		case 'ticket.diverted':
		case 'form.checked':
			applyTicket(state, event, changes);
			return;
		case 'counter.opened':
		case 'counter.paused':
		case 'counter.closed':
			applyCounter(state, event, changes);
			return;
		case 'device.status':
		case 'device.heartbeat':
			applyDevice(state, event, changes);
			return;
		case 'device.silent':
		case 'device.settled':
			applyOwnDeviceEvent(state, event, changes);
			return;
		case 'incident.acknowledged':
		case 'incident.passed':
		case 'incident.noted':
		case 'incident.resolved':
			applyIncident(state, event, changes);
			return;
		case 'incident.raised':
			raiseLate(state, event, changes);
			return;
		case 'checklist.checked':
		case 'checklist.signed':
			applyChecklist(state, event, changes);
			return;
		case 'checklist.overdue':
			applyOverdue(state, event, changes);
			return;
		case 'engagement.recorded':
		case 'engagement.undone':
		case 'prompt.accepted':
		case 'prompt.handed_back':
		case 'prompt.not_reached':
		case 'prompt.done':
			applyEngagement(state, event, changes);
			return;
		case 'help.called':
		case 'complaint.made':
			raiseObligation(state, event, changes);
			return;
		case 'prompt.raised':
		case 'prompt.escalated':
			applyOwnPromptEvent(state, event, changes);
			return;
		case 'prompt.offered':
		case 'referral.offered':
			applyOffered(state, event, changes);
			return;
		case 'pitch.made':
		case 'pitch.undone':
		case 'referral.made':
		case 'referral.seen':
		case 'referral.accepted':
		case 'referral.met':
		case 'referral.closed':
		case 'referral.undone':
		case 'sale.recorded':
		case 'sale.corrected':
		case 'sale.cancelled':
			applySales(state, event, changes);
			return;
		case 'day.closed':
			closeDay(state, event.at, changes);
			return;
		case 'staff.arrived':
		case 'staff.left':
			applyDuty(state, event, changes);
			return;
		case 'activity.logged':
			logActivity(state, event, changes);
			return;
		case 'clock.tick':
			return;
		default:
			unhandled(event);
	}
}

function logActivity(
	state: BranchState,
	{ at, subject: staff, data }: Recorded<Extract<IncomingEvent, { type: 'activity.logged' }>>,
	changes: Changes
): void {
	const day = dayFor(state, at);
	if (day === null) return;
	spend(day, staff, data.activity, Date.parse(data.from), Date.parse(data.to), changes);
}

function configure(
	state: BranchState,
	event: Extract<Recorded<BranchEvent>, { type: 'branch.configured' }>,
	changes: Changes
): void {
	const before = state.config;
	const config = configOf(event.data);
	if (config.timeZone !== before.timeZone) state.today = null;
	state.config = config;
	// The instant of settings is one of the machine's clock: where events move the branch's, it is another.
	if (config.clock === 'wall') {
		beginDay(state, event.recordedAt, changes);
		passTime(state, event.recordedAt, changes);
		state.recordedUntil = Math.max(state.recordedUntil, event.recordedAt);
	}
	state.limitsSince = state.recordedUntil;
	state.forecast.configure(config, state.recordedUntil);
	const { counters } = state;
	const ids = [...config.counters.keys()];
	state.counters = new Map(ids.map((id) => [id, counters.get(id) ?? newCounter(id)]));
	configureDevices(state, before, changes);
	for (const counter of state.counters.values()) {
		if (counter.services?.some((id) => !config.services.has(id))) counter.services = null;
	}
	const gone = [...state.onDuty.keys()].filter((staff) => !config.staff.has(staff));
	for (const staff of gone) state.onDuty.delete(staff);
	for (const ticket of state.today?.lobby ?? []) {
		ticket.passedLimit = ticket.raised.includes('long_wait');
	}
	rewatch(state);
	for (const staff of [null, ...gone]) offerAll(state, state.recordedUntil, changes, staff);
	for (const day of [state.yesterday, state.today]) day?.tallyAll(config, changes);
	refreshForecast(state, changes);
	changes.everything = true;
}

function unhandled(event: never): never {
	// What it says may be a customer's, and this goes to the server's own log.
	throw new Error(`No rule for ${(event as { type: string }).type}`);
}
