import type { Changes } from '../changes.ts';
import type { Ticket } from '../queue/ticket.ts';
import { dayOf, type BranchState } from '../state.ts';
import { closePrompt } from './apply.ts';
import { promptId, type Prompt } from './prompt.ts';
import { RULES } from './rules/index.ts';

/** The open prompts of a ticket that are about something else than talking. */
export function openErrands(state: BranchState, ticket: Ticket): Prompt[] {
	if (ticket.raised.length === 0) return [];
	const { prompts } = dayOf(state, ticket);
	return RULES.filter(({ id, kind }) => kind === 'operate' && ticket.raised.includes(id))
		.map(({ id }) => prompts.get(promptId(id, ticket.number, ticket.day)))
		.filter((prompt) => prompt !== undefined && prompt.phase.state !== 'closed') as Prompt[];
}

/** Somebody has looked at the form: what asked for that is done, whoever had taken it and whatever they found. */
export function formWasChecked(
	state: BranchState,
	ticket: Ticket,
	event: { at: number; data: { staff?: string } },
	changes: Changes
): void {
	for (const prompt of openErrands(state, ticket)) {
		if (prompt.rule !== 'form_unchecked') continue;
		closePrompt(state, prompt, 'done', event.at, event.data.staff ?? null, changes);
	}
}
