/** Counters needed, as a table: a row for each group of services, a column for each half hour. */
import { hhmm } from '#lib/client/format.ts';
import type { StaffingAnswer, StaffingRow } from '#lib/protocol/forecast.ts';

export interface Column {
	from: number;
	until: number;
	/** `9:30` */
	label: string;
}

export interface Group {
	/** The services' ids. */
	services: readonly string[];
	existing: number;
	/** By column; null: nobody is expected. */
	cells: readonly (StaffingRow | null)[];
}

export interface Grid {
	columns: Column[];
	groups: Group[];
}

/** What is still ahead of an instant; services in the branch's own order. */
export function gridOf(
	{ rows }: StaffingAnswer,
	now: number,
	timeZone: string,
	order: readonly string[]
): Grid {
	const ahead = rows.filter(({ until }) => until > now);
	const starts = [...new Set(ahead.map(({ from }) => from))].sort((a, b) => a - b);
	const columns = starts.map((from) => ({
		from,
		until: ahead.find((row) => row.from === from)?.until ?? from,
		label: shortTime(from, timeZone)
	}));
	const groups = groupsOf(ahead).map((services) => {
		const own = ahead.filter((row) => row.services.some((service) => services.has(service)));
		return {
			services: [...services].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
			existing: own[0]?.existing ?? 0,
			cells: starts.map((from) => own.find((row) => row.from === from) ?? null)
		};
	});
	const place = ({ services: [first = ''] }: Group) => order.indexOf(first);
	return { columns, groups: groups.sort((a, b) => place(a) - place(b)) };
}

/** A row names the services of its group that somebody comes for then: rows that share one are of one group. */
function groupsOf(rows: readonly StaffingRow[]): Set<string>[] {
	const groups: Set<string>[] = [];
	for (const { services } of rows) {
		const own = groups.filter((group) => services.some((service) => group.has(service)));
		const [first = new Set<string>(), ...others] = own;
		if (own.length === 0) groups.push(first);
		for (const service of [...services, ...others.flatMap((group) => [...group])]) {
			first.add(service);
		}
		for (const other of others) groups.splice(groups.indexOf(other), 1);
	}
	return groups;
}

export function shortTime(instant: number, timeZone: string): string {
	return hhmm(instant, timeZone).replace(/^0/, '');
}

/** More are needed than there are. */
export function exceeds({ counters, existing }: StaffingRow): boolean {
	return counters === null || counters > existing;
}

/** Where most are missing; the earliest of equals. */
export function mostMissing({ groups }: Grid): { group: Group; row: StaffingRow } | null {
	let most: { group: Group; row: StaffingRow; missing: number } | null = null;
	for (const group of groups) {
		for (const row of group.cells) {
			if (row === null || !exceeds(row)) continue;
			const missing = (row.counters ?? Infinity) - row.existing;
			const earlier = most !== null && missing === most.missing && row.from < most.row.from;
			if (most === null || missing > most.missing || earlier) most = { group, row, missing };
		}
	}
	return most;
}
