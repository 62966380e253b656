import { weekdayOf } from '../time/calendar-day.ts';
import type { Arrivals } from './whatif/arrivals.ts';

/** A ticket as far as it tells when people come. Instant in epoch milliseconds. */
export interface Comer {
	service: string;
	issuedAt: number;
}

/** A day that is over. */
export interface DayOfComers {
	/** YYYY-MM-DD. */
	day: string;
	/** Its first instant. */
	start: number;
	comers: readonly Comer[];
}

export interface ExpectedOptions {
	/** Days on which anybody came. */
	past: readonly DayOfComers[];
	/** The day asked about, and who has come so far. */
	today: DayOfComers;
	/** Nobody can have come after it yet. */
	now: number;
	/** From when and until when. */
	from: number;
	until: number;
}

export interface Expected {
	/** By service and half hour. */
	arrivals: Arrivals[];
	/** How far days turn out busier or quieter than expected: the spread of the logarithm. */
	spread: number;
	/** Days that it rests on. */
	days: number;
}

const HALF_HOUR = 1_800_000;
const HOUR = 3_600_000;
/** The mean of all days counts for so many of the same weekday. */
const OTHER_DAYS = 2;
/** What was expected of today so far counts for so many customers against those who came. */
const LEVEL = 10;
/** With so few days nobody knows how much they differ. */
const FEW = 4;
const SPREAD = 0.15;
const MOST_SPREAD = 0.4;

/**
 * Who is still expected: by half hour as on the same weekdays before, leaning on all days, times how busy today has
 * been so far. Without any day before, as many as in the last hour.
 */
export function expectedArrivals(options: ExpectedOptions): Expected {
	const { past, today, now } = options;
	if (past.length === 0) return { arrivals: asLately(options), spread: SPREAD, days: 0 };
	const usual = usualDay(past, today.day);
	const level = levelOf(usual, today, now);
	const arrivals = spansOf(options).flatMap(({ from, until, half, share }) =>
		[...(usual.get(half) ?? [])].map(([service, count]) => ({
			service,
			from,
			until,
			expected: count * share * level
		}))
	);
	return { arrivals, spread: spreadOf(past), days: past.length };
}

/** By half hour from the start of the day, then by service. */
type UsualDay = Map<number, Map<string, number>>;

function usualDay(past: readonly DayOfComers[], day: string): UsualDay {
	const same = past.filter((each) => weekdayOf(each.day) === weekdayOf(day)).length;
	const usual: UsualDay = new Map();
	for (const { day: on, start, comers } of past) {
		const own = weekdayOf(on) === weekdayOf(day) ? 1 : 0;
		const weight = (own + OTHER_DAYS / past.length) / (same + OTHER_DAYS);
		for (const { service, issuedAt } of comers) {
			const half = Math.floor((issuedAt - start) / HALF_HOUR);
			let services = usual.get(half);
			if (services === undefined) usual.set(half, (services = new Map()));
			services.set(service, (services.get(service) ?? 0) + weight);
		}
	}
	return usual;
}

/** How much busier today is than usual. */
function levelOf(usual: UsualDay, { start, comers }: DayOfComers, now: number): number {
	let expected = 0;
	for (const [half, services] of usual) {
		const passed = Math.min(1, Math.max(0, (now - start - half * HALF_HOUR) / HALF_HOUR));
		for (const count of services.values()) expected += count * passed;
	}
	return (comers.length + LEVEL) / (expected + LEVEL);
}

function asLately(options: ExpectedOptions): Arrivals[] {
	const { today, now } = options;
	const first = today.comers.reduce((at, { issuedAt }) => Math.min(at, issuedAt), now);
	const since = Math.max(first, now - HOUR);
	const lately = today.comers.filter(({ issuedAt }) => issuedAt >= since && issuedAt <= now);
	// A single customer a moment ago is no rush.
	const length = Math.max(now - since, HALF_HOUR);
	const counts = new Map<string, number>();
	for (const { service } of lately) counts.set(service, (counts.get(service) ?? 0) + 1);
	return spansOf(options).flatMap(({ from, until }) =>
		[...counts].map(([service, count]) => ({
			service,
			from,
			until,
			expected: (count * (until - from)) / length
		}))
	);
}

/** The half hours of the span asked about, cut where it begins and ends; `share` of a whole one. */
function spansOf({ today: { start }, from, until }: ExpectedOptions) {
	const spans: { from: number; until: number; half: number; share: number }[] = [];
	for (let at = from; at < until;) {
		const half = Math.floor((at - start) / HALF_HOUR);
		const end = Math.min(until, start + (half + 1) * HALF_HOUR);
		spans.push({ from: at, until: end, half, share: (end - at) / HALF_HOUR });
		at = end;
	}
	return spans;
}

/** Of what is left once the weekday is known. */
function spreadOf(past: readonly DayOfComers[]): number {
	if (past.length < FEW) return SPREAD;
	const logs = past.map(({ comers }) => Math.log(Math.max(1, comers.length)));
	const weekdays = Map.groupBy(past.keys(), (index) => weekdayOf((past[index] as DayOfComers).day));
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const all = mean(logs);
	let squares = 0;
	for (const indexes of weekdays.values()) {
		const own = [...indexes].map((index) => logs[index] as number);
		const usual = (mean(own) * own.length + all * OTHER_DAYS) / (own.length + OTHER_DAYS);
		for (const log of own) squares += (log - usual) ** 2;
	}
	return Math.min(MOST_SPREAD, Math.sqrt(squares / (past.length - 1)));
}
