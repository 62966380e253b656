/** Where a call leads, and how large it can stand. Pure. */
import { minuteRange } from '#lib/client/format.ts';
import type { CounterRow, Name } from '#lib/protocol/index.ts';
import { counterLabel } from '../wall/board.ts';

/** What a counter is called; one that nobody has set up is its identifier. */
export function counterName(counters: Readonly<Record<string, CounterRow>>, id: string): Name {
	return counters[id]?.name ?? { zh: id, en: id };
}

/** A counter that is numbered is its number; another one is its name in both languages. */
export type Place = { number: string } | { number: null; name: Name };

export function placeOf(name: Name): Place {
	const { number } = counterLabel(name.zh || name.en);
	return number === null ? { number, name } : { number };
}

/** Figures of a number and its counter that fit beside each other at the largest size. */
const HUGE = 6;

export function isHuge(number: string, place: Place): boolean {
	return place.number !== null && number.length + place.number.length <= HUGE;
}

/** `16–24` minutes, from two durations in seconds. */
export function minutesRange(lowSeconds: number, highSeconds: number): string {
	const { low, high } = minuteRange(lowSeconds, highSeconds);
	return `${low}–${high}`;
}
