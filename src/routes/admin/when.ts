import { hhmm } from '#lib/client/format.ts';
import { businessDayAt } from '#lib/domain/time/business-day.ts';

/** `2026-11-25 10:24` in a time zone: what is kept for years carries its year. */
export function dayAndTime(at: number, timeZone: string): string {
	return `${businessDayAt(at, timeZone).day} ${hhmm(at, timeZone)}`;
}

/** The day (YYYY-MM-DD) so many days from an instant, in a time zone. */
export function dayFrom(at: number, days: number, timeZone: string): string {
	return businessDayAt(at + days * 86_400_000, timeZone).day;
}
