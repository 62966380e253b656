/** What counters and people of the branch are called. Pure. */
import type { Locale } from '../i18n/index.ts';
import type { CounterRow, StaffRow } from '../protocol/index.ts';
import { nameIn } from './format.ts';

export function counterName(
	id: string,
	live: { counters: Record<string, CounterRow> },
	locale: Locale
): string {
	const counter = live.counters[id];
	return counter ? nameIn(counter.name, locale) : id;
}

export function staffName(
	id: string,
	live: { staff: Record<string, StaffRow> },
	locale: Locale
): string {
	const person = live.staff[id];
	return person ? nameIn(person.name, locale) : id;
}
