/**
 * An amount as somebody types it on a keypad: kept as the keys that were pressed, and turned into minor units by its
 * digits alone, because a fraction that passes through a float is no longer exact. Pure.
 */
import { LARGEST_AMOUNT } from '../protocol/largest-amount.ts';
import { minorDigits } from './currency.ts';

/** `000` and `0000` are written as so many keys at once: a thousand, 万. */
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'back' | Zeros;
export type Zeros = '00' | '000' | '0000';

/** What is typed after one key more. What no amount can begin or go on with changes nothing. */
export function press(typed: string, key: Key, currency: string): string {
	if (key === 'back') return typed.slice(0, -1);
	const digits = minorDigits(currency);
	if (key === '.') return typed.includes('.') || digits === 0 ? typed : `${typed || '0'}.`;
	const next = typed === '0' ? key : typed + key;
	const [whole = '', fraction = ''] = next.split('.');
	if (/^0./.test(whole) || fraction.length > digits) return typed;
	return (minorOf(next, currency) ?? Infinity) <= LARGEST_AMOUNT ? next : typed;
}

/** Minor units of what is typed; null: nothing is. */
export function minorOf(typed: string, currency: string): number | null {
	if (typed === '') return null;
	const [whole = '', fraction = ''] = typed.split('.');
	return Number(whole + fraction.padEnd(minorDigits(currency), '0'));
}
