/** One line over time, drawn by Chart.js. Loaded only when a chart is about to be drawn. */
import { Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import type { ChartTheme } from './theme.ts';

/** `x` an instant; a `y` of null is a gap, and stays one. */
export interface TrendPoint {
	x: number;
	y: number | null;
}

export interface TrendFrame {
	points: readonly TrendPoint[];
	from: number;
	to: number;
	top: number;
}

Chart.register(LineController, LineElement, LinearScale, PointElement);

/** Space around the plot, so that a line at its edge keeps its whole width. */
export const TREND_PAD = 4;

/** A line on a canvas whose size is set already; grid and words are the page's. */
export class Trend {
	readonly #chart: Chart<'line', TrendPoint[]>;

	constructor(canvas: HTMLCanvasElement, frame: TrendFrame, theme: ChartTheme, pixelRatio: number) {
		this.#chart = new Chart<'line', TrendPoint[]>(canvas, {
			type: 'line',
			data: {
				datasets: [
					{
						data: [...frame.points],
						borderColor: theme.ink,
						borderWidth: 4,
						borderJoinStyle: 'round',
						tension: 0,
						spanGaps: false,
						clip: false,
						pointBackgroundColor: theme.ink,
						pointBorderWidth: 0,
						// Only the present has a point.
						pointRadius: (point) => (point.dataIndex === point.dataset.data.length - 1 ? 7 : 0)
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
			}
		});
	}

	update(frame: TrendFrame): void {
		const [line] = this.#chart.data.datasets;
		const { x, y } = this.#chart.options.scales ?? {};
		if (!line || !x || !y) return;
		line.data = [...frame.points];
		x.min = frame.from;
		x.max = frame.to;
		y.max = frame.top;
		this.#chart.update('none');
	}

	destroy(): void {
		this.#chart.destroy();
	}
}
