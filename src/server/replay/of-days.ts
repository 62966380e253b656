import type { Fed } from './feed.ts';
import type { Log } from './log.ts';

/** What history holds of the days of a log. */
export function ofDays<T extends { day: string }>(
	{ days }: Log,
	read: (from: string, to: string) => T[]
): T[] {
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return [];
	const known = new Set(days);
	return read(first, last).filter(({ day }) => known.has(day));
}

/** Events that the branch refused, of whatever code. */
export function refusedIn({ refused }: Fed): number {
	return [...refused.values()].reduce((sum, { count }) => sum + count, 0);
}
