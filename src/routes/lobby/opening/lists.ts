/** The checks that are done on this tablet, and how far they are. Instants in epoch milliseconds. Pure. */
import { percentOf } from '#lib/client/format.ts';
import type { BranchRow, ChecklistItem, ChecklistRow, PromptRow } from '#lib/protocol/index.ts';
import type { Act } from '../deeds.ts';

/** Whose lists the tablet is for. */
const ROLE = 'lobby_manager';
const PHASES: readonly ChecklistRow['phase'][] = ['opening', 'day', 'closing'];

type Lists = Readonly<Record<string, ChecklistRow>>;

/** The lobby manager's lists in the order of the day; of those that everybody does for themselves, mine. */
export function listsOf(lists: Lists, me: string | null): ChecklistRow[] {
	return Object.values(lists)
		.filter(({ role, staff }) => role === ROLE && (staff === undefined || staff === me))
		.sort((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || (a.id < b.id ? -1 : 1));
}

/** Whether a list is checked here. */
export function isOurs({ role, staff }: ChecklistRow, me: string | null): boolean {
	return role === ROLE && (staff === undefined || staff === me);
}

export function openIn({ items }: Pick<ChecklistRow, 'items'>): number {
	return items.filter(({ state }) => state === 'open').length;
}

/**
 * The list that comes before everything else now: one to be done before opening, until the branch opens, and the one
 * after closing, once it has closed. Not one that a card asks for already, nor one that is signed.
 */
export function firstNow(
	lists: readonly ChecklistRow[],
	{ opensAt, closesAt }: Pick<BranchRow, 'opensAt' | 'closesAt'>,
	prompts: Readonly<Record<string, PromptRow>>,
	now: number
): ChecklistRow | undefined {
	const asked = new Set(
		Object.values(prompts).map(({ list, item }) => (item === undefined ? list : undefined))
	);
	return lists.find(({ id, phase, signedAt }) => {
		if (signedAt !== undefined || asked.has(id)) return false;
		if (phase === 'opening') return opensAt !== null && now < opensAt;
		return phase === 'closing' && closesAt !== null && now >= closesAt;
	});
}

/** `8/14 · 62%`: items that were looked at, and the share of all points that are fine. */
export function progressText(row: ChecklistRow): string {
	const of = row.items.length;
	const ready = row.points.of === 0 ? 0 : row.points.ok / row.points.of;
	return `${of - openIn(row)}/${of} · ${percentOf(Math.round(ready * 100) / 100, true)}`;
}

/** Whole minutes that a list is late: past its deadline with something open, or as late as it was done. */
export function lateBy(row: ChecklistRow, now: number): number {
	if (row.dueAt === null || row.items.length === 0) return 0;
	const late = (row.doneAt ?? now) - row.dueAt;
	return late > 0 ? Math.max(1, Math.floor(late / 60_000)) : 0;
}

/** Whether what a person found is not what the device says of itself. */
export function contradicts({ state, hint }: ChecklistItem): boolean {
	return (state === 'ok' && hint === 'failed') || (state === 'failed' && hint === 'ok');
}

/** A list as the taps make it that the server has not answered for yet, in their order. */
export function asTapped(
	row: ChecklistRow,
	acts: readonly Pick<Act, 'type' | 'subject' | 'data'>[]
): ChecklistRow {
	const found = new Map<string, Act['data']>();
	for (const { type, subject, data } of acts) {
		if (type !== 'checklist.checked' || data['list'] !== row.list) continue;
		found.set(subject ?? '', data);
	}
	if (found.size === 0) return row;
	const items = row.items.map((item): ChecklistItem => {
		const data = found.get(item.id);
		if (data === undefined) return item;
		const { note: _note, photo: _photo, at: _at, ...rest } = item;
		return {
			...rest,
			state: data['ok'] === true ? 'ok' : 'failed',
			staff: String(data['staff']),
			...(data['note'] !== undefined && { note: String(data['note']) }),
			...(data['photo'] !== undefined && { photo: String(data['photo']) })
		};
	});
	const sum = (state: ChecklistItem['state']) =>
		items.reduce((points, item) => points + (item.state === state ? item.points : 0), 0);
	return { ...row, items, points: { ...row.points, ok: sum('ok'), failed: sum('failed') } };
}
