/** The days that a page is about. Pure. */
import { dayPlus, weekdayOf } from '#lib/domain/time/calendar-day.ts';

export interface Days {
	/** YYYY-MM-DD, both included. */
	from: string;
	to: string;
}

/** Spans that move with the calendar, by the days that they begin before today. */
const BEFORE = { today: 0, week: 6, month: 29 } as const;
export const CHOICES = ['today', 'day', 'week', 'month'] as const;
export type Choice = (typeof CHOICES)[number] | 'other';

/** What was chosen: a span that moves with the calendar, or days that stay. */
export type Span = { choice: keyof typeof BEFORE } | { choice: 'day' | 'other'; days: Days };

/** The most days that are shown at once. */
export const MOST_DAYS = 366;
const WEEKS = 4;
const DAY = 86_400_000;

export function daysOf(span: Span, today: string): Days {
	if ('days' in span) return span.days;
	return { from: dayPlus(today, -BEFORE[span.choice]), to: today };
}

/** Two dates as what they are on this page. */
export function spanOf(days: Days, today: string): Span {
	const { from, to } = days;
	if (to === today) {
		const moving = (Object.keys(BEFORE) as (keyof typeof BEFORE)[]).find(
			(choice) => dayPlus(today, -BEFORE[choice]) === from
		);
		if (moving !== undefined) return { choice: moving };
	}
	return { choice: from === to ? 'day' : 'other', days };
}

/** Why two dates are no span, or null: both are there, in their order, not to come and not too many. */
export function wrongSpan(
	{ from, to }: Days,
	today: string
): 'missing' | 'order' | 'ahead' | 'long' | null {
	if (from === '' || to === '') return 'missing';
	if (to < from) return 'order';
	if (to > today) return 'ahead';
	return lengthOf({ from, to }) > MOST_DAYS ? 'long' : null;
}

export function lengthOf({ from, to }: Days): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
}

/** The four weeks before a span: what it is compared with, as far as a day is of the same weekday as one in it. */
export function weeksBefore(days: Days): Days {
	return { from: dayPlus(days.from, -WEEKS * 7), to: dayPlus(days.from, -1) };
}

/** Whether a day of the weeks before is of a weekday that the span has. */
export function isAlike(day: string, days: Days): boolean {
	if (lengthOf(days) >= 7) return true;
	for (let each = days.from; each <= days.to; each = dayPlus(each, 1)) {
		if (weekdayOf(each) === weekdayOf(day)) return true;
	}
	return false;
}

export function holds({ from, to }: Days, day: string): boolean {
	return from <= day && day <= to;
}

export function isToday({ from, to }: Days, today: string): boolean {
	return from === today && to === today;
}

/** Whether an answer is about other days than those that are asked for now. */
export function isOfOther(answer: Days | null, { from, to }: Days): boolean {
	return answer !== null && (answer.from !== from || answer.to !== to);
}

/** The minute that an instant is in: how often what is not told live is asked for. */
export function minuteOf(now: number): number {
	return Math.floor(now / 60_000);
}
