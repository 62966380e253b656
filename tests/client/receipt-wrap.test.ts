import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wrapText } from '#lib/receipt/wrap.ts';

/** As on a printer: Chinese is twice as wide. */
const columns = (text: string) =>
	[...text].reduce((sum, each) => sum + (each.charCodeAt(0) < 0x80 ? 1 : 2), 0);
const wrap = (text: string, limit: number) => wrapText(text, limit, columns);

describe('a text on narrow paper', () => {
	test('is broken between words, into lines that are about as long as each other', () => {
		expect(wrap('Missed your call? See the lobby manager', 32)).toEqual([
			'Missed your call? See',
			'the lobby manager'
		]);
		expect(wrap('约 16-24 分钟', 10)).toEqual(['约 16-24', '分钟']);
		expect(wrap('周六 9:30-16:00 营业，请带身份证件原件', 32)).toEqual([
			'周六 9:30-16:00 营业，',
			'请带身份证件原件'
		]);
	});

	test('keeps marks with what they hold', () => {
		expect(wrap('个人外汇业务（购汇、结汇）', 14)).toEqual(['个人外汇业务', '（购汇、结汇）']);
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('购汇', '结', '（', '）', '，', '。', '跨境', ' ', 'abc'), {
					maxLength: 40
				}),
				(parts) => {
					const text = parts
						.join('')
						.replace(/[（），。]{2,}/g, '，')
						.trim();
					const lines = wrap(text, 24);
					const begins = lines.slice(1).filter((line) => /^[），。]/.test(line));
					const ends = lines.slice(0, -1).filter((line) => line.endsWith('（'));
					// A mark after a space was written apart.
					fc.pre(!/ [），。]|（ /.test(text));
					expect([begins, ends]).toEqual([[], []]);
				}
			)
		);
	});

	test('loses nothing, and no line is wider than the paper', () => {
		const parts = fc.constantFrom(
			'湖滨',
			'支行',
			'，',
			'Cross-border',
			'x'.repeat(30),
			' ',
			'16-24'
		);
		fc.assert(
			fc.property(
				fc.array(parts, { maxLength: 40 }),
				fc.integer({ min: 2, max: 48 }),
				(all, limit) => {
					const lines = wrap(all.join(''), limit);
					expect(lines.join('').replaceAll(' ', '')).toBe(all.join('').replaceAll(' ', ''));
					expect(lines.filter((line) => columns(line) > limit)).toEqual([]);
					expect(lines).not.toContain('');
				}
			)
		);
	});

	test('of no characters has no lines', () => {
		expect(wrap('', 32)).toEqual([]);
		expect(wrap('   ', 32)).toEqual([]);
	});
});
