import type { IncomingEvent } from '../../protocol/index.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { findTicket, type BranchState } from '../state.ts';
import { isOpen, type Obligation } from './obligation.ts';

type Raise = Extract<IncomingEvent, { type: 'help.called' | 'complaint.made' }>;
type Step = Extract<IncomingEvent, { type: `prompt.${string}` }>;

/** Where a call for help may come from beside a counter. */
export const KIOSK = 'kiosk';

export function judgeRaise(state: BranchState, event: Raise): Refusal | null {
	if (event.type === 'complaint.made') {
		if (event.subject === '' || findTicket(state, event.subject, event.at)) return null;
		return refuse('unknown_ticket', `No ticket ${event.subject} is known on that business day.`);
	}
	const place = event.subject;
	if (place !== KIOSK && !state.counters.has(place)) {
		return refuse('unknown_counter', `This branch has no counter "${place}".`);
	}
	for (const each of state.today?.obligations.values() ?? []) {
		if (each.rule === 'help' && each.place === place && isOpen(each)) {
			return refuse('help_called', `Somebody has been called to ${place} already.`);
		}
	}
	return null;
}

export function judgeObligation(
	state: BranchState,
	obligation: Obligation,
	event: Step
): Refusal | null {
	const { phase } = obligation;
	if (phase.state === 'closed') {
		return refuse('prompt_closed', 'This is closed: somebody has seen to it.');
	}
	if (event.type === 'prompt.not_reached') {
		return refuse('wrong_prompt', 'This is no prompt to talk to a customer; mark it as done.');
	}
	if (phase.state === 'open') {
		return event.type === 'prompt.handed_back'
			? refuse('prompt_not_taken', 'Nobody has taken this; accept it first.')
			: null;
	}
	if (event.type !== 'prompt.accepted' && phase.staff === event.data.staff) return null;
	const name = state.config.staff.get(phase.staff)?.name.en ?? phase.staff;
	return refuse('prompt_taken', `${name} has taken this.`);
}
