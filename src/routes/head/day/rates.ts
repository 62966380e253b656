/** Shares of the day against the branch's goals. */
import { FEWEST_FOR_A_SHARE } from '#lib/client/format.ts';
import { wilson } from '#lib/charts/wilson.ts';
import type { Interval } from '#lib/charts/wilson.ts';
import type { BranchRow, TodayRow } from '#lib/protocol/index.ts';
import type { StatRow } from '../results/stats.ts';

/** Of fewer than five no share is given; the counts are. */
export interface Share {
	part: number;
	whole: number;
	share: number | null;
	interval: Interval | null;
}

export interface Rate extends Share {
	id: 'pitchCoverage' | 'withinTarget' | 'abandoned' | 'outflowKept';
	/** From 0 to 1; null where the branch has set none. */
	goal: number | null;
	/** Ten points under its goal, or more. */
	behind: boolean;
}

/** What the rates are shares of, whatever days they are about. */
export interface Counted {
	finished: number;
	covered: number;
	calls: number;
	callsWithinTarget: number;
	abandoned: number;
	/** Tickets that are over. */
	over: number;
	outflowTold: number;
	outflowKept: number;
}

/** Before anything is known. */
export const NOTHING: Counted = {
	finished: 0,
	covered: 0,
	calls: 0,
	callsWithinTarget: 0,
	abandoned: 0,
	over: 0,
	outflowTold: 0,
	outflowKept: 0
};

const BEHIND = 0.1;

export function shareOf(part: number, whole: number): Share {
	const enough = whole >= FEWEST_FOR_A_SHARE;
	return {
		part,
		whole,
		share: enough ? part / whole : null,
		interval: enough ? wilson(part, whole) : null
	};
}

/** Of today, as it is told live; `open` counts the tickets that are not over. */
export function countedToday(today: TodayRow, open: number): Counted {
	const ended = today.finished + today.abandoned + today.noShow + today.diverted;
	return { ...today, over: Math.max(ended, today.issued - open) };
}

/** Of other days: of their tickets by day, and of their talks and sentences; `open` of them are not over. */
export function countedOf(
	stats: readonly StatRow[],
	total: Pick<Counted, 'finished' | 'covered' | 'outflowTold' | 'outflowKept'>,
	open: number
): Counted {
	const sum = (of: (row: StatRow) => number) => stats.reduce((all, row) => all + of(row), 0);
	return {
		finished: total.finished,
		covered: total.covered,
		outflowTold: total.outflowTold,
		outflowKept: total.outflowKept,
		calls: sum(({ calls }) => calls),
		// A share of whole calls: the count comes out whole again.
		callsWithinTarget: sum(({ calls, withinTarget }) => Math.round(calls * (withinTarget ?? 0))),
		abandoned: sum(({ abandoned }) => abandoned),
		over: Math.max(0, sum(({ issued }) => issued) - open)
	};
}

export function ratesOf(counted: Counted, { targets }: Pick<BranchRow, 'targets'>): Rate[] {
	return [
		rate('pitchCoverage', shareOf(counted.covered, counted.finished), targets.pitchCoverage),
		rate('withinTarget', shareOf(counted.callsWithinTarget, counted.calls), targets.withinTarget),
		rate('abandoned', shareOf(counted.abandoned, counted.over), null),
		rate('outflowKept', shareOf(counted.outflowKept, counted.outflowTold), null)
	];
}

function rate(id: Rate['id'], share: Share, goal: number | null): Rate {
	return { ...share, id, goal, behind: isBehindGoal(share, goal) };
}

/** Ten points under a goal, or more. */
export function isBehindGoal({ share }: Share, goal: number | null): boolean {
	// In whole thousandths: 0.75 is ten points under 0.85, whatever binary makes of it.
	const short = goal === null || share === null ? 0 : goal - share;
	return Math.round(short * 1000) >= BEHIND * 1000;
}

/** The rate that is furthest under its goal. */
export function furthestBehind(rates: readonly Rate[]): { rate: Rate; points: number } | null {
	let worst: { rate: Rate; points: number } | null = null;
	for (const rate of rates) {
		if (rate.goal === null || rate.share === null) continue;
		const points = (rate.goal - rate.share) * 100;
		if (points > 0 && points > (worst?.points ?? 0)) worst = { rate, points };
	}
	return worst;
}
