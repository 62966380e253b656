import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Recorded } from '../event.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';
import { offerAll } from './offering.ts';

type DutyFact = Extract<IncomingEvent, { type: `staff.${string}` }>;

export function judgeDuty(state: BranchState, event: DutyFact): Refusal | null {
	if (state.config.staff.has(event.subject)) return null;
	return refuse('unknown_person', `Nobody of this branch is "${event.subject}".`);
}

/** Somebody is at work, or leaves: what is offered to them goes to the next, what they have in hand stays theirs. */
export function applyDuty(
	state: BranchState,
	{ type, at, subject: staff, recordedAt }: Recorded<DutyFact>,
	changes: Changes
): void {
	if (state.today === null || at < state.today.bounds.start) return;
	const since = state.onDuty.get(staff);
	if (since !== undefined && at < since) return;
	if (type === 'staff.arrived') {
		state.onDuty.set(staff, since ?? at);
		state.today.cameAt(staff, at);
	} else state.onDuty.delete(staff);
	changes.staff.add(staff);
	offerAll(state, Math.max(at, recordedAt), changes, type === 'staff.left' ? staff : null);
}

/** Who of a role is at work, by id. */
export function onDuty(state: BranchState, role: string): string[] {
	return [...state.onDuty.keys()].filter((id) => state.config.staff.get(id)?.role === role).sort();
}

/** Prompts and calls that somebody has accepted and not answered for. */
export function tasksInHand(state: BranchState, staff: string): number {
	let count = 0;
	for (const prompt of state.today?.prompts.values() ?? []) {
		if (prompt.phase.state === 'accepted' && prompt.phase.staff === staff) count += 1;
	}
	for (const each of state.today?.obligations.values() ?? []) {
		if (each.phase.state === 'accepted' && each.phase.staff === staff) count += 1;
	}
	return count;
}
