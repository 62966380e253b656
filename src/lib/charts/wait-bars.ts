import { barsOf, fontSize } from './bars.ts';
import type { BarsInput } from './bars.ts';

/** Waits of one column in minutes: half waited less than `low`, nine in ten less than `high`. */
export interface WaitRange {
	low: number;
	/** Null of too few. */
	high: number | null;
	/** People of this column still wait, so that its upper end is not known yet. */
	unfinished: boolean;
}

export interface WaitBarsInput extends BarsInput {
	ranges: readonly (WaitRange | null)[];
	/** Written once, beside the bar that has the most room. */
	words: { low: string; high: string };
}

/** Ink for what is measured: 2 px in the office. */
const INK = 2;
/** Between a cap and its word. */
const GAP = 6;

export const draw = barsOf<WaitBarsInput>({
	datasets(input, theme) {
		return [
			{
				data: input.ranges.map((range, i) => ({
					x: i + 0.5,
					y: range?.high == null ? null : ([range.low, range.high] as [number, number])
				})),
				backgroundColor: input.ranges.map((range) => (range?.unfinished ? theme.line : theme.bar)),
				barPercentage: 0.3
			}
		];
	},
	over(context, chart, input, theme) {
		const { x, y } = chart.scales;
		if (!x || !y) return;
		const half = Math.max(4, (x.getPixelForValue(1) - x.getPixelForValue(0)) * 0.26);
		context.save();
		const cap = (column: number, minutes: number) => {
			const middle = x.getPixelForValue(column + 0.5);
			context.fillRect(
				Math.round(middle - half),
				Math.round(y.getPixelForValue(minutes)) - INK / 2,
				Math.round(half * 2),
				INK
			);
		};
		input.ranges.forEach((range, column) => {
			if (!range) return;
			context.fillStyle = range.unfinished ? theme.lineStrong : theme.ink;
			cap(column, range.low);
			if (range.high !== null && !range.unfinished) cap(column, range.high);
		});
		const size = fontSize(chart);
		context.font = `${size}px ${theme.font}`;
		context.fillStyle = theme.ink2;
		context.textBaseline = 'middle';
		const column = x.getPixelForValue(1) - x.getPixelForValue(0);
		const width = (end: Word['end']) => context.measureText(input.words[end]).width + half + GAP;
		const reach = (end: Word['end']) => Math.ceil(width(end) / column - 0.5);
		for (const word of placed(input, reach('low'), reach('high'))) {
			const middle = x.getPixelForValue(word.column + 0.5);
			const right = word.side === 'right';
			context.textAlign = right ? 'left' : 'right';
			const from = middle + (right ? half + GAP : -half - GAP);
			context.fillText(input.words[word.end], from, y.getPixelForValue(word.minutes));
		}
		context.restore();
	}
});

interface Word {
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
	{ ranges, top }: Pick<WaitBarsInput, 'ranges' | 'top'>,
	lowReach: number,
	highReach: number
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
		.find((word) => isFree(ranges, word, highReach, clear));
	const lower = finished
		.map(({ column, low }) => ({ end: 'low' as const, column, minutes: low, side: SIDES[0] }))
		.findLast((word) => isFree(ranges, word, lowReach, clear));
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
