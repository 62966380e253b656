import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Origin, OwnEvent, Recorded } from '../event.ts';
import { openObligation } from '../obligations/apply.ts';
import { isOpen, type Obligation } from '../obligations/obligation.ts';
import { passObligation } from '../obligations/pass.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { dayFor, openDay, type BranchState } from '../state.ts';
import type { Day } from '../day.ts';
import { checkKey } from './check.ts';
import { dueAt, openItems, roundOf, roundsOf, type Checklist, type Round } from './checklist.ts';

type ChecklistFact = Extract<IncomingEvent, { type: `checklist.${string}` }>;
type Overdue = Extract<OwnEvent, { type: 'checklist.overdue' }>;

/** Those who lead the branch may do anybody's checks. */
const LEADERS = new Set(['branch_head', 'operations_supervisor']);

export function judgeChecklist(
	state: BranchState,
	event: ChecklistFact,
	origin: Origin
): Refusal | null {
	const id = event.type === 'checklist.signed' ? event.subject : event.data.list;
	const list = state.config.checklists.get(id);
	if (list === undefined) {
		return refuse('unknown_checklist', `This branch has no checklist "${id}".`);
	}
	const { staff } = event.data;
	const role = state.config.staff.get(staff)?.role;
	if (role !== undefined && role !== list.role && !LEADERS.has(role)) {
		return refuse('wrong_role', `This list is for the role ${list.role}; ${staff} has another.`);
	}
	const day = dayFor(state, event.at);
	const round = roundOf(list, list.each ? staff : null);
	if (day?.signed.has(round.id) === true) {
		return refuse(
			'checklist_signed',
			'Somebody has signed this list today; tell what changed as a note on the device or to the branch head.'
		);
	}
	if (event.type === 'checklist.signed') {
		const open = day === null ? list.items.length : openItems(day, round).length;
		return open === 0
			? null
			: refuse('checklist_open', `${open} items of this list have not been checked.`);
	}
	if (!list.items.some((item) => item.id === event.subject)) {
		return refuse('unknown_item', `The list "${id}" has no item "${event.subject}".`);
	}
	const { ok, note } = event.data;
	if (origin === 'person' && !ok && (note ?? '').trim() === '') {
		return refuse('note_missing', 'Say in a few words what is wrong.');
	}
	return null;
}

export function applyChecklist(
	state: BranchState,
	event: Recorded<ChecklistFact>,
	changes: Changes
): void {
	const day = dayFor(state, event.at) ?? openDay(state, event.at);
	const { at } = event;
	const { staff } = event.data;
	const id = event.type === 'checklist.signed' ? event.subject : event.data.list;
	const list = state.config.checklists.get(id);
	if (list === undefined) return;
	const owner = list.each ? staff : null;
	const round = roundOf(list, owner);
	const due = dueAt(state.config, list, day.bounds.day);
	const late = due !== null && at > due;
	changes.checklists.add(round.id);
	if (event.type === 'checklist.signed') {
		const signature = { day: day.bounds.day, list: id, owner, staff, at, late };
		day.signed.set(round.id, signature);
		changes.signatures.add(signature);
		return;
	}
	const { ok, note = null, photo = null } = event.data;
	const key = checkKey(id, event.subject, owner);
	const before = day.checks.get(key);
	// An older word does not take back what was found since.
	if (before !== undefined && at < before.at) return;
	const found = { day: day.bounds.day, ok, staff, at, note, photo, late };
	const check = { ...found, list: id, item: event.subject, owner };
	day.checks.set(key, check);
	changes.checks.add(check);
	if (day !== state.today) return;
	followCheck(state, day, round, event, changes);
}

/** A failed item is somebody's to see to; one that is mended, or the last of an overdue list, is no longer. */
function followCheck(
	state: BranchState,
	day: Day,
	round: Round,
	{
		at,
		recordedAt,
		subject: item,
		data
	}: Recorded<Extract<ChecklistFact, { type: 'checklist.checked' }>>,
	changes: Changes
): void {
	const failed = find(day, round, item);
	if (data.ok) {
		if (failed !== undefined) passObligation(state, failed, at, changes);
	} else if (failed === undefined) {
		const heardAt = Math.max(at, recordedAt);
		const about = data.note ?? null;
		openObligation(state, { rule: 'checklist', at, heardAt, about }, changes, {
			list: round.id,
			item,
			device: deviceOf(round.list, item)
		});
	}
	const overdue = find(day, round, null);
	if (overdue !== undefined && openItems(day, round).length === 0) {
		passObligation(state, overdue, at, changes);
	}
}

function find(day: Day, round: Round, item: string | null): Obligation | undefined {
	return day.obligations
		.values()
		.find(
			(each) =>
				each.rule === 'checklist' && each.list === round.id && each.item === item && isOpen(each)
		);
}

function deviceOf({ items }: Checklist, item: string): string | null {
	return items.find(({ id }) => id === item)?.device ?? null;
}

/** Sets the alarms of a day's deadlines; what had passed when the branch was first watched is nobody's to be told. */
export function watchChecklists(state: BranchState): void {
	const day = state.today;
	if (day === null) return;
	for (const list of state.config.checklists.values()) {
		const at = dueAt(state.config, list, day.bounds.day);
		if (at === null || at < day.openedAt || at < state.limitsSince) continue;
		state.alarms.add({ at, kind: 'overdue', day: day.bounds.day, ticket: list.id });
	}
}

/** What the deadline of a list brings: everything of it that is not done is told at once. */
export function overdueNow(state: BranchState, id: string, at: number): Overdue | undefined {
	const due = dueToday(state, id);
	if (due === null || at < due || lateRounds(state, id, due).length === 0) return undefined;
	return { type: 'checklist.overdue', at, subject: id, data: {} };
}

export function applyOverdue(
	state: BranchState,
	{ at, recordedAt, subject: id }: Recorded<Overdue>,
	changes: Changes
): void {
	const heardAt = Math.max(at, recordedAt);
	for (const { id: list } of lateRounds(state, id, dueToday(state, id) ?? at)) {
		openObligation(state, { rule: 'checklist', at, heardAt, about: null }, changes, { list });
		changes.checklists.add(list);
	}
}

function dueToday({ config, today }: BranchState, id: string): number | null {
	const list = config.checklists.get(id);
	return list === undefined || today === null ? null : dueAt(config, list, today.bounds.day);
}

/**
 * What was not done by the deadline, by whoever was there, and is not yet told: the same whenever it is asked, because
 * nothing that happens after the deadline makes a list late.
 */
function lateRounds(state: BranchState, id: string, due: number): Round[] {
	const day = state.today;
	if (day === null) return [];
	return roundsOf(state, day, due).filter(
		(round) => round.list.id === id && openItems(day, round).length > 0 && !isTold(day, round)
	);
}

function isTold(day: Day, { id }: Round): boolean {
	return day.obligations.values().some(({ list, item }) => list === id && item === null);
}
