/** The way of one fault, from its beginning until it is over. Pure. */
import type { DeviceRow, IncidentRow, StaffRow } from '#lib/protocol/index.ts';

/** What can happen to a fault, in the order in which it should. */
export const STEPS = ['opened', 'taken', 'passed', 'fine'] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
	name: StepName;
	/** Epoch milliseconds; null: not yet. */
	at: number | null;
	/** Who did it, where a person did. */
	staff: string | undefined;
}

/** All four, so that their places stand still while they come. */
export function stepsOf(fault: IncidentRow): Step[] {
	const { openedAt, acknowledgedAt, acknowledgedBy, passedAt, fineSince, resolvedBy } = fault;
	return [
		{ name: 'opened', at: openedAt, staff: undefined },
		{ name: 'taken', at: acknowledgedAt ?? null, staff: acknowledgedBy },
		{ name: 'passed', at: passedAt ?? null, staff: undefined },
		{ name: 'fine', at: fault.endedAt ?? fineSince ?? null, staff: resolvedBy }
	];
}

/** Milliseconds that a fault has lasted, or lasted. */
export function lasted({ openedAt, fineSince, endedAt }: IncidentRow, now: number): number {
	return Math.max(0, (endedAt ?? fineSince ?? now) - openedAt);
}

/** A device's faults that the branch still remembers, the newest first: the one that is seen to now, and those before. */
export function faultsOf(
	device: string,
	incidents: Readonly<Record<string, IncidentRow>>
): IncidentRow[] {
	return Object.values(incidents)
		.filter((each) => each.device === device)
		.sort((a, b) => b.openedAt - a.openedAt);
}

/** What can be done about a device now. `tell`: to say that something is wrong with it that nobody told. */
export type Choice = 'take' | 'pass' | 'note' | 'resolve' | 'rest' | 'resume' | 'tell';

export function choicesFor(
	{ state }: Pick<DeviceRow, 'state'>,
	fault: IncidentRow | undefined
): Choice[] {
	const rest: Choice = state === 'maintenance' ? 'resume' : 'rest';
	if (fault === undefined) return state === 'maintenance' ? ['resume'] : ['tell', 'rest'];
	if (fault.fineSince !== undefined) return ['note', rest];
	const take: Choice[] = fault.acknowledgedBy === undefined ? ['take'] : [];
	return [...take, 'pass', 'note', 'resolve', rest];
}

/** What needs a word more than a tap. */
export const ASKS = ['pass', 'note', 'resolve', 'rest', 'tell'] as const;
export type Asking = (typeof ASKS)[number];

/** Characters that a vendor, a reference or a cause can have, and a note. */
export const LONGEST_LINE = 200;
export const LONGEST_NOTE = 1_000;

/** Roles that see to devices, in the order in which one asks them. */
const SEE_TO = ['lobby_manager', 'operations_supervisor', 'branch_head'];

/** Who can see to a device: whoever is at work first. */
export function peopleFor(staff: Readonly<Record<string, StaffRow>>): StaffRow[] {
	const place = ({ role, onDuty }: StaffRow) =>
		SEE_TO.indexOf(role) + (onDuty === undefined ? SEE_TO.length : 0);
	return Object.values(staff)
		.filter(({ role }) => SEE_TO.includes(role))
		.sort((a, b) => place(a) - place(b));
}
