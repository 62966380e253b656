/** Where a call leads, and how large it can stand. Pure. */
import type { Name } from '#lib/protocol/index.ts';
import { counterLabel } from '../wall/board.ts';

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

/** `16–24` minutes, from two durations in seconds; one number where both round to the same. */
export function minutesRange(low: number, high: number): string {
	const from = Math.max(0, Math.floor(low / 60));
	const to = Math.max(from, Math.ceil(high / 60));
	return from === to ? `${from}` : `${from}–${to}`;
}
