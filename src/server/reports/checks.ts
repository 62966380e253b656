import type { Config } from '#lib/domain/config/config.ts';
import type { ChecklistReport } from '#lib/protocol/device-report.ts';
import type { CheckRecord } from '#lib/protocol/history.ts';

type ListDay = ChecklistReport['days'][number];

/** What was found of the checklists on the days `from` to `to`: a row for each list, person and day. */
export function checklistReportOf(
	{ from, to }: { from: string; to: string },
	records: readonly CheckRecord[],
	{ checklists }: Pick<Config, 'checklists'>
): ChecklistReport {
	const groups = Map.groupBy(records, ({ day, list, owner }) => JSON.stringify([day, list, owner]));
	const days = [...groups.values()].map((own): ListDay => {
		const { day, list, owner } = own[0]!;
		const items = own.filter(({ item }) => item !== '');
		const signature = own.find(({ item }) => item === '');
		const isDone = signature !== undefined || isWhole(checklists.get(list)?.items, items);
		return {
			...{ day, list, owner: owner === '' ? null : owner },
			checked: items.length,
			failed: items.filter(({ ok }) => ok === 0).length,
			late: items.filter(({ late }) => late === 1).length,
			doneAt: isDone && items.length > 0 ? Math.max(...items.map(({ at }) => at)) : null,
			signedBy: signature?.staff ?? null,
			signedAt: signature?.at ?? null,
			items: items.map(({ item, ok, staff, at, note, photo, late }) => ({
				...{ item, ok: ok === 1, staff, at, note, photo, late: late === 1 }
			}))
		};
	});
	days.sort((a, b) => (a.day === b.day ? byName(a, b) : a.day < b.day ? 1 : -1));
	return { from, to, days };
}

/** Whether all that a list asks for now was looked at; of a list that is gone nobody can tell. */
function isWhole(
	asked: readonly { id: string }[] | undefined,
	items: readonly CheckRecord[]
): boolean {
	if (asked === undefined || asked.length === 0) return false;
	const looked = new Set(items.map(({ item }) => item));
	return asked.every(({ id }) => looked.has(id));
}

function byName(a: ListDay, b: ListDay): number {
	const [one, other] = [`${a.list} ${a.owner ?? ''}`, `${b.list} ${b.owner ?? ''}`];
	return one < other ? -1 : 1;
}

/** The same without who looked, what they wrote and what they took a picture of. */
export function withoutNames(report: ChecklistReport): ChecklistReport {
	const days = report.days.map((day) => ({
		...day,
		...{ owner: null, signedBy: null },
		items: day.items.map((item) => ({ ...item, staff: null, note: null, photo: null }))
	}));
	return { ...report, days };
}
