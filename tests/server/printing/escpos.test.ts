import { describe, expect, test } from 'vitest';
import { pictureBytes, textBytes, type Language } from '#server/printing/escpos.ts';
import { ticketMarkup } from '#server/printing/receipt.ts';
import { readJob } from '../../support/escpos-reader.ts';
import { paperTicket } from '../../support/paper.ts';
import { pngOf } from '../../support/png.ts';
import { readQr } from '../../support/qr-reader.ts';

const language = (change: Partial<Language> = {}): Language => ({
	encoding: 'gb18030',
	columns: 48,
	command: 'generic',
	qr: 'raster',
	...change
});
const ticket = paperTicket();

describe('a ticket as text', () => {
	test('is Chinese in the printer’s encoding, after the command that turns Chinese on', () => {
		for (const encoding of ['gb18030', 'cp936'] as const) {
			const bytes = textBytes(ticketMarkup(ticket), language({ encoding }));
			// 湖滨支行
			const at = bytes.indexOf(Buffer.from('bafeb1f5d6a7d0d0', 'hex'));
			expect(at).toBeGreaterThan(0);
			expect(bytes.subarray(at - 2, at).toString('latin1')).toBe('\x1c&');
			expect(readJob(bytes, 'gbk').lines[0]).toBe('湖滨支行');
		}
	});

	test('has what the smaller code page lacks as a question mark, and four bytes in the larger one', () => {
		const markup = ticketMarkup(paperTicket({ branch: { zh: '𠮷', en: 'Branch' } }));
		expect(readJob(textBytes(markup, language())).lines[0]).toBe('𠮷');
		expect(readJob(textBytes(markup, language({ encoding: 'cp936' }))).lines[0]).toMatch(/^\?+$/);
	});

	test('begins with a reset and ends with one cut, and then asks for the answer that says it is printed', () => {
		const bytes = textBytes(ticketMarkup(ticket), language());
		expect(bytes.subarray(0, 2).toString('latin1')).toBe('\x1b@');
		expect(bytes.subarray(-7).toString('latin1')).toBe('\x1dVB\x00\x1dr\x01');
		expect(readJob(bytes).printed.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
	});

	test('says the same in each set of commands that the reader knows', () => {
		const { lines } = readJob(textBytes(ticketMarkup(ticket), language()));
		for (const command of ['escpos', 'epson'] as const) {
			const job = readJob(textBytes(ticketMarkup(ticket), language({ command })));
			expect(job.lines).toEqual(lines);
			const [picture] = job.printed.filter((each) => each.kind === 'picture');
			expect(readQr(picture!.bitmap).text).toBe(ticket.link);
		}
	});

	test('leaves the code to a printer that draws one', () => {
		const long = `https://queue.bank.example:8443/t/${'x'.repeat(300)}`;
		for (const link of [ticket.link!, long]) {
			const markup = ticketMarkup(paperTicket({ link }));
			const { printed } = readJob(textBytes(markup, language({ qr: 'command' })));
			const codes = printed.filter((each) => each.kind === 'code');
			expect(codes).toEqual([
				{ kind: 'code', data: link, level: 'm', cell: link === long ? 3 : 7 }
			]);
			expect(printed.filter(({ kind }) => kind === 'picture')).toEqual([]);
		}
	});
});

describe('a ticket as a picture', () => {
	const stripes = (x: number, y: number) => (x >> 3) % 2 === 0 && y % 5 !== 0;
	const made = (png: Buffer, change: Partial<Language> = {}) => {
		const bytes = pictureBytes(png, language(change));
		if (typeof bytes === 'string') throw new Error(bytes);
		return readJob(bytes);
	};

	test('is dot for dot what was drawn, in the middle of the paper, and cut once', () => {
		for (const command of ['generic', 'escpos'] as const) {
			// Higher than what one command holds in either set.
			const { printed } = made(pngOf(240, 2_100, stripes), { command });
			const pictures = printed.filter((each) => each.kind === 'picture');
			expect(pictures.length).toBe(command === 'generic' ? 2 : 5);
			const bitmap = pictures.flatMap((each) => each.bitmap);
			expect(bitmap).toHaveLength(2_100);
			expect(bitmap[0]).toHaveLength(240);
			const wrong = bitmap.flatMap((row, y) => row.filter((dark, x) => dark !== stripes(x, y)));
			expect(wrong).toEqual([]);
			expect(pictures.every(({ align }) => align === 1)).toBe(true);
			expect(printed.at(-1)).toEqual({ kind: 'cut' });
			expect(printed.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
		}
	});

	test('has no text: its printer has no font for it', () => {
		expect(made(pngOf(576, 100, stripes)).lines).toEqual([]);
	});

	const good = pngOf(384, 100, stripes);
	const corrupt = Buffer.from(good);
	corrupt[60] = corrupt[60]! ^ 0xff;
	test.for([
		['text that says it is one', Buffer.from('\x89PNG, really'), 'not_a_png'],
		['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), good]), 'not_a_png'],
		['half of one', good.subarray(0, good.length - 40), 'not_a_png'],
		['a damaged one', corrupt, 'not_a_png'],
		['the header alone', good.subarray(0, 33), 'not_a_png'],
		[
			'an interlaced one, which unpacks to any size',
			pngOf(384, 100, stripes, { interlaced: true }),
			'not_a_png'
		],
		['wider than the paper', pngOf(385, 10), 'too_wide'],
		['longer than a ticket is', pngOf(8, 3_001), 'too_high'],
		[
			'more bytes than a picture of a ticket has',
			Buffer.concat([good, Buffer.alloc(512 * 1024)]),
			'too_large'
		]
	] as const)('is refused when it is %s', ([, png, fault]) => {
		expect(pictureBytes(png, language({ columns: 32 }))).toBe(fault);
	});

	test('holds exactly what its header says, or is none', () => {
		for (const rows of [0, 1, 99, 101, 100_000]) {
			expect(pictureBytes(pngOf(64, 100, stripes, { rows }), language())).toBe('not_a_png');
		}
		expect(pictureBytes(pngOf(64, 100, stripes, { rows: 100 }), language())).toBeInstanceOf(Buffer);
	});
});
