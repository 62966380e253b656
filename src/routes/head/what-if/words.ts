import { dateLine, spaced } from '#lib/client/format.ts';
import type * as messages from '#lib/i18n/what-if.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type { WhatIfScenario } from '#lib/protocol/forecast.ts';
import { shortTime } from './span.ts';
import type { Span } from './span.ts';
import type { Ninety, Whole } from './result.ts';

type Words = typeof messages.zh;

/** What is different, in a few words: `with one more counter`. */
export function scenarioWord({ counters, profile, divert }: WhatIfScenario, t: Words): string {
	const changes = [
		...(counters > 0 ? [t.withCounters(counters)] : []),
		...(profile === null ? [] : [t.withProfile]),
		...(divert === null ? [] : [t.withDiversion])
	];
	return spaced(changes.length === 1 ? (changes[0] as string) : t.withChanges);
}

/** Whose 90th percentile it is. */
export function ofWhom(
	{ of }: Ninety,
	{ from, until }: Span,
	kind: 'past' | 'rest',
	t: Words
): string {
	if (of === 'all') return kind === 'rest' ? t.ofRest : t.ofDay;
	const [start, end] = [shortTime(from), shortTime(until)];
	return spaced(of === 'half' ? t.ofHalf(start, end) : t.ofHalves(start, end));
}

/** A day that can be chosen. */
export function dayName(day: string, yesterday: string, locale: Locale, t: Words): string {
	return day === yesterday ? t.yesterday : dateLine(Date.parse(day), 'UTC', locale);
}

/** `31–38`; one number only where it is one. */
export function betweenText(range: Whole | null, unit: string, t: Words): string {
	if (range === null) return t.unclear;
	const { low, high } = range;
	return (low === high ? String(low) : t.range(low, high)) + unit;
}
