/** Shares of the day against the branch's goals. */
import { FEWEST_FOR_A_SHARE } from '#lib/client/format.ts';
import { wilson } from '#lib/charts/wilson.ts';
import type { Interval } from '#lib/charts/wilson.ts';
import type { BranchRow, TodayRow } from '#lib/protocol/index.ts';

/** Of fewer than five no share is given; the counts are. */
export interface Share {
	part: number;
	whole: number;
	share: number | null;
	interval: Interval | null;
}

export interface Rate extends Share {
	id: 'withinTarget' | 'windowsUsed' | 'abandoned' | 'pitchCoverage';
	/** From 0 to 1; null where the branch has set none. */
	goal: number | null;
	/** Ten points under its goal, or more. */
	behind: boolean;
	/** Recorded at all; what is not keeps its place and shows nothing. */
	real: boolean;
}

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

/** `open` counts the tickets that are not over. */
export function ratesOf(today: TodayRow, branch: BranchRow, open: number): Rate[] {
	const ended = today.finished + today.abandoned + today.noShow + today.diverted;
	const over = Math.max(ended, today.issued - open);
	const pitched = Math.round((today.pitchCoverage ?? 0) * today.finished);
	return [
		rate(
			'withinTarget',
			shareOf(today.callsWithinTarget, today.calls),
			branch.targets.withinTarget
		),
		rate(
			'windowsUsed',
			shareOf(today.promptsEngaged, today.promptsRaised),
			branch.targets.windowsUsed
		),
		rate('abandoned', shareOf(today.abandoned, over), null),
		{ ...rate('pitchCoverage', shareOf(pitched, today.finished), null), real: pitched > 0 }
	];
}

function rate(id: Rate['id'], share: Share, goal: number | null): Rate {
	// In whole thousandths: 0.75 is ten points under 0.85, whatever binary makes of it.
	const short = goal === null || share.share === null ? 0 : goal - share.share;
	return { ...share, id, goal, behind: Math.round(short * 1000) >= BEHIND * 1000, real: true };
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
