import type { Tick } from '#lib/charts/bars.ts';
import type { Half } from './halves.ts';

/** Whole hours where they begin, under columns of half hours. */
export function halfHourTicks(halves: readonly Half[]): Tick[] {
	return halves.flatMap(({ label }, at) =>
		label.endsWith(':00') ? [{ at, label: label.slice(0, -3) }] : []
	);
}

/** Under columns of half hours, as today's are, or under whole hours. */
export function columnTicks(columns: readonly Half[], areHalves: boolean): Tick[] {
	if (areHalves) return halfHourTicks(columns);
	return hourTicks(columns.map(({ label }) => ({ label: label.slice(0, -3) })));
}

/** Each hour in the middle of its own column. */
export function hourTicks(hours: readonly { label: string }[]): Tick[] {
	return hours.map(({ label }, i) => ({ at: i + 0.5, label }));
}
