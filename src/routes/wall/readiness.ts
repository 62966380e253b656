/** What finds room of the branch's checks on the wall, and what the strip says of them. Pure. */
import { blocksOf, rank } from '#lib/client/checks.ts';
import type { Block, Person, Problem, Taking } from '#lib/client/checks.ts';
import type { BranchRow, ChecklistItem, ChecklistRow, PromptRow } from '#lib/protocol/index.ts';

type Records<R> = Record<string, R>;

/** Whether the branch has yet to open today. */
export function isEarly({ opensAt }: Pick<BranchRow, 'opensAt'>, now: number): boolean {
	return opensAt !== null && now < opensAt;
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

/** Checks that somebody must see to, told by the strip while they have no block of their own. */
export interface Alert {
	block: Block;
	/** Items that are open past the deadline; else those that failed and that somebody is asked to see to. */
	is: 'late' | 'failed';
	count: number;
	taking: Taking;
}

/** The worst of the day's lists: what nobody has comes first. */
export function alertOf(
	lists: Records<ChecklistRow>,
	prompts: Records<PromptRow>,
	now: number
): Alert | null {
	const alerts = (['opening', 'day', 'closing'] as const).flatMap((phase) =>
		blocksOf(lists, phase, prompts, now).flatMap((block) => alertAbout(block) ?? [])
	);
	return alerts.toSorted((a, b) => rank(a.taking) - rank(b.taking))[0] ?? null;
}

function alertAbout(block: Block): Alert | null {
	const { late, problems, checked, of } = block;
	if (late !== null && late.by !== 'none') {
		return { block, is: 'late', count: of - checked, taking: late };
	}
	const asked = problems.filter(({ taking }) => taking.by !== 'none');
	const [first] = asked;
	if (first === undefined) return null;
	return { block, is: 'failed', count: asked.length, taking: first.taking };
}

/** Items of the evening's lists, of all of them; null before the branch has closed, and where there are none. */
export function eveningOf(
	lists: Records<ChecklistRow>,
	{ closesAt }: Pick<BranchRow, 'closesAt'>,
	now: number
): { checked: number; of: number } | null {
	if (closesAt === null || now < closesAt) return null;
	const blocks = blocksOf(lists, 'closing', {}, now);
	if (blocks.length === 0) return null;
	return blocks.reduce(
		(sum, { checked, of }) => ({ checked: sum.checked + checked, of: sum.of + of }),
		{ checked: 0, of: 0 }
	);
}
