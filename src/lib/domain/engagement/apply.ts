import type { IncomingEvent, PromptOutcome } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { OwnEvent, Recorded } from '../event.ts';
import { escalateObligation, stepObligation } from '../obligations/apply.ts';
import { dayOf, findObligation, findPrompt, findTicket, type BranchState } from '../state.ts';
import { currentStage, isInLobby, isOver, serviceOf, type Ticket } from '../queue/ticket.ts';
import { ACTIVITY_OF } from '../work/activity.ts';
import { spend } from '../work/spend.ts';
import type { Prompt } from './prompt.ts';

type EngagementFact = Extract<IncomingEvent, { type: 'engagement.recorded' | `prompt.${string}` }>;
type OwnPromptEvent = Extract<OwnEvent, { type: `prompt.${string}` }>;

/** The first millisecond at which a ticket's wait is more than its service's limit. */
export function longWaitAt(state: BranchState, ticket: Ticket): number {
	const limit = state.config.services.get(serviceOf(ticket))?.longWait;
	return ticket.issuedAt + (limit ?? state.config.longWait.seconds) * 1000 + 1;
}

/** Sets the alarm for a ticket that has come into the lobby, or come back to it. */
export function watchForLongWait(state: BranchState, ticket: Ticket): void {
	if (ticket.prompt !== null || !isInLobby(ticket)) return;
	const at = Math.max(longWaitAt(state, ticket), currentStage(ticket).enteredAt, state.limitsSince);
	state.alarms.add({ at, kind: 'long_wait', day: ticket.day, ticket: ticket.number });
}

/** The instant of an open prompt's next escalation, or undefined when there is none to come. */
export function escalationAt(state: BranchState, prompt: Prompt): number | undefined {
	const ticket = dayOf(state, prompt).tickets.get(prompt.ticket);
	const after = state.config.longWait.escalate[prompt.level];
	if (ticket === undefined || after === undefined) return undefined;
	return Math.max(ticket.issuedAt + after * 1000 + 1, prompt.openSince, state.limitsSince);
}

export function watchForEscalation(state: BranchState, prompt: Prompt): void {
	const at = prompt.phase.state === 'open' ? escalationAt(state, prompt) : undefined;
	if (at === undefined) return;
	state.alarms.add({ at, kind: 'escalation', day: prompt.day, ticket: prompt.ticket });
}

export function applyOwnPromptEvent(
	state: BranchState,
	event: Recorded<OwnPromptEvent>,
	changes: Changes
): void {
	if (event.type === 'prompt.escalated') {
		const obligation = findObligation(state, event.subject);
		if (obligation !== undefined) {
			escalateObligation(state, obligation, event.data.level, event.at, changes);
			return;
		}
		const prompt = findPrompt(state, event.subject);
		if (prompt === undefined) return;
		prompt.level = event.data.level;
		prompt.openSince = event.at;
		watchForEscalation(state, prompt);
		changes.prompts.add(prompt);
		return;
	}
	const day = dayOf(state, event.data);
	const ticket = day.tickets.get(event.data.ticket);
	if (ticket === undefined)
		throw new Error(`${event.subject} is about unknown ticket ${event.data.ticket}`);
	const prompt: Prompt = {
		id: event.subject,
		rule: event.data.rule,
		day: ticket.day,
		ticket: ticket.number,
		service: serviceOf(ticket),
		raisedAt: event.at,
		level: 0,
		openSince: event.at,
		phase: { state: 'open' }
	};
	ticket.prompt = prompt.id;
	ticket.passedLimit = true;
	day.prompts.set(prompt.id, prompt);
	watchForEscalation(state, prompt);
	day.tally(ticket, state.config, changes);
	changes.tickets.add(ticket);
	touchPrompt(state, prompt, changes);
}

/** The customer is called: an open window is gone, an accepted one stays until its outcome is told. */
export function promptOnCall(
	state: BranchState,
	ticket: Ticket,
	at: number,
	changes: Changes
): void {
	const prompt = ticket.prompt === null ? undefined : findPrompt(state, ticket.prompt);
	if (prompt?.phase.state === 'open') close(state, prompt, 'missed', at, null, changes);
	else if (prompt?.phase.state === 'accepted') changes.prompts.add(prompt);
}

