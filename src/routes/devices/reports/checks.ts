/** What was checked on the days of a span. Pure. */
import type { ChecklistReport } from '#lib/protocol/device-report.ts';
import type { ChecklistRow, Name } from '#lib/protocol/index.ts';

export type CheckedList = ChecklistReport['days'][number];

/** One list on one day; where everybody has their own, all of them together. */
export interface Group {
	list: string;
	/** Whether everybody has their own. */
	own: boolean;
	checked: number;
	failed: number;
	/** Its only one, or of everybody's own those that are not simply fine: done, on time and signed, with nothing to tell. */
	told: CheckedList[];
	/** How many have one, and how many of these are not finished, or not signed. */
	people: number;
	unfinished: number;
	unsigned: number;
}

export interface CheckedDay {
	day: string;
	groups: Group[];
}

/** Newest day first, its lists in the order of `order`, then others. */
export function checkedDays({ days }: ChecklistReport, order: readonly string[]): CheckedDay[] {
	const place = (list: string) => (order.includes(list) ? order.indexOf(list) : order.length);
	return [...Map.groupBy(days, ({ day }) => day)]
		.map(([day, lists]) => ({
			day,
			groups: [...Map.groupBy(lists, ({ list }) => list).values()]
				.map(groupOf)
				.sort((a, b) => place(a.list) - place(b.list))
		}))
		.sort((a, b) => (a.day < b.day ? 1 : -1));
}

function groupOf(lists: CheckedList[]): Group {
	const [{ list, owner }] = lists as [CheckedList];
	const sum = (of: 'checked' | 'failed') => lists.reduce((all, each) => all + each[of], 0);
	return {
		list,
		own: owner !== null,
		checked: sum('checked'),
		failed: sum('failed'),
		told: owner === null ? lists : lists.filter((each) => !isPlain(each)),
		people: lists.length,
		unfinished: lists.filter(({ doneAt }) => doneAt === null).length,
		unsigned: lists.filter(({ signedAt }) => signedAt === null).length
	};
}

function isPlain(list: CheckedList): boolean {
	const { failed, late, doneAt, signedAt } = list;
	return (
		failed === 0 && late === 0 && doneAt !== null && signedAt !== null && toldIn(list).length === 0
	);
}

export function failedIn({ items }: CheckedList): CheckedList['items'] {
	return items.filter(({ ok }) => !ok);
}

/** Items that were fine and have something to look at all the same: a note or a picture. */
export function toldIn({ items }: CheckedList): CheckedList['items'] {
	return items.filter(({ ok, note, photo }) => ok && (note !== null || photo !== null));
}

/** What lists and their items are called today; one that the branch no longer has keeps its id. */
export class CheckNames {
	readonly #names = new Map<string, Name>();
	readonly #roles = new Map<string, string>();

	constructor(lists: Readonly<Record<string, ChecklistRow>>) {
		for (const { list, name, role, items } of Object.values(lists)) {
			this.#names.set(list, name);
			this.#roles.set(list, role);
			for (const item of items) this.#names.set(`${list}/${item.id}`, item.name);
		}
	}

	/** Lists in the order of the branch. */
	get order(): string[] {
		return [...this.#roles.keys()];
	}

	/** Whose list it is; of two with one name that tells them apart. */
	role(list: string): string | undefined {
		return this.#roles.get(list);
	}

	list(id: string): Name {
		return this.#names.get(id) ?? { zh: id, en: id };
	}

	item(list: string, id: string): Name {
		return this.#names.get(`${list}/${id}`) ?? { zh: id, en: id };
	}
}

/** Failed checks of all days, and those after the deadline. */
export function sumOf({ days }: ChecklistReport): {
	checked: number;
	failed: number;
	late: number;
} {
	const sum = { checked: 0, failed: 0, late: 0 };
	for (const { checked, failed, late } of days) {
		sum.checked += checked;
		sum.failed += failed;
		sum.late += late;
	}
	return sum;
}
