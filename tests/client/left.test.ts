import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { besideBar, earliestCall, leftOf } from '#lib/client/left.ts';
import { NOW, ticket } from './lobby-rows.ts';

const SECOND = 1_000;
/** Called 12 to 16 minutes after issue. */
const estimate = { wait: 840, low: 720, high: 960 };

describe('what is left of a wait', () => {
	test('is counted from the first issue and goes down by itself, a minute at a time', () => {
		const row = ticket('A1', 8, { estimate });
		expect(leftOf(row, NOW)).toEqual({ low: 4, high: 8 });
		expect(leftOf(row, NOW + SECOND)).toEqual({ low: 3, high: 8 });
		expect(leftOf(row, NOW + 60 * SECOND)).toEqual({ low: 3, high: 7 });
		expect(leftOf(row, NOW + 61 * SECOND)).toEqual({ low: 2, high: 7 });
	});

	test('past the range is a call any moment, and never less', () => {
		expect(leftOf(ticket('A1', 14, { estimate }), NOW)).toEqual({ low: 0, high: 2 });
		expect(leftOf(ticket('A1', 16, { estimate }), NOW)).toEqual({ low: 0, high: 1 });
		expect(leftOf(ticket('A1', 50, { estimate }), NOW)).toEqual({ low: 0, high: 1 });
	});

	test('is not known without a counter, once called, or while parked', () => {
		expect(leftOf(ticket('A1', 8), NOW)).toBeNull();
		expect(leftOf(ticket('A1', 8, { estimate, state: 'called' }), NOW)).toBeNull();
		expect(leftOf(ticket('A1', 8, { estimate, state: 'serving' }), NOW)).toBeNull();
		expect(leftOf(ticket('A1', 8, { estimate, state: 'parked' }), NOW)).toBeNull();
		expect(earliestCall(ticket('A1', 8, { estimate, state: 'parked' }))).toBe(Infinity);
	});

	test('is two whole numbers, the second not below the first nor below one, and never grows', () => {
		const seconds = fc.integer({ min: 0, max: 20_000 });
		fc.assert(
			fc.property(seconds, seconds, seconds, seconds, (a, b, waited, later) => {
				const row = ticket('A1', 0, {
					issuedAt: NOW - waited * SECOND,
					estimate: { wait: a, low: Math.min(a, b), high: Math.max(a, b) }
				});
				const now = leftOf(row, NOW)!;
				const then = leftOf(row, NOW + later * SECOND)!;
				expect(Number.isInteger(now.low) && Number.isInteger(now.high)).toBe(true);
				expect(now.low).toBeGreaterThanOrEqual(0);
				expect(now.high).toBeGreaterThanOrEqual(Math.max(1, now.low));
				expect(then.low <= now.low && then.high <= now.high).toBe(true);
			})
		);
	});
});

test('the order of calls does not depend on when one looks', () => {
	expect(earliestCall(ticket('A1', 8, { estimate }))).toBe(NOW + 4 * 60 * SECOND);
	expect(earliestCall(ticket('A1', 8))).toBe(Infinity);
});

test('ten minutes and more are one figure: the bar is full', () => {
	expect([0, 9, 10, 25].map((low) => besideBar(low))).toEqual(['0', '9', '10+', '10+']);
	expect([9, 10].map((low) => besideBar(low, '′'))).toEqual(['9′', '10+']);
});
