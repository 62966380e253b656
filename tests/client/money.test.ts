import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactAmount, groupedDecimal } from '../../src/lib/client/currency.ts';
import { parseAmount } from '../../src/lib/client/money.ts';

describe('what somebody types for an amount', () => {
	test.each([
		['12000', 1_200_000],
		['12,000.5', 1_200_050],
		['¥ 12，000.50', 1_200_050],
		['1.2万', 1_200_000],
		['0.07', 7],
		['1.29', 129],
		['9007199254.74', 900_719_925_474],
		['10000000000', 1_000_000_000_000]
	])('%s is %d minor units', (text, minor) => {
		expect(parseAmount(text, 'CNY')).toBe(minor);
	});

	test.each(['', '0', '0.00', '-5', '1e5', '1.2.3', '12,00', '5.', '.5', '0.001', '一万', 'abc'])(
		'%j is no amount',
		(text) => {
			expect(parseAmount(text, 'CNY')).toBeNull();
		}
	);

	test('has as many decimals as the currency', () => {
		expect(parseAmount('1200', 'JPY')).toBe(1200);
		expect(parseAmount('1200.5', 'JPY')).toBeNull();
	});

	test('is never more than a sale may be', () => {
		expect(parseAmount('10000000000.01', 'CNY')).toBeNull();
		expect(parseAmount('9'.repeat(60), 'CNY')).toBeNull();
	});

	test('is what was shown, to the last minor unit', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), (minor) => {
				expect(parseAmount(exactAmount(minor, 'CNY', 'zh'), 'CNY')).toBe(minor);
				expect(parseAmount(groupedDecimal(minor, 'CNY'), 'CNY')).toBe(minor);
				expect(parseAmount(groupedDecimal(minor, 'JPY'), 'JPY')).toBe(minor);
			})
		);
	});
});

test('an amount is written with decimals only where it has some', () => {
	expect(exactAmount(1_200_000, 'CNY', 'zh')).toBe('¥12,000');
	expect(exactAmount(1_200_050, 'CNY', 'en')).toBe('¥12,000.50');
	expect(exactAmount(1200, 'JPY', 'en')).toBe('¥1,200');
	expect(groupedDecimal(1_234_567, 'CNY')).toBe('12,345.67');
	expect(groupedDecimal(7, 'CNY')).toBe('0.07');
});
