/** What was checked on the days of a span. Pure. */
import type { ChecklistReport } from '#lib/protocol/device-report.ts';
import type { ChecklistRow, Name } from '#lib/protocol/index.ts';

export type CheckedList = ChecklistReport['days'][number];

/** A day's lists, in the order in which they come. */
export interface CheckedDay {
	day: string;
	lists: CheckedList[];
}

/** Newest day first. */
export function checkedDays({ days }: ChecklistReport): CheckedDay[] {
	return [...Map.groupBy(days, ({ day }) => day)]
		.map(([day, lists]) => ({ day, lists }))
		.sort((a, b) => (a.day < b.day ? 1 : -1));
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

	constructor(lists: Readonly<Record<string, ChecklistRow>>) {
		for (const { list, name, items } of Object.values(lists)) {
			this.#names.set(list, name);
			for (const item of items) this.#names.set(`${list}/${item.id}`, item.name);
		}
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
