import { LogError } from './log.ts';

export interface CsvRow {
	line: number;
	cells: string[];
}

/**
 * The lines of a CSV file, each with its number. Cells may be quoted; a quoted cell does not span lines in
 * any log that is read here, so that one broken quote costs one line and not the rest of the file.
 */
export function* csvRows(text: string, separator = ','): Generator<CsvRow> {
	let from = text.startsWith('\uFEFF') ? 1 : 0;
	for (let line = 1; from < text.length; line += 1) {
		const newline = text.indexOf('\n', from);
		const to = newline === -1 ? text.length : newline;
		const content = text.slice(from, text[to - 1] === '\r' ? to - 1 : to);
		from = to + 1;
		if (content.trim() !== '') yield { line, cells: cellsOf(content, separator) };
	}
}

function cellsOf(content: string, separator: string): string[] {
	if (!content.includes('"')) return content.split(separator);
	const cells: string[] = [];
	let cell = '';
	let quoted = false;
	for (let index = 0; index < content.length; index += 1) {
		const char = content[index] as string;
		if (quoted && char === '"' && content[index + 1] === '"') {
			cell += '"';
			index += 1;
		} else if (char === '"') {
			quoted = !quoted;
		} else if (char === separator && !quoted) {
			cells.push(cell);
			cell = '';
		} else {
			cell += char;
		}
	}
	cells.push(cell);
	return cells;
}

/** The data rows of a file whose first line names the columns; refuses any other file. */
export function* tableRows(
	text: string,
	columns: readonly string[],
	separator = ','
): Generator<CsvRow> {
	const rows = csvRows(text, separator);
	const head = rows.next();
	if (head.done || head.value.cells.map((cell) => cell.trim()).join() !== columns.join()) {
		throw new LogError(`The first line has to be: ${columns.join(separator)}`);
	}
	yield* rows;
}
