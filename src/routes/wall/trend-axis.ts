import type { TrendPoint } from '#lib/charts/trend.ts';

const HOUR = 3_600_000;

/** Whole hours of an axis. Every zone in use differs from UTC by whole quarters; hours are those of the epoch. */
export function hoursBetween(from: number, to: number): number[] {
	const hours: number[] = [];
	for (let at = Math.ceil(from / HOUR) * HOUR; at <= to; at += HOUR) hours.push(at);
	// A long day has more hours than room for their words.
	const each = Math.ceil(hours.length / 7);
	return hours.filter((_, index) => index % each === 0);
}

/** The top of a y axis: fixed until exceeded, then in steps of ten. */
export function scaleTo(points: readonly TrendPoint[], fixed: number): number {
	const most = mostOf(points)?.y ?? 0;
	return most <= fixed ? fixed : Math.ceil(most / 10) * 10;
}

export function mostOf(points: readonly TrendPoint[]): { x: number; y: number } | undefined {
	let most: { x: number; y: number } | undefined;
	for (const { x, y } of points) if (y !== null && (!most || y > most.y)) most = { x, y };
	return most;
}
