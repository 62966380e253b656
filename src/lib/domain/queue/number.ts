import type { Day } from '../day.ts';

/** How Foyer numbers the tickets that it issues itself. */
export interface Numbers {
	/** The first of a day. A branch whose queue machine issues numbers too gives Foyer a range of its own. */
	from: number;
	/** Figures at least: 3 makes A012. */
	digits: number;
}

/** The number of the next ticket with a prefix: one more than the highest of the day in Foyer's own range. */
export function nextNumber(day: Day | null, prefix: string, { from, digits }: Numbers): string {
	let serial = from - 1;
	for (const number of day?.tickets.keys() ?? []) {
		if (!number.startsWith(prefix)) continue;
		const rest = number.slice(prefix.length);
		if (/^\d{1,6}$/.test(rest)) serial = Math.max(serial, Number(rest));
	}
	return `${prefix}${String(serial + 1).padStart(digits, '0')}`;
}
