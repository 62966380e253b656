/** How far the branch is with its checks, from rows. Pure. */
import { UNNAMED } from '../domain/opening/names.ts';
import type { Locale } from '../i18n/index.ts';
import * as names from '../i18n/names.ts';
import type { ChecklistItem, ChecklistRow, PromptRow } from '../protocol/index.ts';
import { nameIn } from './format.ts';

type Records<R> = Record<string, R>;

/** Who sees to something that is overdue or failed; `none`: nobody was asked to. */
export type Taking = { by: 'nobody' | 'none' } | { by: 'staff'; staff: string };

export interface Problem {
	/** The row that it is of, and whose that is where everybody has their own. */
	list: string;
	staff: string | undefined;
	item: ChecklistItem;
	taking: Taking;
}

/** A person's own checks of a list that everybody does for themselves. */
export interface Person {
	row: ChecklistRow;
	staff: string;
	checked: number;
	of: number;
	taking: Taking | null;
}

/** One list, or that of everybody who does it for themselves. Items and points are those of all of them. */
export interface Block {
	id: string;
	rows: ChecklistRow[];
	/** Items that were looked at, of all. */
	checked: number;
	of: number;
	/** Share of points that are fine, 0 to 1. */
	ready: number;
	dueAt: number | null;
	/** The deadline has passed with something open: who sees to that. */
	late: Taking | null;
	/** Everything is fine, and nobody has to look at it any more. */
	done: { staff: string | undefined; at: number; signed: boolean } | null;
	problems: Problem[];
	open: ChecklistItem[];
	people: Person[];
}

/** The lists of a part of the day, each with what is missing. Whatever nobody has comes first among what failed. */
export function blocksOf(
	lists: Records<ChecklistRow>,
	phase: ChecklistRow['phase'],
	prompts: Records<PromptRow>,
	now: number
): Block[] {
	const rows = Object.values(lists).filter((row) => row.phase === phase && row.blank === undefined);
	return [...Map.groupBy(rows, ({ list }) => list)].map(([id, own]) =>
		blockOf(id, own.toSorted(byStaff), prompts, now)
	);
}

function blockOf(
	id: string,
	rows: ChecklistRow[],
	prompts: Records<PromptRow>,
	now: number
): Block {
	const sum = (of: (row: ChecklistRow) => number) => rows.reduce((all, row) => all + of(row), 0);
	const dueAt = rows[0]?.dueAt ?? null;
	const isLate = dueAt !== null && now > dueAt;
	const lateRows = rows.filter((row) => isLate && isLateRow(row, prompts));
	const problems = rows.flatMap((row) =>
		row.items
			.filter(({ state }) => state === 'failed')
			.map((item) => ({
				list: row.id,
				staff: row.staff,
				item,
				taking: takingOf(prompts, row.id, item.id)
			}))
	);
	const isOwn = rows.some(({ staff }) => staff !== undefined);
	return {
		id,
		rows,
		checked: sum(checkedOf),
		of: sum(({ items }) => items.length),
		ready:
			sum(({ points }) => points.ok) /
			Math.max(
				1,
				sum(({ points }) => points.of)
			),
		dueAt,
		late: lateRows.length === 0 ? null : worst(lateRows.map(({ id }) => takingOf(prompts, id))),
		done: problems.length > 0 ? null : doneOf(rows),
		problems: problems.toSorted((a, b) => rank(a.taking) - rank(b.taking)),
		open: isOwn ? [] : rows.flatMap(openOf),
		people: rows.flatMap((row): Person[] => {
			if (row.staff === undefined) return [];
			const taking = lateRows.includes(row) ? takingOf(prompts, row.id) : null;
			const { length } = row.items;
			return [{ row, staff: row.staff, checked: checkedOf(row), of: length, taking }];
		})
	};
}

/** Of those who have their own, whoever came after the deadline is not late: only who was there is asked about it. */
function isLateRow(row: ChecklistRow, prompts: Records<PromptRow>): boolean {
	if (openOf(row).length === 0) return false;
	return row.staff === undefined || takingOf(prompts, row.id).by !== 'none';
}

/** When the last of several is done, and by whom where there is one. */
function doneOf(rows: ChecklistRow[]): Block['done'] {
	const [first] = rows;
	if (first === undefined || rows.some(({ doneAt }) => doneAt === undefined)) return null;
	const signed = rows.every(({ signedAt }) => signedAt !== undefined);
	return {
		staff: rows.length === 1 ? (first.signedBy ?? first.staff ?? lastOf(first)) : undefined,
		at: Math.max(...rows.map(({ signedAt, doneAt }) => signedAt ?? doneAt ?? 0)),
		signed
	};
}

function lastOf({ items }: ChecklistRow): string | undefined {
	return items.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0]?.staff;
}

const openOf = ({ items }: ChecklistRow) => items.filter(({ state }) => state === 'open');
const checkedOf = (row: ChecklistRow) => row.items.length - openOf(row).length;

function byStaff(a: ChecklistRow, b: ChecklistRow): number {
	return a.id < b.id ? -1 : 1;
}

/** Who has the prompt about an item that failed; without `item`, about the list being overdue. */
export function takingOf(prompts: Records<PromptRow>, list: string, item?: string): Taking {
	const prompt = Object.values(prompts).find(
		(each) => each.rule === 'checklist' && each.list === list && each.item === item
	);
	if (prompt === undefined) return { by: 'none' };
	return prompt.assignee === undefined ? { by: 'nobody' } : { by: 'staff', staff: prompt.assignee };
}

/** What nobody has comes first. */
export function rank({ by }: Taking): number {
	return by === 'nobody' ? 0 : by === 'none' ? 1 : 2;
}

function worst(all: Taking[]): Taking {
	return all.toSorted((a, b) => rank(a) - rank(b))[0] ?? { by: 'none' };
}

/**
 * Whose list it is, under a heading that says which part of the day it is for; its own name, where the branch gave it one.
 */
export function listName({ rows: [row] }: Pick<Block, 'rows'>, locale: Locale): string {
	if (row === undefined) return '';
	return isNamed(row) ? nameIn(row.name, locale) : roleName(row, locale);
}

/** The same where no heading says that: `营业前检查 · 柜员`. */
export function fullName({ rows: [row] }: Pick<Block, 'rows'>, locale: Locale): string {
	if (row === undefined) return '';
	const name = nameIn(row.name, locale);
	return isNamed(row) ? name : `${name} · ${roleName(row, locale)}`;
}

function isNamed({ name, phase }: ChecklistRow): boolean {
	return name.zh !== UNNAMED[phase].zh || name.en !== UNNAMED[phase].en;
}

function roleName({ role }: ChecklistRow, locale: Locale): string {
	const roles: Record<string, string> = names[locale].roles;
	return roles[role] ?? role;
}
