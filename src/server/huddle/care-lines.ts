import type { Config } from '#lib/domain/config/config.ts';
import type { NewCareEntry } from '../store/types.ts';

type Line = Pick<NewCareEntry, 'name' | 'ref' | 'staff' | 'need' | 'product'>;

/** What is wrong with the text, and in which line. */
export interface LineFault {
	code:
		| 'no_lines'
		| 'too_many_lines'
		| 'unreadable_line'
		| 'unknown_person'
		| 'unknown_need'
		| 'unknown_product';
	detail: string;
	/** From 1 on; null: the text as a whole. */
	line: number | null;
}

const MOST_LINES = 200;
const LONGEST = 60;
/** Control characters but the tab between cells, lone surrogates and direction overrides are nobody's name. */
const UNSAFE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
/** Figures and Latin letters without a space are what a bank calls somebody, not a name. */
const REFERENCE = /^[\w.-]*\d[\w.-]*$/;

/**
 * Lines as they are pasted: `customer; staff; need; product`, with semicolons or tabs, need and product optional. People
 * are named by their id or their name, needs and products too. All lines, or the first fault.
 */
export function careLines(text: string, config: Config): Line[] | LineFault {
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	if (lines.length === 0)
		return { code: 'no_lines', detail: 'Write one customer a line.', line: null };
	if (lines.length > MOST_LINES) {
		return { code: 'too_many_lines', detail: `At most ${MOST_LINES} lines at once.`, line: null };
	}
	const { needs, products } = config.catalogue;
	const read: Line[] = [];
	for (const [index, line] of lines.entries()) {
		const fault = (code: LineFault['code'], detail: string): LineFault => ({
			code,
			detail: `Line ${index + 1}: ${detail}`,
			line: index + 1
		});
		const [who = '', person = '', need = '', product = '', ...more] = line
			.split(/[;；\t]/)
			.map((cell) => cell.trim());
		if (
			who === '' ||
			who.length > LONGEST ||
			UNSAFE.test(line.replaceAll('\t', '')) ||
			more.length > 0
		) {
			return fault('unreadable_line', 'write customer; staff; need; product.');
		}
		const staff = named([...config.staff.values()], person);
		if (staff === null) return fault('unknown_person', `nobody of this branch is "${person}".`);
		const wanted = need === '' ? null : named(needs, need);
		if (need !== '' && wanted === null) return fault('unknown_need', `there is no need "${need}".`);
		const offer = product === '' ? null : named([...products.values()], product);
		if (product !== '' && offer === null) {
			return fault('unknown_product', `there is no product "${product}".`);
		}
		const isRef = REFERENCE.test(who);
		read.push({
			name: isRef ? null : who,
			ref: isRef ? who : null,
			staff,
			need: wanted,
			product: offer
		});
	}
	return read;
}

function named(
	things: readonly { id: string; name: { zh: string; en: string } }[],
	word: string
): string | null {
	const found = things.find(({ id, name }) => id === word || name.zh === word || name.en === word);
	return found?.id ?? null;
}
