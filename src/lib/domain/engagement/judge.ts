import type { IncomingEvent } from '../../protocol/index.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { judgeObligation } from '../obligations/judge.ts';
import { findObligation, findPrompt, findTicket, type BranchState } from '../state.ts';
import { unknownNeed, unknownProduct } from '../catalogue/judge.ts';
import type { Prompt } from './prompt.ts';
import { lastTalk } from './talks.ts';
import { judgeUndo } from './undo.ts';

type EngagementFact = Extract<IncomingEvent, { type: `engagement.${string}` | `prompt.${string}` }>;

export function judgeEngagement(state: BranchState, event: EngagementFact): Refusal | null {
	if (event.type === 'engagement.recorded') return judgeRecord(state, event);
	if (event.type === 'engagement.undone') return judgeUndo(lastTalk(state, event), event.at);
	const obligation = findObligation(state, event.subject);
	if (obligation !== undefined) return judgeObligation(state, obligation, event);
	const prompt = findPrompt(state, event.subject);
	if (prompt === undefined) return unknownPrompt(event.subject);
	if (prompt.phase.state === 'closed') return closed(prompt, prompt.phase);
	if (event.type === 'prompt.done') {
		if (prompt.kind === 'operate') return null;
		return refuse('wrong_prompt', 'Say what came of talking to the customer.');
	}
	if (event.type === 'prompt.accepted') {
		return prompt.phase.state === 'accepted' ? taken(state, prompt.phase.staff) : null;
	}
	if (prompt.phase.state === 'open') {
		return refuse('prompt_not_taken', 'Nobody has taken this prompt; accept it first.');
	}
	return prompt.phase.staff === event.data.staff ? null : taken(state, prompt.phase.staff);
}

function judgeRecord(
	state: BranchState,
	event: Extract<EngagementFact, { type: 'engagement.recorded' }>
): Refusal | null {
	const { prompt: id, need, product } = event.data;
	const prompt = id === undefined ? undefined : findPrompt(state, id);
	if (id !== undefined && prompt === undefined) return unknownPrompt(id);
	if (prompt?.kind === 'operate') {
		return refuse('wrong_prompt', 'This is no prompt to talk to a customer; mark it as done.');
	}
	const unwritten = unknownNeed(state, need) ?? unknownProduct(state, product);
	if (unwritten !== null) return unwritten;
	if (event.subject !== '' && findTicket(state, event.subject, event.at) === undefined) {
		return refuse('unknown_ticket', `No ticket ${event.subject} is known on that business day.`);
	}
	return null;
}

function unknownPrompt(id: string): Refusal {
	return refuse('unknown_prompt', `There is no prompt "${id}"; it may be of an earlier day.`);
}

function taken(state: BranchState, staff: string): Refusal {
	const name = state.config.staff.get(staff)?.name.en ?? staff;
	return refuse('prompt_taken', `${name} has taken this prompt.`);
}

function closed(prompt: Prompt, phase: Extract<Prompt['phase'], { state: 'closed' }>): Refusal {
	const why =
		phase.outcome === 'missed'
			? 'the customer has been called'
			: phase.outcome === 'left'
				? 'the customer has left'
				: 'its outcome is recorded';
	return refuse('prompt_closed', `The prompt about ${prompt.ticket} is closed: ${why}.`);
}
