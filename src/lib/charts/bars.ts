import { BarController, BarElement, Chart, LinearScale } from 'chart.js';
import type { ChartDataset, ChartOptions, ScriptableScaleContext } from 'chart.js';
import type { Draw } from './attach.svelte.ts';
import type { ChartTheme } from './theme.ts';

Chart.register(BarController, BarElement, LinearScale);

/** A place on an axis and the word that stands there. */
export interface Tick {
	at: number;
	label: string;
}

/**
 * What all charts of bars over one time axis share. The axis is counted in columns: column `i` reaches from `i`
 * to `i + 1`, and its bar stands in the middle.
 */
export interface BarsInput {
	columns: number;
	ticks: readonly Tick[];
	/** Horizontal lines that mean something. The first one is the limit, and stronger. */
	lines: readonly Tick[];
	/** Of the y axis. */
	top: number;
	/** Words stand above the bars: room for them over the highest one. */
	labelled: boolean;
	/** The column that is looked at, or null. */
	selected: number | null;
}

export type Bar = { x: number; y: number | [number, number] | null };
export type BarDataset = ChartDataset<'bar', Bar[]>;
export type Drawn = Pick<Chart, 'ctx' | 'scales' | 'chartArea' | 'width'>;

/** What tells one kind of bars from another. */
export interface Paint<Input extends BarsInput> {
	datasets(input: Input, theme: ChartTheme): BarDataset[];
	/** The ground of columns, under everything. */
	under?(context: CanvasRenderingContext2D, chart: Drawn, input: Input, theme: ChartTheme): void;
	/** Whatever bars cannot say: caps and words, on top of everything. */
	over?(context: CanvasRenderingContext2D, chart: Drawn, input: Input, theme: ChartTheme): void;
}

/** For the words of the y axis. */
const MARGIN = 36;

/** Words on an axis; on a telephone one step smaller. */
export function fontSize(chart: { width: number }): number {
	return chart.width < 480 ? 12 : 14;
}

export function barsOf<Input extends BarsInput>(paint: Paint<Input>): Draw<Input> {
	return (canvas, first, firstTheme) => {
		let input = first;
		let theme = firstTheme;
		const chart = new Chart<'bar', Bar[], unknown>(canvas, {
			type: 'bar',
			data: { datasets: paint.datasets(input, theme) },
			options: optionsOf(input, theme),
			plugins: [
				{
					id: 'selected',
					beforeDraw: (drawn) => {
						paint.under?.(drawn.ctx, drawn, input, theme);
						shade(drawn, input, theme);
					}
				},
				{
					id: 'over',
					afterDatasetsDraw: (drawn) => paint.over?.(drawn.ctx, drawn, input, theme)
				}
			]
		});
		return {
			update(next, nextTheme) {
				const reframed = nextTheme !== theme || frameOf(next) !== frameOf(input);
				input = next;
				theme = nextTheme;
				chart.data.datasets = paint.datasets(input, theme);
				if (reframed) chart.options = optionsOf(input, theme);
				chart.update('none');
			},
			redraw: () => chart.update('none'),
			pointAt(x) {
				const { left, right } = chart.chartArea;
				const column = Math.floor(chart.scales['x']?.getValueForPixel(x) ?? -1);
				return x >= left && x <= right && column >= 0 && column < input.columns ? column : null;
			},
			destroy: () => chart.destroy()
		};
	};
}

/** What the options are made of, so that they are made anew only when it changes. */
function frameOf({ columns, ticks, lines, top, labelled }: BarsInput): string {
	return JSON.stringify([columns, ticks, lines, top, labelled]);
}

function optionsOf(input: BarsInput, theme: ChartTheme): ChartOptions<'bar'> {
	const limit = input.lines[0]?.at;
	return {
		animation: false,
		responsive: true,
		maintainAspectRatio: false,
		events: [],
		font: { family: theme.font },
		layout: { padding: { top: input.labelled ? 32 : 1, right: 1 } },
		scales: {
			x: {
				type: 'linear',
				min: 0,
				max: input.columns,
				offset: false,
				border: { color: theme.lineStrong },
				grid: { display: false },
				afterBuildTicks: (scale) => {
					scale.ticks = input.ticks.map(({ at }) => ({ value: at }));
				},
				ticks: {
					...words(theme),
					autoSkipPadding: 8,
					maxRotation: 0,
					callback: (value) => input.ticks.find(({ at }) => at === value)?.label ?? ''
				}
			},
			y: {
				type: 'linear',
				min: 0,
				max: input.top,
				border: { display: false },
				grid: {
					drawTicks: false,
					lineWidth: 1,
					color: (context: ScriptableScaleContext) =>
						context.tick?.value === limit ? theme.lineStrong : theme.line
				},
				// The same for all, so that charts one above the other have one x axis.
				afterFit: (scale) => {
					scale.width = input.lines.length > 0 ? MARGIN : 0;
				},
				afterBuildTicks: (scale) => {
					scale.ticks = input.lines.map(({ at }) => ({ value: at }));
				},
				ticks: {
					...words(theme),
					autoSkip: false,
					padding: 8,
					callback: (value) => input.lines.find(({ at }) => at === value)?.label ?? ''
				}
			}
		},
		datasets: { bar: { grouped: false, borderSkipped: false, categoryPercentage: 1 } }
	};
}

function words(theme: ChartTheme) {
	return {
		color: theme.ink2,
		font: ({ chart }: { chart: Chart }) => ({ family: theme.font, size: fontSize(chart) })
	};
}

/** The ground of the column that is looked at. */
function shade(chart: Drawn, input: BarsInput, theme: ChartTheme): void {
	const x = chart.scales['x'];
	if (input.selected === null || !x) return;
	const { top, bottom } = chart.chartArea;
	const left = x.getPixelForValue(input.selected);
	chart.ctx.save();
	chart.ctx.fillStyle = theme.surface2;
	chart.ctx.fillRect(left, top, x.getPixelForValue(input.selected + 1) - left, bottom - top);
	chart.ctx.restore();
}
