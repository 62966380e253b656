import type { PromptRule } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import { newOffer } from '../duty/offer.ts';
import { watchOffer } from '../duty/offering.ts';
import type { OwnEvent, Recorded } from '../event.ts';
import { currentStage, isInLobby, serviceOf, type Ticket } from '../queue/ticket.ts';
import { dayOf, findPrompt, type BranchState } from '../state.ts';
import { touchPrompt, watchForEscalation } from './apply.ts';
import { promptId, type Prompt } from './prompt.ts';
import { RULES, ruleOf } from './rules/index.ts';
import { limitPassedAt } from './rules/long-wait.ts';
import type { Rule } from './rules/rule.ts';

type Raised = Extract<OwnEvent, { type: 'prompt.raised' }>;

/** Sets the alarms for a ticket that has come into the lobby, or come back to it. */
export function watchRules(state: BranchState, ticket: Ticket): void {
	if (!isInLobby(ticket)) return;
	for (const rule of RULES) watchRule(state, rule, ticket);
	if (ticket.passedLimit) return;
	const at = fromNow(state, ticket, limitPassedAt({ ticket, config: state.config }));
	// What lies in the past of the log is so at once; whoever calls counts the ticket anew.
	if (at <= state.recordedUntil) ticket.passedLimit = true;
	else state.limits.add({ at, kind: 'limit', day: ticket.day, ticket: ticket.number });
}

/** The forecast expects something else of a ticket: the rule that looks at it may be due. */
export function watchLikely(state: BranchState, ticket: Ticket): void {
	if (isInLobby(ticket)) watchRule(state, ruleOf('likely_long_wait'), ticket);
}

/** A machine works again: somebody who waits could go there. */
export function watchDivertible(state: BranchState): void {
	const rule = ruleOf('divertible');
	for (const ticket of state.today?.lobby ?? []) watchRule(state, rule, ticket);
}

/** Nobody is asked any more to talk to the holder of a ticket, and nobody has: what is due of it comes now. */
export function setFree(state: BranchState, ticket: Ticket, at: number): void {
	ticket.freeSince = Math.max(at, state.recordedUntil);
	watchRules(state, ticket);
}

function watchRule(state: BranchState, rule: Rule, ticket: Ticket): void {
	if (!mayRaise(state, rule, ticket)) return;
	const at = dueAt(state, rule, ticket);
	if (at !== undefined) {
		state.alarms.add({ at, kind: rule.id, day: ticket.day, ticket: ticket.number });
	}
}

/** What a rule's alarm brings at an instant: its prompt, or nothing. A ticket that is heard of late waits a moment. */
export function raise(
	state: BranchState,
	id: PromptRule,
	ticket: Ticket,
	at: number
): Raised | undefined {
	const rule = ruleOf(id);
	if (!mayRaise(state, rule, ticket) || !isInLobby(ticket)) return undefined;
	// A transfer to a service with a longer limit, or other settings, set an alarm of their own.
	const due = dueAt(state, rule, ticket);
	if (due === undefined || at < due) return undefined;
	// Whoever tells of it late may tell in a moment that it is over.
	if (ticket.heardLate && at < state.catchUpUntil) {
		const later = { kind: id, day: ticket.day, ticket: ticket.number };
		state.alarms.add({ at: state.catchUpUntil, ...later });
		return undefined;
	}
	const { day, number } = ticket;
	const data = { rule: id, day, ticket: number };
	return { type: 'prompt.raised', at, subject: promptId(id, number, day), data };
}

/**
 * One window at a time, and one talk is enough: while somebody is asked to talk to a customer, or has used a window to,
 * nobody else is. Whom somebody met without being asked is still prompted about at the limit. Each rule speaks once of a
 * ticket.
 */
function mayRaise(state: BranchState, rule: Rule, ticket: Ticket): boolean {
	if (ticket.raised.includes(rule.id)) return false;
	if (rule.kind === 'operate') return true;
	if (ticket.windowUsed || ticket.leftAlone) return false;
	if (ticket.engaged && rule.id !== 'long_wait') return false;
	const prompt = ticket.prompt === null ? undefined : findPrompt(state, ticket.prompt);
	return prompt === undefined || prompt.phase.state === 'closed';
}

function dueAt(state: BranchState, rule: Rule, ticket: Ticket): number | undefined {
	const { config, devices } = state;
	const settings = config.rules.get(rule.id);
	if (settings?.on !== true) return undefined;
	const at = rule.dueAt({ ticket, config, devices, after: settings.after });
	if (at === undefined) return undefined;
	return fromNow(state, ticket, rule.kind === 'engage' ? Math.max(at, ticket.freeSince) : at);
}

/** Nothing is due before the wait that it is about, or before the settings that make it so. */
function fromNow(state: BranchState, ticket: Ticket, at: number): number {
	return Math.max(at, currentStage(ticket).enteredAt, state.limitsSince);
}

export function applyRaised(state: BranchState, event: Recorded<Raised>, changes: Changes): void {
	const { rule } = event.data;
	const day = dayOf(state, event.data);
	const ticket = day.tickets.get(event.data.ticket);
	if (ticket === undefined)
		throw new Error(`${event.subject} is about unknown ticket ${event.data.ticket}`);
	const prompt: Prompt = {
		id: event.subject,
		rule,
		kind: ruleOf(rule).kind,
		day: ticket.day,
		ticket: ticket.number,
		service: serviceOf(ticket),
		raisedAt: event.at,
		level: 0,
		openSince: event.at,
		offer: newOffer(event.at),
		phase: { state: 'open' }
	};
	ticket.raised.push(rule);
	if (prompt.kind === 'engage') ticket.prompt = prompt.id;
	if (rule === 'long_wait') ticket.passedLimit = true;
	day.prompts.set(prompt.id, prompt);
	watchForEscalation(state, prompt);
	watchOffer(state, prompt);
	day.tally(ticket, state.config, changes);
	changes.tickets.add(ticket);
	touchPrompt(state, prompt, changes);
}
