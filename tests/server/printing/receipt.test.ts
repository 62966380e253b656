import fc from 'fast-check';
import { commands, transform } from 'receiptline';
import { describe, expect, test } from 'vitest';
import type { PaperTicket } from '#lib/receipt/ticket.ts';
import { textBytes, type Language } from '#server/printing/escpos.ts';
import { printable } from '#server/printing/markup.ts';
import { ticketMarkup } from '#server/printing/receipt.ts';
import { readJob } from '../../support/escpos-reader.ts';
import { paperTicket } from '../../support/paper.ts';
import { readQr } from '../../support/qr-reader.ts';

const language = (columns: 32 | 48): Language => ({
	encoding: 'gb18030',
	columns,
	command: 'generic',
	qr: 'raster'
});
const paper = (ticket: PaperTicket, columns: 32 | 48 = 48) =>
	readJob(textBytes(ticketMarkup(ticket, columns), language(columns)));

describe('a ticket', () => {
	test('says in both languages what the customer has to know', () => {
		expect(paper(paperTicket({ segment: 'priority' })).lines).toEqual([
			'湖滨支行',
			'Lakeside Branch',
			'A023',
			'现金业务',
			'Cash',
			'优先客户 Priority',
			'-'.repeat(48),
			'前面 3 位',
			'3 ahead of you',
			'约 16-24 分钟',
			'about 16-24 min',
			'-'.repeat(48),
			'扫码看排队，不用下载',
			'Scan to see your place',
			'-'.repeat(48),
			'过号请找大堂经理',
			'Missed your call? See the lobby manager',
			'2026-11-25 10:24'
		]);
	});

	test('has its number larger than anything else, as large as the paper allows', () => {
		const sizes = (ticket: PaperTicket, columns: 32 | 48) =>
			paper(ticket, columns).printed.flatMap((each) =>
				each.kind === 'text' && each.text === ticket.number ? [[each.width, each.height]] : []
			);
		expect(sizes(paperTicket(), 48)).toEqual([[6, 6]]);
		expect(sizes(paperTicket(), 32)).toEqual([[6, 6]]);
		expect(sizes(paperTicket({ number: 'VIP0123' }), 32)).toEqual([[4, 4]]);
		expect(sizes(paperTicket({ number: 'X'.repeat(20) }), 32)).toEqual([[1, 1]]);
		const others = paper(paperTicket()).printed.flatMap((each) =>
			each.kind === 'text' && each.text !== 'A023' ? [each.height] : []
		);
		expect(Math.max(...others)).toBe(2);
	});

	test('says nothing of what nobody knows', () => {
		const { lines, printed } = paper(
			paperTicket({ ahead: null, low: null, high: null, link: null })
		);
		expect(lines.join('\n')).not.toMatch(/前面|ahead|约|about|扫码|Scan/);
		expect(printed.filter(({ kind }) => kind === 'picture')).toEqual([]);
		expect(paper(paperTicket({ low: null, high: null })).lines.join('\n')).not.toMatch(/约|about/);
		expect(paper(paperTicket({ ahead: 0 })).lines).toContain('前面没有人');
	});

	test('never promises one number of minutes', () => {
		fc.assert(
			fc.property(fc.nat(20_000), fc.nat(4_000), (low, more) => {
				const { lines } = paper(paperTicket({ low, high: low + more, link: null }));
				const range = lines.map((line) => /^about (\d+)-(\d+) min$/.exec(line)).find(Boolean);
				expect(Number(range?.[1])).toBeLessThan(Number(range?.[2]));
			}),
			{ numRuns: 100 }
		);
	});

	test('tells the time of the branch', () => {
		const { lines } = paper(
			paperTicket({ issuedAt: Date.UTC(2026, 10, 25, 16, 5), timeZone: 'Asia/Shanghai' })
		);
		expect(lines).toContain('2026-11-26 00:05');
	});

	test('breaks English between words, on narrow paper too', () => {
		const en = 'Personal foreign exchange: purchases, settlements and cross-border transfers';
		const { lines } = paper(paperTicket({ service: { zh: '外汇', en } }), 32);
		const from = lines.indexOf('外汇') + 1;
		expect(lines.slice(from, from + 3).join(' ')).toBe(en);
		expect(lines.every((line) => line.length <= 32)).toBe(true);
	});
});

