/** The days that a part of the page is about. Pure. */
import { dayPlus } from '#lib/domain/time/calendar-day.ts';

export const SPANS = ['today', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

const BEFORE: Record<Span, number> = { today: 0, week: 6, month: 29 };

export interface Days {
	/** YYYY-MM-DD, both included. */
	from: string;
	to: string;
}

/** Today, and so many days before it. */
export function daysOf(span: Span, today: string): Days {
	return { from: dayPlus(today, -BEFORE[span]), to: today };
}

/** Whether an answer is about other days than those that are asked for now. */
export function isOfOther(answer: Days | null, { from, to }: Days): boolean {
	return answer !== null && (answer.from !== from || answer.to !== to);
}

/** The minute that an instant is in: how often what is not told live is asked for. */
export function minuteOf(now: number): number {
	return Math.floor(now / 60_000);
}
