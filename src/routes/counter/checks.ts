/** A teller's own checklists, from rows. Pure. */
import type { PendingAct } from '#lib/client/acts.svelte.ts';
import type { BranchRow, ChecklistItem, ChecklistRow, StaffRow } from '#lib/protocol/index.ts';

type Records<R> = Readonly<Record<string, R>>;

interface Rows {
	branch: Pick<BranchRow, 'closesAt'>;
	checklists: Records<ChecklistRow>;
	staff: Records<StaffRow>;
	pending: readonly PendingAct[];
}

/**
 * The lists that are somebody's to do now: their own where they have begun, the blank sheet where not, and those of
 * their role that the branch does once. Those of the evening come once the branch has closed. What is under way counts.
 */
export function ownLists(rows: Rows, me: string | null, now: number): ChecklistRow[] {
	const role = me === null ? undefined : rows.staff[me]?.role;
	if (role === undefined) return [];
	const all = Object.values(rows.checklists).filter((row) => row.role === role);
	const begun = new Set(all.filter(({ staff }) => staff === me).map(({ list }) => list));
	const { closesAt } = rows.branch;
	return all
		.filter(({ staff }) => staff === undefined || staff === me)
		.filter(({ blank, list }) => blank === undefined || !begun.has(list))
		.filter(({ phase }) => phase !== 'closing' || (closesAt !== null && now >= closesAt))
		.map((row) => foreseen(row, rows.pending));
}

/** The list as it will be once what was tapped has been answered. */
function foreseen(row: ChecklistRow, pending: readonly PendingAct[]): ChecklistRow {
	const own = pending.filter(
		({ type, data }) => type === 'checklist.checked' && data['list'] === row.list
	);
	if (own.length === 0) return row;
	const items = row.items.map((item): ChecklistItem => {
		const told = own.findLast(({ subject }) => subject === item.id);
		if (told === undefined) return item;
		const { note: _, ...rest } = item;
		const { ok, note } = told.data;
		return {
			...rest,
			state: ok === true ? 'ok' : 'failed',
			...(typeof note === 'string' && { note })
		};
	});
	return { ...row, items };
}

export function openOf({ items }: Pick<ChecklistRow, 'items'>): number {
	return items.filter(({ state }) => state === 'open').length;
}

/** What is missing before the counter opens: nobody is stopped from serving, but it is said. */
export function toGoOf(lists: readonly ChecklistRow[]): number {
	return lists
		.filter(({ phase }) => phase === 'opening')
		.reduce((sum, list) => sum + openOf(list), 0);
}

/** Whether nothing of a list is left to do. */
export function isSettled(list: ChecklistRow): boolean {
	return list.signedAt !== undefined;
}
