/** One line over time and where it is expected to go, drawn by Chart.js. Loaded only when a chart is about to be drawn. */
import { Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import type { ChartTheme } from './theme.ts';

/** `x` an instant; a `y` of null is a gap, and stays one. */
export interface TrendPoint {
	x: number;
	y: number | null;
}

/** What is expected at an instant, and between what. */
export interface BandPoint extends TrendPoint {
	low: number;
	high: number;
}

export interface TrendFrame {
	points: readonly TrendPoint[];
	/** Begins where the line ends. */
	ahead: readonly BandPoint[];
	from: number;
	to: number;
	top: number;
	/** The value of the gridline, which the page draws and the band would hide. */
	mark: number;
}

Chart.register(LineController, LineElement, LinearScale, PointElement);

/** Space around the plot, so that a line at its edge keeps its whole width. */
export const TREND_PAD = 4;
/** Ink on the wall; and from one dot of the forecast to the next. */
const INK = 4;
const DOTS = 9;

/** A line on a canvas whose size is set already; grid and words are the page's. */
export class Trend {
	readonly #chart: Chart<'line', TrendPoint[]>;
	#frame: TrendFrame;

	constructor(canvas: HTMLCanvasElement, frame: TrendFrame, theme: ChartTheme, pixelRatio: number) {
		this.#frame = frame;
		const line = {
			borderWidth: INK,
			borderJoinStyle: 'round',
			tension: 0,
			spanGaps: false,
			clip: false
		} as const;
		this.#chart = new Chart<'line', TrendPoint[]>(canvas, {
			type: 'line',
			data: {
				datasets: [
					{
						...line,
						data: [...frame.points],
						borderColor: theme.ink,
						pointBackgroundColor: theme.ink,
						pointBorderWidth: 0,
						// Only the present has a point.
						pointRadius: (point) => (point.dataIndex === point.dataset.data.length - 1 ? 7 : 0)
					},
					{
						...line,
						data: [...frame.ahead],
						borderColor: theme.forecast,
						borderCapStyle: 'round',
						borderDash: [0, DOTS],
						pointRadius: 0
					}
				]
			},
			options: {
				animation: false,
				responsive: false,
				devicePixelRatio: pixelRatio,
				events: [],
				parsing: false,
				normalized: true,
				layout: { padding: { top: TREND_PAD, bottom: TREND_PAD } },
				scales: {
					x: { type: 'linear', display: false, min: frame.from, max: frame.to },
					y: { type: 'linear', display: false, min: 0, max: frame.top }
				}
			},
			plugins: [{ id: 'band', beforeDatasetsDraw: (chart) => drawBand(chart, this.#frame, theme) }]
		});
	}

	update(frame: TrendFrame): void {
		const [line, ahead] = this.#chart.data.datasets;
		const { x, y } = this.#chart.options.scales ?? {};
		if (!line || !ahead || !x || !y) return;
		this.#frame = frame;
		line.data = [...frame.points];
		ahead.data = [...frame.ahead];
		x.min = frame.from;
		x.max = frame.to;
		y.max = frame.top;
		this.#chart.update('none');
	}

	destroy(): void {
		this.#chart.destroy();
	}
}

/**
 * The flat band between low and high, under the lines. By hand: the plugin that fills between two datasets weighs
 * more than the rest of this file together.
 */
function drawBand(
	{ ctx, scales: { x, y } }: Pick<Chart, 'ctx' | 'scales'>,
	{ ahead, mark }: TrendFrame,
	theme: ChartTheme
): void {
	if (!x || !y) return;
	const at = (value: number) => y.getPixelForValue(value);
	ctx.save();
	ctx.fillStyle = theme.forecastBand;
	for (const part of unbroken(ahead)) {
		ctx.beginPath();
		for (const point of part) ctx.lineTo(x.getPixelForValue(point.x), at(point.high));
		for (const point of part.reverse()) ctx.lineTo(x.getPixelForValue(point.x), at(point.low));
		ctx.fill();
		// The limit goes through.
		ctx.save();
		ctx.clip();
		ctx.fillStyle = theme.line;
		ctx.fillRect(x.left, Math.round(at(mark)) - 1, x.width, 1);
		ctx.restore();
	}
	ctx.restore();
}

/** The stretches without a gap. */
export function unbroken(ahead: readonly BandPoint[]): BandPoint[][] {
	const parts: BandPoint[][] = [[]];
	for (const point of ahead) {
		if (point.y === null) parts.push([]);
		else parts[parts.length - 1]?.push(point);
	}
	return parts.filter((part) => part.length > 1);
}
