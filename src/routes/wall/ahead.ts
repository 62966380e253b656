/** What the wall draws of the hour to come, from the rows that the branch expects. Pure. */
import type { BandPoint } from '#lib/charts/trend.ts';
import type { KpiRow, NextRow } from '#lib/protocol/index.ts';

/** People in line, and the minutes that they will have waited on average. */
export interface Ahead {
	people: BandPoint[];
	waits: BandPoint[];
}

/** The instants after `now`, in order; what the rows say of one that has passed is over. */
export function aheadOf(kpis: Readonly<Record<string, KpiRow>>, now: number): Ahead {
	const rows = Object.values(kpis)
		.filter((row): row is NextRow => row.id.startsWith('next/'))
		.filter(({ at }) => at > now)
		.sort((a, b) => a.at - b.at);
	return {
		people: rows.map(({ at, waiting: { mean, low, high } }) => ({ x: at, y: mean, low, high })),
		waits: rows.map(({ at, meanWaiting: band }) => ({
			x: at,
			y: band && band.mean / 60,
			low: band ? band.low / 60 : 0,
			high: band ? band.high / 60 : 0
		}))
	};
}

/** The band grows out of what is measured now; where nothing is, it begins with the first instant. */
export function fromNow(ahead: readonly BandPoint[], now: number, y: number | null): BandPoint[] {
	if (ahead.length === 0 || y === null) return [...ahead];
	return [{ x: now, y, low: y, high: y }, ...ahead];
}

/** The tops of a band, so that an axis leaves it room. */
export function topsOf(ahead: readonly BandPoint[]): { x: number; y: number | null }[] {
	return ahead.map(({ x, y, high }) => ({ x, y: y === null ? null : high }));
}

/** What is expected at an instant in whole numbers, between what; null where nothing is. */
export interface Expected {
	x: number;
	y: number;
	value: number;
	/** `6–14`, rounded outwards. */
	range: string;
}

export function inWhole(
	point: BandPoint | undefined,
	whole: (value: number) => number
): Expected | null {
	if (point === undefined || point.y === null) return null;
	const { x, y, low, high } = point;
	return { x, y, value: whole(y), range: `${Math.floor(low)}–${Math.ceil(high)}` };
}
