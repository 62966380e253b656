import type { Changes } from '../changes.ts';
import type { Day } from '../day.ts';

/** Whatever was tapped, nobody did one thing for longer at a stretch: a forgotten card is no work. Milliseconds. */
const LONGEST = 30 * 60_000;

/** Counts the time from one tap to another as work of a kind; milliseconds that it counted. */
export function spend(
	day: Day,
	staff: string,
	activity: string,
	from: number,
	to: number,
	changes: Changes
): number {
	const start = Math.max(from, day.bounds.start);
	const end = Math.min(to, day.bounds.end);
	let own = day.work.get(staff);
	if (own === undefined) day.work.set(staff, (own = {}));
	const spent = Math.min(LONGEST, Math.max(0, end - start));
	own[activity] = countedOf(own, activity) + spent;
	changes.staff.add(staff);
	return spent;
}

/** What was counted by mistake; milliseconds. */
export function takeBack(
	day: Day,
	staff: string,
	activity: string,
	spent: number,
	changes: Changes
): void {
	const own = day.work.get(staff);
	if (own === undefined) return;
	const left = countedOf(own, activity) - spent;
	if (left > 0) own[activity] = left;
	else delete own[activity];
	if (Object.keys(own).length === 0) day.work.delete(staff);
	changes.staff.add(staff);
}

/** Kinds of work are words of the branch's own, and one may be a word that every object knows. */
function countedOf(own: Readonly<Record<string, number>>, activity: string): number {
	return Object.hasOwn(own, activity) ? (own[activity] as number) : 0;
}
