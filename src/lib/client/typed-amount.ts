/**
 * An amount as somebody types it on a keypad: kept as the keys that were pressed, and turned into minor units by its
 * digits alone, because a fraction that passes through a float is no longer exact. Pure.
 */
import { LARGEST_AMOUNT } from '../protocol/largest-amount.ts';
import type { Locale } from '../i18n/index.ts';

/** `000` and `0000` are written as so many keys at once: a thousand, 万. */
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'back' | Zeros;
export type Zeros = '00' | '000' | '0000';

/** ISO 4217's own code for no currency: of a branch that names none. */
export const NO_CURRENCY = 'XXX';

/** How many digits a currency has behind its point: 2 of most, 0 of the yen. */
export function minorDigits(currency: string): number {
	return formatOf(currency, 'en').resolvedOptions().maximumFractionDigits ?? 2;
}

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

/** What would be typed for an amount: to correct it. */
export function typedOf(minor: number, currency: string): string {
	const digits = minorDigits(currency);
	const all = String(minor).padStart(digits + 1, '0');
	const whole = all.slice(0, all.length - digits);
	const fraction = all.slice(all.length - digits).replace(/0+$/, '');
	return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** `¥126,000` or `¥126,000.50`: every unit of it. */
export function exactAmount(minor: number, currency: string, locale: Locale): string {
	const text = typedOf(minor, currency);
	// As text: a number of this size with its fraction may have no exact float.
	return formatOf(currency, locale).format(text as unknown as number);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: Locale): Intl.NumberFormat {
	const key = `${locale}|${currency}`;
	const known = formats.get(key);
	if (known) return known;
	const made = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
		style: currency === NO_CURRENCY ? 'decimal' : 'currency',
		...(currency === NO_CURRENCY ? { maximumFractionDigits: 2 } : { currency }),
		currencyDisplay: 'narrowSymbol',
		trailingZeroDisplay: 'stripIfInteger'
	});
	formats.set(key, made);
	return made;
}
