import type { IncomingEvent, PromptOutcome } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { OwnEvent, Recorded } from '../event.ts';
import { escalateObligation, stepObligation } from '../obligations/apply.ts';
import { dayOf, findObligation, findPrompt, type BranchState } from '../state.ts';
import { isInLobby, isOver, overPhase, type Ticket } from '../queue/ticket.ts';
import { activityOf } from '../work/activity.ts';
import { spend } from '../work/spend.ts';
import { offerAll, offerAnew } from '../duty/offering.ts';
import { openErrands } from './errands.ts';
import { isEngaged, isMissed, promptId, type Prompt } from './prompt.ts';
import { applyRaised, setFree } from './raise.ts';
import { recordTalk, undoTalk } from './talks.ts';

type EngagementFact = Extract<IncomingEvent, { type: `engagement.${string}` | `prompt.${string}` }>;
type OwnPromptEvent = Extract<OwnEvent, { type: 'prompt.raised' | 'prompt.escalated' }>;

/** The instant of an open prompt's next escalation, or undefined when there is none to come. */
export function escalationAt(state: BranchState, prompt: Prompt): number | undefined {
	const ticket = dayOf(state, prompt).tickets.get(prompt.ticket);
	const after = state.config.longWait.escalate[prompt.level];
	if (ticket === undefined || after === undefined) return undefined;
	return Math.max(ticket.issuedAt + after * 1000 + 1, prompt.openSince, state.limitsSince);
}

export function watchForEscalation(state: BranchState, prompt: Prompt): void {
	if (prompt.phase.state !== 'open' || prompt.kind !== 'engage') return;
	const at = escalationAt(state, prompt);
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
		offerAnew(state, prompt, event.at);
		changes.prompts.add(prompt);
		return;
	}
	applyRaised(state, event, changes);
}

/** The customer is called: an open window is gone, an accepted one stays until its outcome is told. */
export function promptsOnCall(
	state: BranchState,
	ticket: Ticket,
	at: number,
	changes: Changes
): void {
	endWindow(state, ticket, 'missed', at, changes);
	for (const errand of openErrands(state, ticket)) {
		closePrompt(state, errand, 'missed', at, null, changes);
	}
}

/** The customer is gone without service; whoever was led to a machine went where the errand sent them. */
export function promptsOnLeaving(
	state: BranchState,
	ticket: Ticket,
	at: number,
	changes: Changes
): void {
	endWindow(state, ticket, 'left', at, changes);
	const diverted = overPhase(ticket)?.state === 'diverted';
	for (const errand of openErrands(state, ticket)) {
		const done = diverted && errand.rule === 'divertible';
		closePrompt(state, errand, done ? 'done' : 'left', at, null, changes);
	}
}

function endWindow(
	state: BranchState,
	ticket: Ticket,
	outcome: 'missed' | 'left',
	at: number,
	changes: Changes
): void {
	const prompt = ticket.prompt === null ? undefined : findPrompt(state, ticket.prompt);
	if (prompt?.phase.state === 'open') closePrompt(state, prompt, outcome, at, null, changes);
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
	const outcome = prompt.phase.state === 'open' ? 'left' : 'missed';
	closePrompt(state, prompt, outcome, at, null, changes);
}

export function applyEngagement(
	state: BranchState,
	event: Recorded<EngagementFact>,
	changes: Changes
): void {
	if (event.type === 'engagement.recorded') {
		recordTalk(state, event, changes);
		return;
	}
	if (event.type === 'engagement.undone') {
		undoTalk(state, event, changes);
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
			closePrompt(state, prompt, 'missed', event.at, staff, changes);
			return;
		case 'prompt.done':
			closePrompt(state, prompt, 'done', event.at, staff, changes);
			return;
		default:
			unhandled(event);
	}
}

function handBack(state: BranchState, prompt: Prompt, at: number, changes: Changes): void {
	if (prompt.phase.state === 'accepted') changes.staff.add(prompt.phase.staff);
	const ticket = dayOf(state, prompt).tickets.get(prompt.ticket);
	if (ticket !== undefined && isInLobby(ticket)) {
		prompt.phase = { state: 'open' };
		prompt.openSince = Math.max(prompt.openSince, at);
		watchForEscalation(state, prompt);
		offerAnew(state, prompt, at);
		touchPrompt(state, prompt, changes);
		offerAll(state, at, changes);
		return;
	}
	const left = ticket !== undefined && isOver(ticket) && ticket.phase.state !== 'finished';
	closePrompt(state, prompt, left ? 'left' : 'missed', at, null, changes);
}

/** Closes a prompt; milliseconds of work that the time from accepting it counts as. */
export function closePrompt(
	state: BranchState,
	prompt: Prompt,
	outcome: PromptOutcome,
	at: number,
	staff: string | null,
	changes: Changes
): number {
	const { phase } = prompt;
	let spent = 0;
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
		spent = spend(
			dayOf(state, prompt),
			staff,
			activityOf(prompt),
			phase.acceptedAt,
			closedAt,
			changes
		);
	}
	touchPrompt(state, prompt, changes);
	if (isMissed(prompt)) {
		const ticket = dayOf(state, prompt).tickets.get(prompt.ticket);
		if (ticket !== undefined) setFree(state, ticket, at);
	}
	if (phase.state === 'accepted') offerAll(state, Math.max(at, state.recordedUntil), changes);
	return spent;
}

/** What an outcome does to the figures of its ticket. */
export function tallyTalks(state: BranchState, ticket: Ticket, changes: Changes): void {
	const day = dayOf(state, ticket);
	const own = day.engagements.filter((each) => each.number === ticket.number && !each.undone);
	ticket.engaged = own.length > 0;
	ticket.talkInterest = own.some(({ result }) => result === 'interested');
	ticket.leftAlone = own.some(({ result }) => result === 'do_not_disturb');
	ticket.windowUsed = ticket.raised.some((rule) => {
		const prompt = day.prompts.get(promptId(rule, ticket.number, ticket.day));
		return prompt !== undefined && isEngaged(prompt);
	});
	day.tally(ticket, state.config, changes);
	changes.tickets.add(ticket);
}

export function touchPrompt(state: BranchState, prompt: Prompt, changes: Changes): void {
	// How much somebody has in hand is on their own row.
	if (prompt.phase.state !== 'open' && prompt.phase.staff !== null) {
		changes.staff.add(prompt.phase.staff);
	}
	dayOf(state, prompt).tallyPrompt(prompt, state.config, changes);
	changes.prompts.add(prompt);
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${JSON.stringify(event)}`);
}
