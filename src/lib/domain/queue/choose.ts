import type { IncomingEvent } from '../../protocol/index.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';
import { counterBusy } from './judge.ts';
import { nextTicket } from './next.ts';
import { nextNumber } from './number.ts';

/**
 * The event with the subject that its teller left open: the ticket that is next for a counter, or the number of a new
 * one. Decided where everything else is, so that two counters that press at once get two tickets.
 */
export function chooseSubject(
	state: BranchState,
	event: IncomingEvent
): { event: IncomingEvent } | { refusal: Refusal } {
	if (event.type === 'ticket.issued') {
		const service = state.config.services.get(event.data.service);
		// What is wrong with the service is said where every issue is judged.
		const subject = nextNumber(state.today, service?.prefix ?? '', state.config.numbers);
		return { event: { ...event, subject } };
	}
	if (event.type !== 'ticket.called') return { event };
	const { counter } = event.data;
	const refusal = counterBusy(state, null, counter);
	if (refusal !== null) return { refusal };
	const next = nextTicket(state, counter);
	if (next === undefined) {
		return { refusal: refuse('nobody_waiting', `Nobody waits for counter ${counter}.`) };
	}
	return { event: { ...event, subject: next.number } };
}
