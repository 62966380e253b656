import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, exactAmount, minorDigits, NO_CURRENCY } from '../../src/lib/client/currency.ts';
import { minorOf, press } from '../../src/lib/client/typed-amount.ts';
import type { Key } from '../../src/lib/client/typed-amount.ts';
import { LARGEST_AMOUNT } from '../../src/lib/protocol/largest-amount.ts';

const KEYS = [...'0123456789.'].map((key) => key as Key).concat(['back', '00', '000', '0000']);
const typing = (keys: readonly Key[], currency = 'CNY') =>
	keys.reduce((typed, key) => press(typed, key, currency), '');

describe('an amount that is typed', () => {
	test.each<[Key[], string, number | null]>([
		[[], '', null],
		[['2', '6', '0000'], '260000', 26_000_000],
		[['1', '.', '1', '5'], '1.15', 115],
		[['.', '0', '7'], '0.07', 7],
		[['0', '0', '5'], '5', 500],
		[['0', '000'], '0', 0],
		[['1', '.', '2', '.', '3', '4', '5'], '1.23', 123],
		[['8', '5', 'back'], '8', 800],
		[['8', '.', 'back', 'back'], '', null]
	])('%j is %s', (keys, typed, minor) => {
		expect(typing(keys)).toBe(typed);
		expect(minorOf(typed, 'CNY')).toBe(minor);
	});

	test('of a currency without a fraction has no point', () => {
		expect(minorDigits('JPY')).toBe(0);
		expect(typing(['5', '.', '000'], 'JPY')).toBe('5000');
		expect(minorOf('5000', 'JPY')).toBe(5000);
		expect(exactAmount(5000, 'JPY', 'en')).toBe('¥5,000');
	});

	test('never passes the largest that the server takes: the key does nothing', () => {
		const most = decimalOf(LARGEST_AMOUNT, 'CNY');
		expect(press(most, '0', 'CNY')).toBe(most);
		expect(press(most.slice(0, -1), '0', 'CNY')).toBe(most);
		expect(press(most.slice(0, -1), '1', 'CNY')).toBe(most.slice(0, -1));
	});

	test('is written to the last unit, in both languages', () => {
		expect(exactAmount(12_600_000, 'CNY', 'zh')).toBe('¥126,000');
		expect(exactAmount(12_600_050, 'CNY', 'en')).toBe('¥126,000.50');
		expect(exactAmount(999_999_999_999, 'CNY', 'zh')).toBe('¥9,999,999,999.99');
		expect(exactAmount(1_234_50, NO_CURRENCY, 'en')).toBe('1,234.5');
	});

	test('whatever is pressed is an exact amount that can be typed again', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...KEYS), { maxLength: 30 }), (keys) => {
				const typed = typing(keys);
				const minor = minorOf(typed, 'CNY');
				if (typed === '') {
					expect(minor).toBeNull();
					return;
				}
				expect(Number.isSafeInteger(minor)).toBe(true);
				expect(minor).toBeLessThanOrEqual(LARGEST_AMOUNT);
				expect(minorOf(decimalOf(minor as number, 'CNY'), 'CNY')).toBe(minor);
			})
		);
	});
});
