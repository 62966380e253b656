import { barsOf, fontSize } from './bars.ts';
import type { BarsInput } from './bars.ts';
import { drawMarks, haloText, shadeSpan } from './draw-marks.ts';
import { placed } from './wait-words.ts';
import type { WaitRange, Word } from './wait-words.ts';
import { withMarks } from './what-if-marks.ts';
import type { WhatIfMarks } from './what-if-marks.ts';

export interface WaitBarsInput extends BarsInput {
	ranges: readonly (WaitRange | null)[];
	/** Written once, beside the bar that has the most room. */
	words: { low: string; high: string };
	whatIf?: WhatIfMarks | null;
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
	under(context, chart, { whatIf }, theme) {
		if (whatIf) shadeSpan(context, chart, whatIf, theme);
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
		const write = haloText(context, chart, input.whatIf, theme);
		const column = x.getPixelForValue(1) - x.getPixelForValue(0);
		const width = (end: Word['end']) => context.measureText(input.words[end]).width + half + GAP;
		const reach = (end: Word['end']) => Math.ceil(width(end) / column - 0.5);
		const words = placed(withMarks(input), input.top, { low: reach('low'), high: reach('high') });
		for (const word of words) {
			const middle = x.getPixelForValue(word.column + 0.5);
			const right = word.side === 'right';
			context.textAlign = right ? 'left' : 'right';
			const from = middle + (right ? half + GAP : -half - GAP);
			const at = y.getPixelForValue(word.minutes);
			write(input.words[word.end], from, at);
		}
		if (input.whatIf) {
			const taken = words.map((word) => ({ ...word, reach: Math.max(0, reach(word.end)) }));
			drawMarks(context, chart, { ...input, whatIf: input.whatIf, taken }, theme);
		}
		context.restore();
	}
});
