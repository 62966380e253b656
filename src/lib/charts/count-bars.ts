import { barsOf, fontSize } from './bars.ts';
import type { BarsInput } from './bars.ts';

/** People of one column. */
export interface Count {
	count: number;
	/** The column is not over: it may still grow. */
	growing: boolean;
}

export interface CountBarsInput extends BarsInput {
	counts: readonly (Count | null)[];
}

export const draw = barsOf<CountBarsInput>({
	datasets(input, theme) {
		return [
			{
				data: input.counts.map((each, i) => ({ x: i + 0.5, y: each?.count || null })),
				backgroundColor: input.counts.map((each) => (each?.growing ? theme.line : theme.bar)),
				barPercentage: 0.78,
				borderRadius: 2
			}
		];
	},
	over(context, chart, input, theme) {
		context.save();
		context.font = `${fontSize(chart)}px ${theme.font}`;
		context.fillStyle = theme.ink2;
		context.textAlign = 'center';
		context.textBaseline = 'bottom';
		input.counts.forEach((each, i) => {
			if (!each) return;
			const x = chart.scales['x']?.getPixelForValue(i + 0.5) ?? 0;
			const y = chart.scales['y']?.getPixelForValue(each.count) ?? 0;
			context.fillText(String(each.count), x, y - 4);
		});
		context.restore();
	}
});
