import type { Config } from '#lib/domain/config/config.ts';
import { businessDayAt, instantAt, openingHours } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';

/** Instants from `from` up to, not including, `to`; epoch milliseconds. */
export interface Stretch {
	from: number;
	to: number;
}

/**
 * When a branch was open on the days `first` to `last` (YYYY-MM-DD, both included), as far as `now`, by the hours that it
 * has now; oldest first. A branch that never said when it is open is open round the clock.
 */
export function openStretches(
	{ file, timeZone }: Pick<Config, 'file' | 'timeZone'>,
	first: string,
	last: string,
	now: number
): Stretch[] {
	const stretches: Stretch[] = [];
	for (let day = first; day <= last; day = dayPlus(day, 1)) {
		const open = file.hours === undefined ? wholeDay(day, timeZone) : hoursOf(day, file.hours);
		if (open === null) continue;
		const to = Math.min(open.to, now);
		if (to > open.from) stretches.push({ from: open.from, to });
	}
	return stretches;

	function hoursOf(day: string, hours: NonNullable<Config['file']['hours']>): Stretch | null {
		const open = openingHours(day, hours, timeZone);
		return open === null ? null : { from: open.opensAt, to: open.closesAt };
	}
}

/** 23 to 25 hours. */
export function wholeDay(day: string, timeZone: string): Stretch {
	const { start: from, end: to } = businessDayAt(instantAt(day, '12:00', timeZone), timeZone);
	return { from, to };
}
