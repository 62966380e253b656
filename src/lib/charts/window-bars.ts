import { barsOf, fontSize } from './bars.ts';
import type { BarDataset, BarsInput } from './bars.ts';

/** Engagement windows of one column: used solid, missed hollow, undecided ones in grey. */
export interface WindowColumn {
	used: number;
	missed: number;
	undecided: number;
	/** Written above the bar. */
	label: string;
}

export interface WindowBarsInput extends BarsInput {
	windows: readonly WindowColumn[];
}

/** Between two stacked parts, so that solid and hollow read as two things. */
const GAP = 2;

export const draw = barsOf<WindowBarsInput>({
	datasets(input, theme) {
		const part = (key: 'used' | 'missed' | 'undecided', look: Partial<BarDataset>): BarDataset => ({
			...look,
			data: input.windows.map((column, i) => ({ x: i + 0.5, y: rangeOf(column, key) })),
			barPercentage: 0.78,
			borderRadius: 2
		});
		return [
			part('used', {
				backgroundColor: theme.window,
				borderColor: theme.surface,
				borderWidth: input.windows.map(({ missed, undecided }) => ({
					top: missed + undecided > 0 ? GAP : 0
				}))
			}),
			part('missed', hollow(theme.window)),
			part('undecided', hollow(theme.lineStrong))
		];
	},
	over(context, chart, input, theme) {
		const size = fontSize(chart);
		context.save();
		context.font = `${size}px ${theme.font}`;
		context.textAlign = 'center';
		context.textBaseline = 'bottom';
		context.fillStyle = theme.ink2;
		const place = (value: number) => chart.scales['x']?.getPixelForValue(value) ?? 0;
		const wide = place(1) - place(0) - GAP;
		// Where one does not fit over its column, all are broken at the stroke.
		const broken = input.windows.some(({ label }) => context.measureText(label).width > wide);
		input.windows.forEach((column, i) => {
			const y = chart.scales['y']?.getPixelForValue(heightOf(column)) ?? 0;
			const lines = broken ? column.label.split(/(?<=\/)/) : [column.label];
			lines.toReversed().forEach((line, up) => {
				context.fillText(line, place(i + 0.5), y - GAP - up * size);
			});
		});
		context.restore();
	}
});

function hollow(color: string): Partial<BarDataset> {
	return { backgroundColor: 'transparent', borderColor: color, borderWidth: 2 };
}

function heightOf({ used, missed, undecided }: WindowColumn): number {
	return used + missed + undecided;
}

/** Parts are floating bars rather than a stack: each keeps its own outline. */
function rangeOf(column: WindowColumn, key: 'used' | 'missed' | 'undecided') {
	if (column[key] === 0) return null;
	const from = key === 'used' ? 0 : key === 'missed' ? column.used : column.used + column.missed;
	return [from, from + column[key]] as [number, number];
}
