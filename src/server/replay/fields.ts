/** Reading one cell of a log. What can't be read throws a BrokenRow with the reason. */
export class BrokenRow extends Error {
	override name = 'BrokenRow';
}

/** As logs write them. */
export const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

export function broken(why: string): never {
	throw new BrokenRow(why);
}

/** H:MM:SS as seconds of the day. */
export function timeCell(cell: string, column: string): number {
	const match = /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(cell);
	if (match === null) broken(`${column} "${cell}" is not a time like 9:05:00`);
	const [, hours, minutes, seconds] = match.map(Number) as [number, number, number, number];
	if (hours > 23 || minutes > 59 || seconds > 59) broken(`${column} "${cell}" is no time of day`);
	return hours * 3600 + minutes * 60 + seconds;
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** A date and time with its offset, as epoch milliseconds; what is finer is rounded. */
export function instantCell(cell: string, column: string): number {
	const match = INSTANT.exec(cell);
	if (match === null) broken(`${column} "${cell}" is not a time like 2018-02-21 03:30:00+00:00`);
	const [, year, month, date, time, fraction = '0', offset] = match;
	const day = dayOf(Number(year), Number(month), Number(date), cell);
	const at = Date.parse(`${day}T${time}${offset}`);
	if (Number.isNaN(at)) broken(`${column} "${cell}" is no time of day`);
	return at + Math.round(Number(fraction) * 1000);
}

export function integerCell(cell: string, column: string): number {
	if (!/^-?\d{1,9}$/.test(cell)) broken(`${column} "${cell}" is not a whole number`);
	return Number(cell);
}

/** A word that can be an id: letters, digits and a few marks, starting with a letter or a digit. */
export function wordCell(cell: string, column: string): string {
	if (!/^[0-9A-Za-z][-0-9A-Za-z._/+#: ]{0,63}$/.test(cell)) {
		broken(cell === '' ? `${column} is missing` : `${column} "${cell}" can't be an id`);
	}
	return cell;
}

/** YYYY-MM-DD of a year, month and day that exist together. */
export function dayOf(year: number, month: number, date: number, cell: string): string {
	const at = new Date(Date.UTC(year, month - 1, date));
	if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) broken(`"${cell}" is no date`);
	return at.toISOString().slice(0, 10);
}
