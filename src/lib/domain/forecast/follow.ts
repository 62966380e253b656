import type { BranchEvent, Recorded } from '../event.ts';
import { isLate } from '../event.ts';
import type { Changes } from '../changes.ts';
import { overPhase, type Phase, type Ticket } from '../queue/ticket.ts';
import { watchLikely } from '../engagement/raise.ts';
import type { BranchState } from '../state.ts';
import { limitOf } from './waiting.ts';

/** Tells the forecast what a ticket of today has been through: from one phase to another, or into another line. */
export function followTicket(
	state: BranchState,
	ticket: Ticket,
	before: Phase,
	newWait: boolean,
	event: Recorded<BranchEvent>
): void {
	const { phase } = ticket;
	if (phase === before && !newWait) return;
	const { forecast, recordedUntil: at } = state;
	const known = !isLate(event);
	const from = counterOf(before);
	const to = counterOf(phase);
	const over = overPhase(ticket);
	if (from !== null && from !== to) {
		forecast.freed(ticket, from, at, over?.state === 'finished' || newWait);
	}
	if (to !== null) {
		if (from !== to) forecast.called(ticket, to, at, known);
	} else if (over !== null) {
		if (from === null) forecast.left(ticket, at, known);
		forecast.over(ticket, limitOf(ticket, state.config) * 1000);
	} else if (phase.state === 'parked') forecast.putAside(ticket);
	else {
		forecast.putAside(ticket);
		joinLine(state, ticket, at, known);
	}
}

/** A ticket stands in a line: its wait is guessed, and the guess may be a warning already. `known`: not heard of late. */
export function joinLine(state: BranchState, ticket: Ticket, at: number, known: boolean): void {
	state.forecast.joined(state, ticket, at, known);
	if (ticket.likely) watchLikely(state, ticket);
}

/** Brings every estimate up to date after something has happened. */
export function refreshForecast(state: BranchState, changes: Changes): void {
	state.forecast.refresh(
		state,
		state.recordedUntil,
		(ticket) => {
			changes.estimates.add(ticket);
			// Told anew every few seconds, it is news of the warning once.
			if (ticket.likelySince === state.recordedUntil) watchLikely(state, ticket);
		},
		(service) => changes.services.add(service)
	);
}

function counterOf(phase: Phase): string | null {
	return phase.state === 'called' || phase.state === 'serving' ? phase.counter : null;
}
