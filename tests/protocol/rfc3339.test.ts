import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '#lib/protocol/check/rfc3339.ts';

describe('an instant', () => {
	test('of any day reads back exactly', () => {
		const from = Date.UTC(1000, 0);
		const to = Date.UTC(9999, 11, 31);
		fc.assert(
			fc.property(fc.integer({ min: from, max: to }), (at) => {
				expect(parseInstant(new Date(at).toISOString())).toBe(at);
			})
		);
	});

	test('in any zone is what Date takes it for', () => {
		const two = (n: number) => String(n).padStart(2, '0');
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 4e12 }),
				fc.constantFrom('+', '-'),
				fc.nat(23),
				fc.nat(59),
				(at, sign, hours, minutes) => {
					const text = new Date(at)
						.toISOString()
						.replace('Z', `${sign}${two(hours)}:${two(minutes)}`);
					expect(parseInstant(text)).toBe(Date.parse(text));
				}
			)
		);
	});

	const known: [string, string][] = [
		['2026-11-25T10:24:00.123999+08:00', '2026-11-25T02:24:00.123Z'],
		['2026-11-25t10:24:00z', '2026-11-25T10:24:00.000Z'],
		['2026-11-25 10:24:00.5Z', '2026-11-25T10:24:00.500Z'],
		['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
		['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
		['2017-01-01T07:59:60+08:00', '2016-12-31T23:59:59.000Z'],
		['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z']
	];
	for (const [text, expected] of known) {
		test(`${text} is ${expected}`, () => {
			expect(new Date(parseInstant(text)).toISOString()).toBe(expected);
		});
	}

	const none = [
		...['', '2026-11-25', '2026-11-25T10:24Z', '2026-11-25T10:24:00', '20261125T102400Z'],
		...['2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2100-02-29T00:00:00Z'],
		...['2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-11-31T00:00:00Z'],
		...['2026-11-25T24:00:00Z', '2026-11-25T23:60:00Z', '2026-11-25T23:59:61Z'],
		...['2026-11-25T12:00:60Z', '2026-11-25T10:24:00.Z', '2026-11-25T10:24:00.1234567890Z'],
		...['2026-11-25T10:24:00+8:00', '2026-11-25T10:24:00+0800', '2026-11-25T10:24:00+24:00'],
		...['2026-11-25T10:24:00Z ', ' 2026-11-25T10:24:00Z', '2026-11-25T10:24:00ZZ'],
		...['0001-01-01T00:00:00Z', '-026-11-25T10:24:00Z', '２０２６-11-25T10:24:00Z']
	];
	for (const text of none) {
		test(`"${text}" is none`, () => {
			expect(parseInstant(text)).toBeNaN();
		});
	}
});
