/** Returned customers added up: by service, by day, and each for itself. Pure. */
import type { ReworkAnswer, ReworkRow } from '#lib/protocol/index.ts';

/** What returns of a group come to. */
export interface Sum {
	returns: number;
	/** Tickets that were returned, however often, of so many. */
	returned: number;
	tickets: number;
	/** Whole minutes that are lost for good. */
	minutes: number;
	/** Who still waits: their minutes are in no sum yet. */
	waiting: number;
	/** Forms that nobody had looked at before the call, of all that there were. */
	unchecked: number;
	forms: number;
}

export interface Group extends Sum {
	key: string;
}

export interface Ledger {
	all: Sum;
	services: Group[];
	days: Group[];
	/** Newest first. */
	cases: ReworkRow[];
}

const MINUTE = 60_000;

/** `services`: in the branch's own order; those that it no longer has come behind, where somebody was returned there. */
export function ledgerOf(
	{ rows, tickets }: Pick<ReworkAnswer, 'rows' | 'tickets'>,
	services: readonly string[]
): Ledger {
	const byService = Map.groupBy(rows, ({ service }) => service);
	const byDay = Map.groupBy(rows, ({ day }) => day);
	const groupsOf = (
		keys: Iterable<string>,
		own: ReadonlyMap<string, ReworkRow[]>,
		of: Readonly<Record<string, number>>
	) => [...keys].map((key): Group => ({ key, ...sumOf(own.get(key) ?? [], of[key] ?? 0) }));
	const days = new Set([...Object.keys(tickets.byDay), ...byDay.keys()]);
	return {
		all: sumOf(
			rows,
			Object.values(tickets.byDay).reduce((sum, count) => sum + count, 0)
		),
		services: groupsOf(new Set([...services, ...byService.keys()]), byService, tickets.byService),
		days: groupsOf([...days].sort().reverse(), byDay, tickets.byDay),
		cases: rows.toSorted((a, b) => b.at - a.at || b.stage - a.stage)
	};
}

function sumOf(rows: readonly ReworkRow[], tickets: number): Sum {
	const withForm = rows.filter(({ hasForm }) => hasForm);
	return {
		returns: rows.length,
		returned: new Set(rows.map(({ day, number }) => `${day} ${number}`)).size,
		tickets,
		minutes: Math.round(rows.reduce((sum, { lost }) => sum + (lost ?? 0), 0) / MINUTE),
		waiting: rows.filter(({ lost }) => lost === null).length,
		unchecked: withForm.filter(({ form }) => form === null).length,
		forms: withForm.length
	};
}

/** Minutes lost by one return; `soFar` while its customer still waits. */
export function minutesLost(
	{ lost, at }: Pick<ReworkRow, 'lost' | 'at'>,
	now: number
): { minutes: number; soFar: boolean } {
	const ms = lost ?? Math.max(0, now - at);
	return {
		minutes: lost === null ? Math.floor(ms / MINUTE) : Math.round(ms / MINUTE),
		soFar: lost === null
	};
}

/** What one person was doing: usually one thing. */
export interface Person {
	staff: string;
	does: ReworkRow['doing'];
}

/** By person: those who could have looked at a form before those at the counters. */
export function peopleOf(
	doing: ReworkRow['doing'],
	roles: Readonly<Record<string, { role: string }>>
): Person[] {
	const isTeller = (staff: string) => roles[staff]?.role === 'teller';
	return [...Map.groupBy(doing, ({ staff }) => staff)]
		.map(([staff, does]) => ({ staff, does }))
		.sort((a, b) => Number(isTeller(a.staff)) - Number(isTeller(b.staff)));
}

/** How many had nothing to do, as far as anybody knows. */
export function freeOf(people: readonly Person[]): number {
	return people.filter(({ does }) =>
		does.every(({ doing }) => doing === 'free' || doing === 'idle')
	).length;
}
