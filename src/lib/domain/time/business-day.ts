import { weekdayOf } from './calendar-day.ts';

/** A branch's local calendar day: 23, 24 or 25 hours where clocks change. Instants in epoch milliseconds. */
export interface BusinessDay {
	/** YYYY-MM-DD. */
	day: string;
	/** First instant of the day. */
	start: number;
	/** First instant of the next day. */
	end: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make and hold no state that a caller could see. */
function formatter(timeZone: string): Intl.DateTimeFormat {
	let made = formatters.get(timeZone);
	if (made === undefined) {
		made = new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit'
		});
		formatters.set(timeZone, made);
	}
	return made;
}

/** Whether the runtime knows this IANA time zone. */
export function isTimeZone(timeZone: string): boolean {
	try {
		formatter(timeZone);
		return true;
	} catch {
		return false;
	}
}

/** The wall clock of a zone at an instant, as the UTC instant that would read the same. */
function localReading(at: number, timeZone: string): number {
	const parts: Record<string, number> = {};
	for (const part of formatter(timeZone).formatToParts(at)) {
		if (part.type !== 'literal') parts[part.type] = Number(part.value);
	}
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The instant at which the zone's clock shows `reading` (a UTC instant that reads the same). Of a time
 * that comes twice the first is meant; one that is skipped means the first instant after the gap.
 */
function instantOf(reading: number, timeZone: string): number {
	const offsetBefore = offsetAt(reading - 26 * HOUR, timeZone);
	const offsetAfter = offsetAt(reading + 26 * HOUR, timeZone);
	const candidates = [reading - offsetBefore, reading - offsetAfter].sort((a, b) => a - b);
	for (const candidate of candidates) {
		if (localReading(candidate, timeZone) === Math.floor(reading / 1000) * 1000) return candidate;
	}
	// Skipped: walk from the earlier candidate to the change of the offset.
	let low = candidates[0] as number;
	let high = candidates[1] as number;
	while (high - low > 1000) {
		const middle = Math.floor((low + high) / 2000) * 1000;
		if (localReading(middle, timeZone) < reading) low = middle;
		else high = middle;
	}
	return high;
}

/** Milliseconds that a zone's clock is ahead of UTC at an instant. */
export function offsetAt(at: number, timeZone: string): number {
	return localReading(at, timeZone) - Math.floor(at / 1000) * 1000;
}

/** The business day that an instant belongs to. */
export function businessDayAt(at: number, timeZone: string): BusinessDay {
	const reading = localReading(at, timeZone);
	const midnight = Math.floor(reading / (24 * HOUR)) * 24 * HOUR;
	return {
		day: new Date(midnight).toISOString().slice(0, 10),
		start: instantOf(midnight, timeZone),
		end: instantOf(midnight + 24 * HOUR, timeZone)
	};
}

/** The instant of a local date (YYYY-MM-DD) and time (HH:MM or HH:MM:SS) in a zone. */
export function instantAt(day: string, time: string, timeZone: string): number {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
	return instantOf(Date.UTC(year, month - 1, date, hour, minute, second), timeZone);
}

/** HH:MM on the zone's clock. */
export function timeOfDay(at: number, timeZone: string): string {
	return new Date(localReading(at, timeZone)).toISOString().slice(11, 16);
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Opening and closing of a day, or null where the branch is closed all day. `hours` as in the branch file. */
export function openingHours(
	day: string,
	hours: Readonly<Record<string, readonly [string, string]>>,
	timeZone: string
): { opensAt: number; closesAt: number } | null {
	const weekday = weekdayOf(day);
	for (const [days, [from, to]] of Object.entries(hours)) {
		if (weekdaysOf(days).includes(weekday)) {
			return { opensAt: instantAt(day, from, timeZone), closesAt: instantAt(day, to, timeZone) };
		}
	}
	return null;
}

/** The weekdays of a key of `hours`, `sat` or `mon-fri`; 0 is Sunday. */
export function weekdaysOf(days: string): number[] {
	const [first = 0, last = first] = days.split('-').map((name) => WEEKDAYS.indexOf(name as 'sun'));
	const span = (last - first + 7) % 7;
	return Array.from({ length: span + 1 }, (_, index) => (first + index) % 7);
}
