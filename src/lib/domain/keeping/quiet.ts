import type { BranchFile } from '../../protocol/index.ts';
import { businessDayAt, openingHours, timeOfDay } from '../time/business-day.ts';

/** Of a branch that never closes: whoever comes by night notices nothing. */
const NIGHT = { from: '02:00', until: '05:00' };

/**
 * Whether a branch has time for its own house at an instant: it is closed, or it is night. One that tells no hours, or
 * that is replayed, has no better time than any.
 */
export function isQuiet(
	{ hours, clock, timeZone }: Pick<BranchFile, 'hours' | 'clock' | 'timeZone'>,
	now: number
): boolean {
	if (hours === undefined || clock === 'event') return true;
	const time = timeOfDay(now, timeZone);
	if (time >= NIGHT.from && time < NIGHT.until) return true;
	const open = openingHours(businessDayAt(now, timeZone).day, hours, timeZone);
	return open === null || now < open.opensAt || now >= open.closesAt;
}
