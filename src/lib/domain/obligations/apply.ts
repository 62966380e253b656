import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import { offerAll } from '../duty/offering.ts';
import type { Recorded } from '../event.ts';
import { dayFor, dayOf, openDay, type BranchState } from '../state.ts';
import { ACTIVITY_OF } from '../work/activity.ts';
import { spend } from '../work/spend.ts';
import type { Obligation } from './obligation.ts';

type Raise = Extract<IncomingEvent, { type: 'help.called' | 'complaint.made' }>;
type Step = Extract<IncomingEvent, { type: `prompt.${string}` }>;

/** Somebody calls for help, or complains: it stands on the tablets until it is done. */
export function raiseObligation(
	state: BranchState,
	event: Recorded<Raise>,
	changes: Changes
): void {
	const day = dayFor(state, event.at) ?? openDay(state, event.at);
	const rule = event.type === 'help.called' ? 'help' : 'complaint';
	const isHelp = event.type === 'help.called';
	const nth = day.obligations.size + 1;
	const obligation: Obligation = {
		id: `${rule}/${day.bounds.day}/${nth}`,
		rule,
		day: day.bounds.day,
		place: isHelp ? event.subject : null,
		ticket: isHelp ? ticketAt(state, event.subject) : event.subject || null,
		raisedAt: event.at,
		heardAt: Math.max(event.at, event.recordedAt),
		about: (isHelp ? event.data.reason : event.data.about) ?? null,
		level: 0,
		openSince: event.at,
		phase: { state: 'open' }
	};
	day.obligations.set(obligation.id, obligation);
	// Of a day that is over nobody comes any more.
	if (day !== state.today) closeObligation(obligation, day.bounds.end);
	watchObligation(state, obligation);
	changes.obligations.add(obligation);
}

/** The customer who stands at the counter that calls. */
function ticketAt(state: BranchState, counter: string): string | null {
	return state.counters.get(counter)?.tickets.at(-1) ?? null;
}

export function stepObligation(
	state: BranchState,
	obligation: Obligation,
	event: Recorded<Step>,
	changes: Changes
): void {
	const { phase } = obligation;
	if (phase.state === 'closed') return;
	const { staff } = event.data;
	changes.obligations.add(obligation);
	changes.staff.add(staff);
	switch (event.type) {
		case 'prompt.accepted':
			obligation.phase = { state: 'accepted', staff, acceptedAt: event.at };
			return;
		case 'prompt.handed_back':
			obligation.phase = { state: 'open' };
			obligation.openSince = Math.max(obligation.openSince, event.at);
			watchObligation(state, obligation);
			offerAll(state, Math.max(event.at, event.recordedAt));
			return;
		case 'prompt.done': {
			const acceptedAt = phase.state === 'accepted' ? phase.acceptedAt : null;
			const closedAt = Math.max(event.at, acceptedAt ?? obligation.raisedAt);
			obligation.phase = { state: 'closed', closedAt, staff, acceptedAt };
			if (acceptedAt === null) return;
			offerAll(state, Math.max(event.at, event.recordedAt));
			const activity = ACTIVITY_OF[obligation.rule];
			spend(dayOf(state, obligation), staff, activity, acceptedAt, closedAt, changes);
			return;
		}
		case 'prompt.not_reached':
			return;
		default:
			unhandled(event);
	}
}

export function escalateObligation(
	state: BranchState,
	obligation: Obligation,
	level: number,
	at: number,
	changes: Changes
): void {
	obligation.level = level;
	obligation.openSince = at;
	watchObligation(state, obligation);
	changes.obligations.add(obligation);
}

/** When nobody has taken it for so long that it is told again; undefined: never. */
export function obligationDue(state: BranchState, obligation: Obligation): number | undefined {
	if (obligation.phase.state !== 'open') return undefined;
	const after = state.config.helpEscalate[obligation.level];
	if (after === undefined) return undefined;
	return Math.max(obligation.heardAt + after * 1000, obligation.openSince, state.limitsSince);
}

export function watchObligation(state: BranchState, obligation: Obligation): void {
	const at = obligationDue(state, obligation);
	if (at === undefined) return;
	state.alarms.add({ at, kind: 'untaken', day: obligation.day, ticket: obligation.id });
}

/** The day is over: nobody sees to it any more. */
export function closeObligation(obligation: Obligation, at: number): void {
	const { phase } = obligation;
	if (phase.state === 'closed') return;
	const acceptedAt = phase.state === 'accepted' ? phase.acceptedAt : null;
	obligation.phase = { state: 'closed', closedAt: at, staff: null, acceptedAt };
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${(event as { type: string }).type}`);
}
