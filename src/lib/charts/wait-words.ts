/** Waits of one column in minutes: half waited less than `low`, nine in ten less than `high`. */
export interface WaitRange {
	low: number;
	/** Null of too few. */
	high: number | null;
	/** People of this column still wait, so that its upper end is not known yet. */
	unfinished: boolean;
}

/** A word beside the end of one bar. */
export interface Word {
	end: 'low' | 'high';
	column: number;
	minutes: number;
	side: 'left' | 'right';
}

/**
 * Where the two words stand so that nothing is in their way: the upper one beside the tallest bar that leaves it
 * room, the lower one beside the last. They reach over so many columns; a word without room is left out.
 */
export function placed(
	ranges: readonly (WaitRange | null)[],
	top: number,
	reach: { low: number; high: number }
): Word[] {
	const clear = top / 10;
	const finished = ranges.flatMap((range, column) =>
		range && !range.unfinished ? [{ ...range, column }] : []
	);
	const upper = finished
		.flatMap(({ column, high }) =>
			high === null
				? []
				: SIDES.map((side) => ({ end: 'high' as const, column, minutes: high, side }))
		)
		.sort((a, b) => b.minutes - a.minutes)
		.find((word) => isFree(ranges, word, reach.high, clear));
	const lower = finished
		.map(({ column, low }) => ({ end: 'low' as const, column, minutes: low, side: SIDES[0] }))
		.findLast((word) => isFree(ranges, word, reach.low, clear));
	return [upper, lower].filter((word) => word !== undefined);
}

const SIDES = ['right', 'left'] as const;

function isFree(
	ranges: readonly (WaitRange | null)[],
	{ column, minutes, side }: Word,
	reach: number,
	clear: number
): boolean {
	for (let step = 1; step <= reach; step += 1) {
		const beside = column + (side === 'right' ? step : -step);
		if (beside < 0 || beside >= ranges.length) return false;
		const range = ranges[beside];
		if (!range) continue;
		const top = Math.max(range.low, range.high ?? 0);
		if (minutes - clear < top && minutes + clear > range.low) return false;
	}
	return true;
}
