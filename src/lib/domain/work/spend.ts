import type { Changes } from '../changes.ts';
import type { Day } from '../day.ts';

/** Whatever was tapped, nobody did one thing for longer at a stretch: a forgotten card is no work. Milliseconds. */
const LONGEST = 30 * 60_000;

/** Counts the time from one tap to another as work of a kind. */
export function spend(
	day: Day,
	staff: string,
	activity: string,
	from: number,
	to: number,
	changes: Changes
): void {
	const start = Math.max(from, day.bounds.start);
	const end = Math.min(to, day.bounds.end);
	let own = day.work.get(staff);
	if (own === undefined) day.work.set(staff, (own = {}));
	own[activity] = (own[activity] ?? 0) + Math.min(LONGEST, Math.max(0, end - start));
	changes.staff.add(staff);
}
