/** What is asked, and how it is written in an address. */
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { timeText } from './span.ts';
import type { Span } from './span.ts';

export const TODAY = 'today';
/** Tickets of which this is known can be guided to a machine. */
export const SMALL_CASH = 'small_cash';
export const MOST_COUNTERS = 5;
/** Four of each weekday. */
const DAYS_BACK = 28;

export interface Question {
	/** `today`: the rest of it; else YYYY-MM-DD. */
	day: string;
	span: Span;
	counters: number;
	/** What the new counters do; null: everything. */
	services: readonly string[] | null;
	profile: { counter: string; services: readonly string[] } | null;
	/** `of`: a tag, or `service:ID`. `share` from 0 to 1. */
	divert: { of: string; share: number } | null;
}

/** Whether anything would be different at all. */
export function changesSomething({ counters, profile, divert }: Question): boolean {
	return counters > 0 || profile !== null || (divert !== null && divert.share > 0);
}

/** Whether it can be asked: whoever works does something. */
export function isComplete({ counters, services, profile }: Question): boolean {
	return !(counters > 0 && services?.length === 0) && profile?.services.length !== 0;
}

export function addressOf(branch: string, question: Question): string {
	const { day, span, counters, services, profile, divert } = question;
	const query = new URLSearchParams({
		day,
		from: timeText(span.from),
		until: timeText(span.until),
		counters: String(counters)
	});
	if (counters > 0 && services !== null) query.set('services', services.join(','));
	if (profile !== null) {
		query.set('counter', profile.counter);
		query.set('profile', profile.services.join(','));
	}
	if (divert !== null && divert.share > 0) {
		query.set('divert', divert.of);
		query.set('share', String(divert.share));
	}
	return `/api/v1/branches/${encodeURIComponent(branch)}/what-if?${query}`;
}

/** The days before one, the last first. */
export function daysBefore(day: string, count = DAYS_BACK): string[] {
	return Array.from({ length: count }, (_, index) => dayPlus(day, -index - 1));
}
