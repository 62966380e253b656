import type { StaffingRow } from '#lib/protocol/forecast.ts';
import type { Peak } from '#lib/protocol/huddle.ts';

const MOST = 3;

/** The half hours with most arrivals over all groups of services, in the order of the day. */
export function peaksOf(rows: readonly StaffingRow[]): Peak[] {
	const halves = new Map<number, Peak>();
	for (const { from, until, counters, reasons } of rows) {
		const half = halves.get(from) ?? { from, until, arrivals: 0, counters: 0 };
		for (const reason of reasons) if (reason.code === 'arrivals') half.arrivals += reason.n;
		half.counters = half.counters === null || counters === null ? null : half.counters + counters;
		halves.set(from, half);
	}
	return [...halves.values()]
		.filter(({ arrivals }) => arrivals > 0)
		.sort((a, b) => b.arrivals - a.arrivals || a.from - b.from)
		.slice(0, MOST)
		.sort((a, b) => a.from - b.from);
}
