import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Day } from '../day.ts';
import { isLate, type Recorded } from '../event.ts';
import { currentStage, serviceOf, type Ticket } from '../queue/ticket.ts';
import { dayOf, isToday, type BranchState } from '../state.ts';
import type { Doing } from './rework.ts';

type Requeue = Recorded<Extract<IncomingEvent, { type: 'ticket.requeued' }>>;

/**
 * Puts a return into the day's ledger, with what everybody was doing at that moment: a form that nobody checked has a
 * reason, and it is seldom the person at the counter. Called before the ticket goes back to its line.
 */
export function noteRework(
	state: BranchState,
	ticket: Ticket,
	event: Requeue,
	changes: Changes
): void {
	const { at, data } = event;
	const day = dayOf(state, ticket);
	const { counter } = currentStage(ticket);
	const rework = {
		day: ticket.day,
		number: ticket.number,
		stage: ticket.stages.length,
		service: serviceOf(ticket),
		at,
		reason: data.reason,
		faults: data.faults ?? [],
		counter,
		staff: data.staff ?? ticket.staff,
		form: ticket.form,
		// What they did at an instant that is over is not known any more.
		doing: isToday(state, ticket) && !isLate(event) ? doingAt(state, day) : []
	};
	day.reworks.push(rework);
	changes.reworks.add(rework);
}

/** What everybody who is at work does right now: tellers by their counter, the others by what they have taken. */
export function doingAt(state: BranchState, day: Day): Doing[] {
	const doing: Doing[] = [];
	for (const { id, state: stands, staff, tickets } of state.counters.values()) {
		if (staff === null || stands === 'closed') continue;
		const number = tickets.at(-1) ?? null;
		const phase = number === null ? undefined : day.tickets.get(number)?.phase.state;
		const what = phase === 'serving' ? 'serving' : phase === 'called' ? 'calling' : 'idle';
		doing.push({
			staff,
			doing: stands === 'paused' ? 'paused' : what,
			counter: id,
			ticket: number
		});
	}
	const taken = new Set(doing.map(({ staff }) => staff));
	for (const { phase, ticket } of day.prompts.values()) {
		if (phase.state !== 'accepted') continue;
		doing.push({ staff: phase.staff, doing: 'engagement', counter: null, ticket });
		taken.add(phase.staff);
	}
	for (const { phase, rule, place, ticket } of day.obligations.values()) {
		if (phase.state !== 'accepted') continue;
		doing.push({ staff: phase.staff, doing: rule, counter: place, ticket });
		taken.add(phase.staff);
	}
	for (const staff of day.work.keys()) {
		if (!taken.has(staff)) doing.push({ staff, doing: 'free', counter: null, ticket: null });
	}
	return doing;
}
