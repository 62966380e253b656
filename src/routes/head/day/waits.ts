/** Waits and arrivals by the half hour of issue. */
import type { WaitRange } from '#lib/charts/wait-words.ts';
import type { Count } from '#lib/charts/count-bars.ts';
import type { Tick } from '#lib/charts/bars.ts';
import { ceiling } from '#lib/charts/scale.ts';
import { FEWEST_FOR_A_SHARE, hhmm, minutesOf, prime } from '#lib/client/format.ts';
import type { BranchRow } from '#lib/protocol/index.ts';
import type { Half } from './halves.ts';

/** All waits of the days shown; seconds. */
export interface Whole {
	calls: number;
	p50Wait: number | null;
	p90Wait: number | null;
}

/** When a half hour ends: `9:30`. */
export function endOf({ to }: Half, timeZone: string): string {
	return hhmm(to, timeZone).replace(/^0/, '');
}

/** The 90th percentile of fewer than five is only the longest of them: it is not given. */
export function p90Of(row: { calls: number; p90Wait: number | null } | undefined): number | null {
	return row && row.calls >= FEWEST_FOR_A_SHARE ? row.p90Wait : null;
}

export function waitRange({ row, waiting, state }: Half): WaitRange | null {
	if (!row || row.p50Wait === null) return null;
	const high = p90Of(row);
	return {
		low: row.p50Wait / 60,
		high: high === null ? null : high / 60,
		unfinished: !isKnown({ waiting, state })
	};
}

/** It is over, and nobody who came in it waits any more. */
function isKnown({ waiting, state }: Pick<Half, 'waiting' | 'state'>): boolean {
	return waiting === 0 && state === 'over';
}

export function arrivals({ row, state }: Half): Count | null {
	if (state === 'ahead' && !row) return null;
	return { count: row?.issued ?? 0, growing: state === 'current' };
}

/** Top of a scale of waits in minutes: twice the limit, in whole steps, until somebody waits longer. */
export function waitsTop(
	{ longWait }: BranchRow,
	ranges: readonly (WaitRange | null)[],
	marks: readonly (number | null)[]
): number {
	const most = Math.max(
		0,
		...ranges.map((range) => range?.high ?? range?.low ?? 0),
		...marks.map((minutes) => minutes ?? 0)
	);
	return ceiling(most, Math.ceil(minutesOf(longWait.seconds) / 5) * 10);
}

/** The branch's own limits as lines, in minutes: the long wait first, then where it escalates. */
export function limitLines({ longWait }: BranchRow, top: number): Tick[] {
	const minutes = [longWait.seconds, ...longWait.escalate].map(minutesOf);
	return [...new Set(minutes)].filter((at) => at <= top).map((at) => ({ at, label: prime(at) }));
}

/** Of the half hours that are known in full, the one whose people waited longest: nine in ten less than `p90`. */
export function longest(halves: readonly Half[]): { half: Half; p90: number } | null {
	let most: { half: Half; p90: number } | null = null;
	for (const half of halves) {
		const p90 = isKnown(half) ? p90Of(half.row) : null;
		if (p90 !== null && p90 > (most?.p90 ?? -1)) most = { half, p90 };
	}
	return most;
}

/** The half hour, of those that are over, in which most people came. */
export function busiest(halves: readonly Half[]): { half: Half; issued: number } | null {
	let most: { half: Half; issued: number } | null = null;
	for (const half of halves) {
		const issued = half.state === 'over' ? (half.row?.issued ?? 0) : 0;
		if (issued > (most?.issued ?? 0)) most = { half, issued };
	}
	return most;
}
