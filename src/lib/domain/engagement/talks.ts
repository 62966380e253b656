import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import { offerAnew } from '../duty/offering.ts';
import type { Recorded } from '../event.ts';
import { currentStage, isInLobby, isOver, type Ticket } from '../queue/ticket.ts';
import { dayFor, dayOf, findPrompt, findTicket, openDay, type BranchState } from '../state.ts';
import { takeBack } from '../work/spend.ts';
import { activityOf } from '../work/activity.ts';
import { closePrompt, tallyTalks, touchPrompt, watchForEscalation } from './apply.ts';
import type { Engagement } from './engagement.ts';
import type { Prompt } from './prompt.ts';
import { setFree } from './raise.ts';

type Recording = Extract<IncomingEvent, { type: 'engagement.recorded' }>;
type Undoing = Extract<IncomingEvent, { type: 'engagement.undone' }>;

/** Somebody talked to a customer: it counts at its own time, and closes the window that it used. */
export function recordTalk(state: BranchState, event: Recorded<Recording>, changes: Changes): void {
	const { data, at } = event;
	const named = data.prompt === undefined ? undefined : findPrompt(state, data.prompt);
	const ticket =
		named !== undefined
			? dayOf(state, named).tickets.get(named.ticket)
			: findTicket(state, event.subject, at);
	const day =
		ticket === undefined ? (dayFor(state, at) ?? openDay(state, at)) : dayOf(state, ticket);
	const engagement: Engagement = {
		id: `${day.bounds.day}/${day.engagements.length + 1}`,
		day: day.bounds.day,
		at,
		staff: data.staff,
		number: ticket?.number ?? null,
		prompt: null,
		need: data.need ?? null,
		product: data.product ?? null,
		result: data.result,
		outflow: data.outflow ?? null,
		undone: false,
		before: null,
		spent: 0
	};
	day.engagements.push(engagement);
	changes.engagements.add(engagement);
	changes.today = true;
	const prompt = named ?? promptThen(state, ticket, at);
	if (prompt !== undefined) useWindow(state, engagement, prompt, changes);
	if (ticket !== undefined) tallyTalks(state, ticket, changes);
}

/** The window that a talk of an instant can have used: the ticket's last, unless it was opened later. */
function promptThen(
	state: BranchState,
	ticket: Ticket | undefined,
	at: number
): Prompt | undefined {
	const prompt = ticket?.prompt ? findPrompt(state, ticket.prompt) : undefined;
	return prompt !== undefined && prompt.raisedAt <= at ? prompt : undefined;
}

function useWindow(
	state: BranchState,
	engagement: Engagement,
	prompt: Prompt,
	changes: Changes
): void {
	const { phase } = prompt;
	engagement.prompt = prompt.id;
	// Talked before the call, told after it: the window was used after all.
	const late =
		phase.state === 'closed' && !(engagement.at < phase.closedAt && phase.outcome === 'missed');
	if (late) return;
	engagement.before = phase;
	const { at, result, staff } = engagement;
	engagement.spent = closePrompt(state, prompt, result, at, staff, changes);
}

/** The last talk that somebody told of a prompt, a ticket or a customer without one, and has not taken back. */
export function lastTalk(state: BranchState, event: Undoing): Engagement | undefined {
	const { staff, prompt } = event.data;
	const own = [state.yesterday, state.today].flatMap((day) => day?.engagements ?? []);
	return own.findLast(
		(each) =>
			!each.undone &&
			each.staff === staff &&
			(prompt === undefined ? each.number === (event.subject || null) : each.prompt === prompt)
	);
}

/** As if it had not been told: the window is open again, or missed if the customer was called meanwhile. */
export function undoTalk(state: BranchState, event: Recorded<Undoing>, changes: Changes): void {
	const talk = lastTalk(state, event);
	if (talk === undefined) return;
	talk.undone = true;
	changes.engagements.add(talk);
	changes.today = true;
	const day = dayOf(state, talk);
	const prompt = talk.prompt === null ? undefined : findPrompt(state, talk.prompt);
	if (prompt !== undefined && talk.before !== null) {
		takeBack(day, talk.staff, activityOf(prompt), talk.spent, changes);
		prompt.phase = talk.before;
		if (prompt.phase.state === 'open') reopen(state, prompt, event.at, changes);
		touchPrompt(state, prompt, changes);
	}
	const ticket = talk.number === null ? undefined : day.tickets.get(talk.number);
	if (ticket === undefined) return;
	tallyTalks(state, ticket, changes);
	setFree(state, ticket, event.at);
}

function reopen(state: BranchState, prompt: Prompt, at: number, changes: Changes): void {
	const ticket = dayOf(state, prompt).tickets.get(prompt.ticket);
	if (ticket === undefined) return;
	if (isInLobby(ticket)) {
		watchForEscalation(state, prompt);
		offerAnew(state, prompt, at);
		return;
	}
	const { calledAt, startedAt, endedAt } = currentStage(ticket);
	const left = isOver(ticket) && ticket.phase.state !== 'finished';
	const closedAt = calledAt ?? startedAt ?? endedAt ?? at;
	closePrompt(state, prompt, left ? 'left' : 'missed', closedAt, null, changes);
}