describe('the QR code', () => {
	const links = [
		'https://10.0.0.5:3000/t/8Jd0vQx2Lm4nRk7TzYw1',
		'http://a/',
		`https://queue.bank.example:8443/t/${'x'.repeat(120)}`,
		'https://a.example/t?a=1;b=2|3&c={d}~e\\n"f"^g'
	];
	test.for(links)('says its link and nothing else, with white around it: %s', (link) => {
		for (const columns of [32, 48] as const) {
			const { printed } = paper(paperTicket({ link }), columns);
			const [picture] = printed.filter((each) => each.kind === 'picture');
			expect(readQr(picture!.bitmap).text).toBe(link);
			expect(picture!.align).toBe(1);
			// Beside it is paper; above and below a blank line each.
			expect(picture!.areaDots - picture!.bitmap[0]!.length).toBeGreaterThan(8 * 8);
			const at = printed.indexOf(picture!);
			expect([printed[at - 1], printed[at + 1]]).toMatchObject([{ text: '' }, { text: '' }]);
		}
	});
});

/** What receiptline makes of markup: every command by its name, and the text. */
function commandsOf(markup: string, columns: 32 | 48) {
	const seen = { text: '', lines: 0, said: new Set<string>(), codes: [] as string[] };
	const note =
		(name: string) =>
		(...given: unknown[]) => {
			seen.said.add(name);
			if (name === 'text') seen.text += String(given[0]);
			if (name === 'qrcode') seen.codes.push((given[0] as { data: string }).data);
			if (name === 'lf') seen.lines += 1;
			return '';
		};
	const names = [
		'hr',
		'vr',
		'vrstart',
		'vrstop',
		'vrhr',
		'vrlf',
		'cut',
		'ul',
		'em',
		'iv',
		'wh',
		'text'
	];
	const noted = [...names, 'lf', 'command', 'image', 'qrcode', 'barcode'];
	const command = {
		...commands.base,
		...Object.fromEntries(noted.map((name) => [name, note(name)]))
	};
	transform(markup, { cpl: columns, encoding: 'gb18030', spacing: true, command });
	return seen;
}

const special = fc.constantFrom(
	...[
		'|',
		'{',
		'}',
		'~',
		'_',
		'"',
		'`',
		'^',
		'\\',
		'-',
		'=',
		';',
		':',
		'\n',
		'\r',
		'\t',
		' ',
		'n',
		'x'
	],
	// A mark that melts with a letter before it, and a letter that becomes a grave accent.
	...['\u0323', '\u0307', '\u0338', '\u0327', '\u1fef', '\u2028', '\u200b', '\ufeff'],
	...[
		'\\x7b',
		'\\n',
		'{image:AAAA}',
		'{code:1}',
		'{command:\\x1b@}',
		'---',
		'===',
		'湖',
		'滨',
		'é',
		'😀'
	]
);
const name = fc.oneof(
	fc.array(special, { minLength: 1, maxLength: 24 }).map((parts) => parts.join('')),
	fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
);
const bare = (text: string) => printable(text).replace(/\s/g, '');

describe('whatever a name is', () => {
	test('it comes out as text and never as markup', () => {
		const plain = paperTicket({
			service: { zh: '', en: '' },
			segment: 'ordinary',
			link: 'https://a/'
		});
		fc.assert(
			fc.property(name, name, name, fc.constantFrom<32 | 48>(32, 48), (zh, en, number, columns) => {
				fc.pre(bare(zh) !== '' && bare(en) !== '' && zh !== en);
				const ticket = { ...plain, branch: { zh, en }, number, notice: { zh: en, en: zh } };
				const { text, said, codes } = commandsOf(ticketMarkup(ticket, columns), columns);
				const printed = text.replace(/\s/g, '');
				const begin = bare(zh) + bare(en) + bare(number);
				expect(printed.slice(0, begin.length)).toBe(begin);
				expect(printed).toContain(bare(en) + bare(zh));
				// Bold, large, text, line ends, the code and the cut: nothing else was asked for.
				const allowed = new Set(['em', 'wh', 'text', 'lf', 'qrcode', 'cut']);
				expect([...said].filter((each) => !allowed.has(each))).toEqual([]);
				expect(said.has('cut')).toBe(false);
				expect(codes).toEqual(['https://a/']);
			}),
			{ numRuns: 2_000 }
		);
	});

	test('a link is the code and no markup either', () => {
		fc.assert(
			fc.property(name, (link) => {
				fc.pre(printable(link) !== '' && Buffer.byteLength(link) < 120);
				const { said, codes } = commandsOf(ticketMarkup(paperTicket({ link }), 48), 48);
				expect(codes).toEqual([printable(link)]);
				expect(
					[...said].filter((each) => ['image', 'command', 'barcode', 'cut'].includes(each))
				).toEqual([]);
			}),
			{ numRuns: 1_000 }
		);
	});
});