/** The customer is gone without service. */
export function promptOnLeaving(
	state: BranchState,
	ticket: Ticket,
	at: number,
	changes: Changes
): void {
	const prompt = ticket.prompt === null ? undefined : findPrompt(state, ticket.prompt);
	if (prompt?.phase.state === 'open') close(state, prompt, 'left', at, null, changes);
	else if (prompt?.phase.state === 'accepted') changes.prompts.add(prompt);
}

/** The day is over: an outcome that nobody told will not be told any more. */
export function closePromptWithDay(
	state: BranchState,
	prompt: Prompt,
	at: number,
	changes: Changes
): void {
	if (prompt.phase.state === 'closed') return;
	close(state, prompt, prompt.phase.state === 'open' ? 'left' : 'missed', at, null, changes);
}

export function applyEngagement(
	state: BranchState,
	event: Recorded<EngagementFact>,
	changes: Changes
): void {
	if (event.type === 'engagement.recorded') {
		recordEngagement(state, event, changes);
		return;
	}
	const obligation = findObligation(state, event.subject);
	if (obligation !== undefined) {
		stepObligation(state, obligation, event, changes);
		return;
	}
	const prompt = findPrompt(state, event.subject);
	if (prompt === undefined || prompt.phase.state === 'closed') return;
	const { staff } = event.data;
	switch (event.type) {
		case 'prompt.accepted':
			prompt.phase = { state: 'accepted', staff, acceptedAt: event.at };
			touchPrompt(state, prompt, changes);
			return;
		case 'prompt.handed_back':
			handBack(state, prompt, event.at, changes);
			return;
		case 'prompt.not_reached':
			close(state, prompt, 'missed', event.at, staff, changes);
			return;
		case 'prompt.done':
			return;
		default:
			unhandled(event);
	}
}

function handBack(state: BranchState, prompt: Prompt, at: number, changes: Changes): void {
	const ticket = dayOf(state, prompt).tickets.get(prompt.ticket);
	if (ticket !== undefined && isInLobby(ticket)) {
		prompt.phase = { state: 'open' };
		prompt.openSince = Math.max(prompt.openSince, at);
		watchForEscalation(state, prompt);
		touchPrompt(state, prompt, changes);
		return;
	}
	const left = ticket !== undefined && isOver(ticket) && ticket.phase.state !== 'finished';
	close(state, prompt, left ? 'left' : 'missed', at, null, changes);
}

function recordEngagement(
	state: BranchState,
	event: Recorded<Extract<EngagementFact, { type: 'engagement.recorded' }>>,
	changes: Changes
): void {
	const { data, at } = event;
	const named = data.prompt === undefined ? undefined : findPrompt(state, data.prompt);
	const ticket =
		named !== undefined
			? dayOf(state, named).tickets.get(named.ticket)
			: findTicket(state, event.subject, at);
	const prompt = named ?? (ticket?.prompt ? findPrompt(state, ticket.prompt) : undefined);
	if (ticket !== undefined) {
		ticket.engaged = true;
		if (data.result === 'interested') ticket.interested = true;
		dayOf(state, ticket).tally(ticket, state.config, changes);
		changes.tickets.add(ticket);
	}
	if (prompt === undefined) return;
	const { phase } = prompt;
	// Talked before the call, told after it: the window was used after all.
	if (phase.state !== 'closed' || (at < phase.closedAt && phase.outcome === 'missed')) {
		close(state, prompt, data.result, at, data.staff, changes);
	}
}

function close(
	state: BranchState,
	prompt: Prompt,
	outcome: PromptOutcome,
	at: number,
	staff: string | null,
	changes: Changes
): void {
	const { phase } = prompt;
	const taken = phase.state === 'open' ? null : phase;
	prompt.phase = {
		state: 'closed',
		outcome,
		// A late word of what ended it can be older than the prompt.
		closedAt: Math.max(at, taken?.acceptedAt ?? prompt.raisedAt),
		staff: staff ?? taken?.staff ?? null,
		acceptedAt: taken?.acceptedAt ?? null
	};
	if (phase.state === 'accepted' && staff === phase.staff) {
		const { closedAt } = prompt.phase;
		const activity = ACTIVITY_OF[prompt.rule];
		spend(dayOf(state, prompt), staff, activity, phase.acceptedAt, closedAt, changes);
	}
	touchPrompt(state, prompt, changes);
}

function touchPrompt(state: BranchState, prompt: Prompt, changes: Changes): void {
	dayOf(state, prompt).tallyPrompt(prompt, state.config, changes);
	changes.prompts.add(prompt);
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${JSON.stringify(event)}`);
}
