/** A ticket in receiptline's markup. Pure. */
import { saidIn, ticketLines, type Both, type PaperTicket } from '#lib/receipt/ticket.ts';
import { wrapText } from '#lib/receipt/wrap.ts';
import { columnsOf, escaped, escapedValue, printable } from './markup.ts';

export type { PaperTicket };

/** 58 mm and 80 mm paper. */
export type Columns = 32 | 48;

/** The largest type that printers have and receiptline asks for: six times a character's width and height. */
const LARGEST = 6;
/** Dots of a column. */
const COLUMN = 12;

export function ticketMarkup(ticket: PaperTicket, columns: Columns = 48): string {
	const { branch, number, service, mark, ahead, wait, qr, missed, notice, issued } =
		ticketLines(ticket);
	const type = typeOf(columns);
	// Receiptline's own rule is drawn with characters of a Japanese code page, which Chinese printers do not have.
	const rule = escaped('-'.repeat(columns));
	const said = [
		...type.both(ahead, type.text, type.text),
		...type.both(wait, type.tall, type.text)
	];
	return [
		...type.both(branch, type.bold, type.text),
		'',
		...type.large(number),
		'',
		...type.both(service, type.tall, type.text),
		...(mark
			? [
					'',
					...type.inverse(
						saidIn(mark)
							.map((each) => mark[each])
							.join(' ')
					)
				]
			: []),
		rule,
		...(said.length > 0 ? [...said, rule] : []),
		...(qr
			? [...qrLines(qr.link, columns), ...type.both(qr.caption, type.text, type.text), rule]
			: []),
		...type.both(missed, type.text, type.text),
		...(notice ? ['', ...type.both(notice, type.text, type.text)] : []),
		'',
		...type.text(issued)
	].join('\n');
}

/** Ways to set a line: each wraps by words first, because receiptline breaks English within them. */
function typeOf(columns: Columns) {
	const set = (limit: number, before: string, after: string) => (text: string) =>
		wrapText(printable(text), limit, columnsOf).map((line) => before + escaped(line) + after);
	const text = set(columns, '', '');
	type Setting = typeof text;
	return {
		text,
		bold: set(columns, '"', '"'),
		// Twice as high but not as wide: a printer that enlarges no Chinese keeps the line where it belongs.
		tall: set(columns, '"^^', '^^"'),
		inverse: set(columns - 4, '`"~~', '~~"`'),
		large(number: string): string[] {
			const width = Math.max(1, columnsOf(printable(number)));
			const scale = Math.min(LARGEST, Math.max(1, Math.floor(columns / width)));
			// One mark more than the scale: the first two are for width and height alone.
			const marks = scale === 1 ? '' : '^'.repeat(scale + 1);
			return set(Math.floor(columns / scale), `"${marks}`, `${marks}"`)(number);
		},
		both(said: Both | null, chinese: Setting, english: Setting): string[] {
			if (said === null) return [];
			return saidIn(said).flatMap((each) => (each === 'zh' ? chinese : english)(said[each]));
		}
	};
}

/** Blank lines above and below are the white that readers need around a code. */
function qrLines(link: string, columns: Columns): string[] {
	const data = printable(link);
	return ['', `{code:${escapedValue(data)};option:qrcode,${cellOf(data, columns)},m}`, ''];
}

/** Bytes that a code of level M holds, by version from 1 on: each is four modules larger. */
const HOLDS = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213];
/** About 30 mm: a phone reads it at arm's length. */
const SIDE = 240;

/** Dots of a module, from receiptline's 3 to 8, so that a long link still fits the paper. */
function cellOf(data: string, columns: Columns): number {
	const bytes = Buffer.byteLength(data);
	const index = HOLDS.findIndex((most) => bytes <= most);
	const modules = 17 + 4 * ((index === -1 ? HOLDS.length : index) + 1);
	const side = Math.min(SIDE, columns * COLUMN);
	return Math.max(3, Math.min(8, Math.floor(side / modules)));
}
