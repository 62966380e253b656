import type { Field } from './fields.ts';

export type Row = Record<string, unknown>;

/** The rows of a list that may be missing. */
export function rowsOf(value: unknown): Row[] {
	return Array.isArray(value) ? (value as Row[]) : [];
}

/** What a row is called by the rest of the file, and what tells it apart: its id, or for a target its product. */
export function keyField(fields: readonly Field[]): Field | undefined {
	return fields.find(({ key }) => key === 'id') ?? fields.find(({ kind }) => kind === 'text');
}

/**
 * The rows' keys, each once: rows without a key have their number, and the second of a key `#2` behind it, so that a
 * list can be compared with another while somebody is still typing.
 */
export function rowKeys(rows: readonly Row[], fields: readonly Field[]): string[] {
	const key = keyField(fields)?.key;
	const counts = new Map<string, number>();
	return rows.map((row, index) => {
		const own = key === undefined ? undefined : row[key];
		const word = typeof own === 'string' && own !== '' ? own : `#${index}`;
		const count = (counts.get(word) ?? 0) + 1;
		counts.set(word, count);
		return count === 1 ? word : `${word}#${count}`;
	});
}

/** An id that no row has: the one asked for, or the next number after it. */
export function freshId(rows: readonly Row[], wanted: string): string {
	const taken = new Set(rows.map(({ id }) => id));
	if (wanted !== '' && !taken.has(wanted)) return wanted;
	const [, stem = '', digits = ''] = /^(.*?)(\d*)$/s.exec(wanted) ?? [];
	const separator = digits === '' && stem !== '' && !stem.endsWith('-') ? '-' : '';
	let number = digits === '' ? 1 : Number(digits) + 1;
	if (digits === '' && stem !== '') number = 2;
	while (taken.has(`${stem}${separator}${number}`)) number += 1;
	return `${stem}${separator}${number}`;
}

/** A new row: required settings are there, empty; its id is the next after the last row's. */
export function newRow(rows: readonly Row[], fields: readonly Field[]): Row {
	return Object.fromEntries(
		fields
			.filter(({ required }) => required)
			.map((field) => [field.key, field.key === 'id' ? nextId(rows) : emptyOf(field)])
	);
}

/** After counter 8 comes 9, after `atm-2` comes `atm-3`; where ids do not count there is nothing to guess. */
function nextId(rows: readonly Row[]): string {
	const last = rows.at(-1)?.id;
	if (last === undefined) return '1';
	return typeof last === 'string' && /\d$/.test(last) ? freshId(rows, last) : '';
}

function emptyOf({ kind, schema, fields }: Field): unknown {
	if (kind === 'name') return { zh: '', en: '' };
	if (kind === 'choice') return schema.enum?.[0];
	if (kind === 'words' || kind === 'numbers' || kind === 'list') return [];
	if (kind === 'yesno') return false;
	if (kind === 'group') return newRow([], fields);
	return '';
}

/** The rows with a copy of one after it, under an id of its own. */
export function withCopy(rows: readonly Row[], index: number): Row[] {
	const copy = structuredClone(rows[index] ?? {});
	if (typeof copy.id === 'string') copy.id = freshId(rows, copy.id);
	return rows.toSpliced(index + 1, 0, copy);
}

/** The rows with one moved by so many places; as they are where it would leave the list. */
export function withMoved(rows: readonly Row[], index: number, by: number): Row[] {
	const to = index + by;
	const row = rows[index];
	if (row === undefined || to < 0 || to >= rows.length) return [...rows];
	return rows.toSpliced(index, 1).toSpliced(to, 0, row);
}
