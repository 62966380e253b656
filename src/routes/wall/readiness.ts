/** How far the branch is with its checks, for the wall. Pure. */
import type { BranchRow, ChecklistItem, ChecklistRow, PromptRow } from '#lib/protocol/index.ts';

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

/** Whether the branch has yet to open today. */
export function isEarly({ opensAt }: Pick<BranchRow, 'opensAt'>, now: number): boolean {
	return opensAt !== null && now < opensAt;
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
	const lateRows = rows.filter((row) => isLate && openOf(row).length > 0);
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

function rank({ by }: Taking): number {
	return by === 'nobody' ? 0 : by === 'none' ? 1 : 2;
}

function worst(all: Taking[]): Taking {
	return all.toSorted((a, b) => rank(a) - rank(b))[0] ?? { by: 'none' };
}

/** What of a block finds room; `left`: how many of its lines' things do not. */
export interface Fitted {
	block: Block;
	problems: Problem[];
	people: Person[];
	open: ChecklistItem[];
	left: number;
}

/** Things beside each other on one line. */
export const PEOPLE_A_LINE = 3;
export const OPEN_A_LINE = 2;

/** Shares the lines of a screen among blocks, one each in turn, until all is said or there are none left. */
export function fit(blocks: readonly Block[], lines: number): Fitted[] {
	const wanted = blocks.map(linesOf);
	const given = blocks.map(() => 0);
	let room = lines;
	for (let turn = 1; room > 0 && wanted.some((want) => want >= turn); turn += 1) {
		for (const [index, want] of wanted.entries()) {
			if (room === 0 || want < turn) continue;
			given[index] = turn;
			room -= 1;
		}
	}
	return blocks.map((block, index) => cut(block, given[index] ?? 0));
}

function linesOf({ problems, people, open, done }: Block): number {
	if (done !== null) return 0;
	return (
		problems.length +
		Math.ceil(people.length / PEOPLE_A_LINE) +
		Math.ceil(open.length / OPEN_A_LINE)
	);
}

/** What failed comes before who is at it, and both before what is merely open; the last place counts the rest. */
function cut(block: Block, lines: number): Fitted {
	if (block.done !== null) return { block, problems: [], people: [], open: [], left: 0 };
	let room = lines;
	const problems = block.problems.slice(0, room);
	room -= problems.length;
	const people = block.people.slice(0, room * PEOPLE_A_LINE);
	room -= Math.ceil(people.length / PEOPLE_A_LINE);
	const open = block.open.slice(0, room * OPEN_A_LINE);
	const all = block.problems.length + block.people.length + block.open.length;
	const left = all - problems.length - people.length - open.length;
	if (left === 0 || lines === 0) return { block, problems, people, open, left };
	const last = [open, people, problems].find(({ length }) => length > 0);
	last?.pop();
	return { block, problems, people, open, left: left + 1 };
}

/** What the strip says of checks while they have no block of their own. */
export interface Alert {
	block: Block;
	/** Items that are open past the deadline; else those that failed and that somebody is asked to see to. */
	is: 'late' | 'failed' | 'going' | 'done';
	count: number;
	taking: Taking;
}

/** The worst of the day's lists: one that somebody must see to, or, after closing, how far that is. */
export function alertOf(
	lists: Records<ChecklistRow>,
	prompts: Records<PromptRow>,
	{ closesAt }: Pick<BranchRow, 'closesAt'>,
	now: number
): Alert | null {
	const alerts = (['opening', 'closing', 'day'] as const).flatMap((phase) =>
		blocksOf(lists, phase, prompts, now).flatMap((block) => {
			const closing = phase === 'closing' && closesAt !== null && now >= closesAt;
			return alertAbout(block, closing) ?? [];
		})
	);
	return alerts.toSorted((a, b) => rank(a.taking) - rank(b.taking))[0] ?? null;
}

function alertAbout(block: Block, closing: boolean): Alert | null {
	const { late, problems, checked, of, done } = block;
	const none: Taking = { by: 'none' };
	if (late !== null && late.by !== 'none') {
		return { block, is: 'late', count: of - checked, taking: late };
	}
	const asked = problems.filter(({ taking }) => taking.by !== 'none');
	const [first] = asked;
	if (first !== undefined) {
		return { block, is: 'failed', count: asked.length, taking: first.taking };
	}
	if (!closing) return null;
	return { block, is: done === null ? 'going' : 'done', count: of - checked, taking: none };
}
