/** Tells spreadsheets that a file is UTF-8. */
export const BOM = '\uFEFF';

/** What a spreadsheet takes for the beginning of a formula, in full width too. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const QUOTED = /[",\r\n]/;

/**
 * One record of a CSV file (RFC 4180) with its line ending. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front; numbers are our own and stay as they are; null is empty.
 */
export function csvRecord(cells: readonly (string | number | null)[]): string {
	return `${cells.map(cell).join(',')}\r\n`;
}

/** Text that a spreadsheet would run as a formula, with an apostrophe in front; other text as it is. */
export function harmless(text: string): string {
	return FORMULA.test(text) ? `'${text}` : text;
}

function cell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = harmless(value);
	return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
