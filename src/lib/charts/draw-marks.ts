import { fontSize } from './bars.ts';
import type { Drawn } from './bars.ts';
import type { ChartTheme } from './theme.ts';
import type { WaitRange } from './wait-words.ts';
import { airBeside } from './what-if-marks.ts';
import type { Crowded, WhatIfMarks } from './what-if-marks.ts';

interface Marked {
	ranges: readonly (WaitRange | null)[];
	top: number;
	taken: Crowded['taken'];
	whatIf: WhatIfMarks;
}

const RADIUS = 5;
/** Between a mark and its word. */
const GAP = 10;
const DOTS = [2, 3];

/** The ground of the span in which it would be different. */
export function shadeSpan(
	context: CanvasRenderingContext2D,
	{ scales: { x }, chartArea: { top, bottom } }: Drawn,
	{ span }: WhatIfMarks,
	theme: ChartTheme
): void {
	if (!x || span === null) return;
	const [left, right] = span.map((column) => x.getPixelForValue(column)) as [number, number];
	context.save();
	context.fillStyle = theme.surface2;
	context.fillRect(left, top, right - left, bottom - top);
	context.restore();
}

/** Text that a line or a bar may run behind, but not through; over a shaded span its edge has the span's colour. */
export function haloText(
	context: CanvasRenderingContext2D,
	chart: Drawn,
	marks: WhatIfMarks | null | undefined,
	theme: ChartTheme
): (text: string, x: number, y: number) => void {
	const { x: axis, y: height } = chart.scales;
	const span = marks?.span ?? null;
	return (text, x, y) => {
		context.lineWidth = 4;
		context.lineJoin = 'round';
		context.strokeStyle = theme.surface;
		context.strokeText(text, x, y);
		if (span !== null && axis && height) {
			const [left, right] = span.map((column) => axis.getPixelForValue(column)) as [number, number];
			context.save();
			context.beginPath();
			context.rect(left, height.top, right - left, height.bottom - height.top);
			context.clip();
			context.strokeStyle = theme.surface2;
			context.strokeText(text, x, y);
			context.restore();
		}
		context.fillText(text, x, y);
	};
}

/** Dotted what is expected as it is, hollow circles what it would be, and their words. */
export function drawMarks(
	context: CanvasRenderingContext2D,
	chart: Drawn,
	{ ranges, top, taken, whatIf }: Marked,
	theme: ChartTheme
): void {
	const { x, y } = chart.scales;
	if (!x || !y) return;
	const { base, changed, words, now, pending } = whatIf;
	const width = x.getPixelForValue(1) - x.getPixelForValue(0);
	const middle = (column: number) => x.getPixelForValue(column + 0.5);
	const height = (minutes: number) => y.getPixelForValue(minutes);
	context.save();
	context.lineWidth = 1;
	context.strokeStyle = theme.lineStrong;
	if (now !== null && now > 0) {
		const at = Math.round(x.getPixelForValue(now)) + 0.5;
		line(context, [at, chart.chartArea.top], [at, chart.chartArea.bottom]);
	}
	context.lineWidth = 2;
	context.strokeStyle = theme.forecast;
	context.setLineDash(DOTS);
	const half = Math.max(5, width * 0.32);
	base.forEach((minutes, column) => {
		if (minutes === null) return;
		const at = Math.round(height(minutes));
		line(context, [middle(column) - half, at], [middle(column) + half, at]);
	});
	context.setLineDash([]);

	const extents = ranges.map((range, column) => {
		const values = [range?.low, range?.high, base[column], changed[column]];
		const known = values.filter((value) => value != null);
		return known.length === 0 ? null : ([Math.min(...known), Math.max(...known)] as const);
	});
	const halo = haloText(context, chart, whatIf, theme);
	const size = fontSize(chart);
	context.font = `${size}px ${theme.font}`;
	const placed: Crowded['taken'][number][] = [...taken];
	const write = (text: string, marks: readonly (number | null)[], near: number) => {
		if (text === '') return;
		const reach = Math.ceil((context.measureText(text).width + GAP) / width - 0.5);
		const word = airBeside(marks, { extents, top, reach, near, taken: placed });
		if (word === null) return;
		placed.push({ ...word, reach });
		const right = word.side === 'right';
		const from = middle(word.column) + (right ? GAP : -GAP);
		const at = height(word.minutes);
		const mark = marks[word.column] as number;
		const over = word.minutes > mark ? -1 : 1;
		context.lineWidth = 1;
		context.strokeStyle = theme.lineStrong;
		line(
			context,
			[middle(word.column), height(mark) + over * RADIUS],
			[from - (right ? 3 : -3), at - (over * size) / 3]
		);
		context.textAlign = right ? 'left' : 'right';
		context.textBaseline = 'middle';
		context.fillStyle = theme.ink2;
		halo(text, from, at);
	};
	write(words.changed, changed, (whatIf.span?.[1] ?? 1) - 1);
	write(words.base, base, base.length - 1);

	context.lineWidth = 2;
	context.fillStyle = theme.surface;
	context.strokeStyle = pending ? theme.bar : theme.ink;
	changed.forEach((minutes, column) => {
		if (minutes === null) return;
		context.beginPath();
		context.arc(middle(column), height(minutes), RADIUS, 0, Math.PI * 2);
		context.fill();
		context.stroke();
	});
	context.restore();
}

function line(
	context: CanvasRenderingContext2D,
	[fromX, fromY]: [number, number],
	[toX, toY]: [number, number]
): void {
	context.beginPath();
	context.moveTo(fromX, fromY);
	context.lineTo(toX, toY);
	context.stroke();
}
