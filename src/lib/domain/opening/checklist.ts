import type { ChecklistConfig, Name } from '../../protocol/index.ts';
import type { Config } from '../config/config.ts';
import type { Day } from '../day.ts';
import type { BranchState } from '../state.ts';
import { openingHours } from '../time/business-day.ts';
import { checkKey, type Check } from './check.ts';
import { UNNAMED } from './names.ts';

/** A list with its defaults filled in. Durations in milliseconds. */
export interface Checklist {
	id: string;
	name: Name;
	role: string;
	phase: 'opening' | 'closing' | 'day';
	due: number;
	/** Everybody of the role does it for themselves. */
	each: boolean;
	items: readonly ChecklistItemConfig[];
}

type ChecklistItemConfig = ChecklistConfig['items'][number];

export function checklistOf(file: ChecklistConfig): Checklist {
	const { id, role, items, dueBeforeOpening: before, dueAfterClosing: after } = file;
	const phase = after !== undefined ? 'closing' : before !== undefined ? 'opening' : 'day';
	return {
		id,
		role,
		phase,
		due: (after ?? before ?? 0) * 1000,
		name: file.name ?? UNNAMED[phase],
		each: file.each ?? role === 'teller',
		items
	};
}

/** The instant by which a list is to be done on a day; null: the branch has no hours then, or the list no deadline. */
export function dueAt({ file, timeZone }: Config, list: Checklist, day: string): number | null {
	const hours = openingHours(day, file.hours ?? {}, timeZone);
	if (hours === null || list.phase === 'day') return null;
	return list.phase === 'opening' ? hours.opensAt - list.due : hours.closesAt + list.due;
}

/** One list as it is to be done today: the branch's, or one person's. */
export interface Round {
	/** `list`, or `list/person`. */
	id: string;
	list: Checklist;
	owner: string | null;
}

/**
 * Everything that is to be done on a day. Of lists that everybody does for themselves those of whoever is there: who
 * arrived, worked at a counter, or has checked something, by an
 * instant.
 */
export function roundsOf(state: BranchState, day: Day, by = Infinity): Round[] {
	const rounds: Round[] = [];
	for (const list of state.config.checklists.values()) {
		if (!list.each) rounds.push({ id: list.id, list, owner: null });
		else for (const owner of ownersOf(state, list, day, by)) rounds.push(roundOf(list, owner));
	}
	return rounds;
}

/** What screens are shown of a day: those, and of lists that everybody does for themselves the sheet that is still blank. */
export function shownRounds(state: BranchState, day: Day): Round[] {
	const blank = state.config.checklists.values().filter(({ each }) => each);
	return [...blank.map((list) => roundOf(list, null)), ...roundsOf(state, day)];
}

export function roundOf(list: Checklist, owner: string | null): Round {
	return { id: owner === null ? list.id : `${list.id}/${owner}`, list, owner };
}

function ownersOf(state: BranchState, list: Checklist, day: Day, by: number): string[] {
	const there = new Set<string>();
	for (const [staff, since] of day.present) {
		if (since <= by && state.config.staff.get(staff)?.role === list.role) there.add(staff);
	}
	for (const { list: id, owner, at } of day.checks.values()) {
		if (id === list.id && owner !== null && at <= by) there.add(owner);
	}
	return [...there].sort();
}

/** What was found of an item of a round, if anybody has looked. */
export function checkOf(day: Day, { list, owner }: Round, item: string): Check | undefined {
	return day.checks.get(checkKey(list.id, item, owner));
}

export function openItems(day: Day, round: Round): string[] {
	return round.list.items
		.filter(({ id }) => checkOf(day, round, id) === undefined)
		.map(({ id }) => id);
}
