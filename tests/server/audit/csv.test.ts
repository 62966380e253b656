import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecord } from '#server/csv.ts';

test.each([
	['=1+1', `'=1+1`],
	['+86 571', `'+86 571`],
	['-1', `'-1`],
	['@SUM(A1)', `'@SUM(A1)`],
	['\tx', `'\tx`],
	['\rx', `"'\rx"`],
	['\nx', `"'\nx"`],
	['＝1', `'＝1`],
	['a=b', 'a=b'],
	['王敏', '王敏'],
	['say "hi"', '"say ""hi"""'],
	['a,b', '"a,b"'],
	['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
	[-5, '-5'],
	[null, ''],
	['', '']
])('%j is written %j', (value, written) => {
	expect(csvRecord([value])).toBe(`${written}\r\n`);
});

test('cells are read back as they were, but for the apostrophe, and none begins a formula', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
			const read = cellsOf(csvRecord(cells));
			expect(read.map((cell, i) => (cell === cells[i] ? cell : cell.slice(1)))).toEqual(cells);
			for (const cell of read) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
		})
	);
});

/** A reader of its own, by the letter of RFC 4180. */
function cellsOf(record: string): string[] {
	const cells: string[] = [];
	let rest = record.replace(/\r\n$/, '');
	for (;;) {
		const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
		const text = quoted?.[0] ?? /^[^,]*/.exec(rest)?.[0] ?? '';
		cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : text);
		rest = rest.slice(text.length);
		if (rest === '') return cells;
		rest = rest.slice(1);
	}
}
