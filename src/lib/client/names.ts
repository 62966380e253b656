/** What counters and people of the branch are called. Pure. */
import type { Locale } from '../i18n/index.ts';
import type { CounterRow, StaffRow } from '../protocol/index.ts';
import { nameOf } from './format.ts';

export function counterName(
	id: string,
	live: { counters: Record<string, CounterRow> },
	locale: Locale
): string {
	return nameOf(live.counters, id, locale);
}

export function staffName(
	id: string,
	live: { staff: Record<string, StaffRow> },
	locale: Locale
): string {
	return nameOf(live.staff, id, locale);
}
