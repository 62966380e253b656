import { BOM, csvRecord, harmless } from '../csv.ts';
import type { History } from '../store/types.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { dayOf, type Cell, type ExportTable } from './export-tables.ts';

export interface ExportSpan {
	file: BranchFile;
	table: ExportTable;
	from: string;
	to: string;
	/** Whether columns of people are filled in. */
	names: boolean;
}

/** One day as CSV; the first brings the names of the columns. */
export function csvDay(
	{ file, table, from, names }: ExportSpan,
	day: string,
	history: History
): Uint8Array {
	const { columns, rows } = dayOf(table, day, history, configOf(file), names);
	const head = day === from ? BOM + csvRecord(columns) : '';
	return new TextEncoder().encode(head + rows.map(csvRecord).join(''));
}

/** All days as a workbook of one sheet. It is made in memory, and so of few days. */
export async function workbook(
	{ file, table, from, to, names }: ExportSpan,
	history: History
): Promise<Uint8Array> {
	// 3 MB of program that nobody needs until somebody exports.
	const { default: writeExcelFile } = await import('write-excel-file/node');
	const config = configOf(file);
	const sheet = [];
	for (let day = from; day <= to; day = dayPlus(day, 1)) {
		const { columns, rows } = dayOf(table, day, history, config, names);
		if (day === from) sheet.push(columns.map((value) => ({ value, fontWeight: 'bold' as const })));
		for (const row of rows) sheet.push(row.map(sheetCell));
	}
	return writeExcelFile(sheet, { sheet: table, stickyRowsCount: 1 }).toBuffer();
}

/** Text stays text: a cell of a workbook holds no formula that was not written as one, and a file saved as CSV might. */
function sheetCell(cell: Cell) {
	if (cell === null || cell === '') return null;
	if (typeof cell === 'number') return { value: cell, type: Number };
	return { value: harmless(cell), type: String };
}
