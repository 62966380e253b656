import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import { offerAll } from '../duty/offering.ts';
import { acknowledge, disown } from '../devices/acknowledge.ts';
import type { Recorded } from '../event.ts';
import { dayFor, dayOf, openDay, type BranchState } from '../state.ts';
import { ACTIVITY_OF } from '../work/activity.ts';
import { spend } from '../work/spend.ts';
import { NOTHING, type Obligation, type Subject } from './obligation.ts';

type Raise = Extract<IncomingEvent, { type: 'help.called' | 'complaint.made' }>;
type Step = Extract<IncomingEvent, { type: `prompt.${string}` }>;

/** Somebody calls for help, or complains: it stands on the tablets until it is done. */
export function raiseObligation(
	state: BranchState,
	event: Recorded<Raise>,
	changes: Changes
): void {
	const isHelp = event.type === 'help.called';
	openObligation(
		state,
		{
			rule: isHelp ? 'help' : 'complaint',
			at: event.at,
			heardAt: Math.max(event.at, event.recordedAt),
			about: (isHelp ? event.data.reason : event.data.about) ?? null
		},
		changes,
		isHelp
			? { place: event.subject, ticket: ticketAt(state, event.subject) }
			: { ticket: event.subject || null }
	);
}

/** What every obligation begins with; what it is about is told beside. */
interface Beginning {
	rule: Obligation['rule'];
	at: number;
	heardAt: number;
	about: string | null;
}

export function openObligation(
	state: BranchState,
	{ rule, at, heardAt, about }: Beginning,
	changes: Changes,
	subject: Partial<Subject>
): Obligation {
	const day = dayFor(state, at) ?? openDay(state, at);
	const nth = day.obligations.size + 1;
	const obligation: Obligation = {
		...NOTHING,
		...subject,
		id: `${rule}/${day.bounds.day}/${nth}`,
		rule,
		day: day.bounds.day,
		raisedAt: at,
		heardAt,
		about,
		level: 0,
		openSince: at,
		phase: { state: 'open' }
	};
	day.obligations.set(obligation.id, obligation);
	// Of a day that is over nobody comes any more.
	if (day !== state.today) closeObligation(obligation, day.bounds.end);
	watchObligation(state, obligation);
	changes.obligations.add(obligation);
	return obligation;
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
			acknowledge(state, obligation.incident, staff, event.at, changes);
			return;
		case 'prompt.handed_back':
			obligation.phase = { state: 'open' };
			disown(state, obligation.incident, changes);
			obligation.openSince = Math.max(obligation.openSince, event.at);
			watchObligation(state, obligation);
			offerAll(state, Math.max(event.at, event.recordedAt), changes);
			return;
		case 'prompt.done': {
			const acceptedAt = phase.state === 'accepted' ? phase.acceptedAt : null;
			const closedAt = Math.max(event.at, acceptedAt ?? obligation.raisedAt);
			obligation.phase = { state: 'closed', closedAt, staff, acceptedAt };
			acknowledge(state, obligation.incident, staff, closedAt, changes);
			if (acceptedAt === null) return;
			offerAll(state, Math.max(event.at, event.recordedAt), changes);
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
	const after = escalateAfter(state, obligation)[obligation.level];
	if (after === undefined) return undefined;
	return Math.max(obligation.heardAt + after * 1000, obligation.openSince, state.limitsSince);
}

/** Seconds after which nobody having taken it is told again. */
function escalateAfter({ config }: BranchState, { rule }: Obligation): readonly number[] {
	switch (rule) {
		case 'help':
		case 'complaint':
			return config.helpEscalate;
		case 'device':
		case 'checklist':
			return config.faults.escalate;
	}
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
