/** Days of the calendar, YYYY-MM-DD, which no time zone has to be known for. */

/** The day so many later; negative: earlier. */
export function dayPlus(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}
