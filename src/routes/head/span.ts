/** The days that a part of the page is about. Pure. */
import { dayPlus } from '#lib/domain/time/calendar-day.ts';

export const SPANS = ['today', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

const BEFORE: Record<Span, number> = { today: 0, week: 6, month: 29 };

/** `from=2026-11-19&to=2026-11-25`: today and so many days before it. */
export function daysOf(span: Span, today: string): string {
	return `from=${dayPlus(today, -BEFORE[span])}&to=${today}`;
}

/** The minute that an instant is in: how often what is not told live is asked for. */
export function minuteOf(now: number): number {
	return Math.floor(now / 60_000);
}
