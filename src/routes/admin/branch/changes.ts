import { escapeKey, under } from '#lib/protocol/check/pointer.ts';
import { same } from './fields.ts';
import type { Field } from './fields.ts';
import { rowKeys, rowsOf } from './rows.ts';
import type { Row } from './rows.ts';
import { valueAt, without, withValue } from './tree.ts';
import { weekOf } from './week.ts';

/** A row on the way to a setting: by its key, since its number differs between two files. */
export interface Step {
	list: Field;
	key: string;
	/** As it is now, or as it was where it is gone: to name it. */
	row: Row;
}

/**
 * One difference between two files. `set`: a setting; `added`, `removed`: a row; `order`: the rows of a list stand in
 * another order. Values are those of the setting, the row, or the rows' keys.
 */
export interface Change {
	kind: 'set' | 'added' | 'removed' | 'order';
	field: Field;
	/** From the top: every list passed. The last step of `added` and `removed` is the row itself. */
	steps: Step[];
	/** Groups between the last row and the setting. */
	groups: string[];
	before: unknown;
	after: unknown;
	/** Of a row that came or went: the keys of its list, and which of them is its own. It is put back behind those. */
	among?: { keys: string[]; index: number };
}

type Here = Pick<Change, 'steps' | 'groups'>;

/** Every difference, in the order of the form. */
export function changesOf(
	fields: readonly Field[],
	before: unknown,
	after: unknown,
	here: Here = { steps: [], groups: [] }
): Change[] {
	if (before === after) return [];
	const [old, now] = [entry(before), entry(after)];
	return fields.flatMap((field) => differ(field, old[field.key], now[field.key], here));
}

function differ(field: Field, before: unknown, after: unknown, here: Here): Change[] {
	if (before === after) return [];
	if (field.kind === 'group') {
		const inner = { ...here, groups: [...here.groups, field.key] };
		return changesOf(field.fields, before, after, inner);
	}
	if (field.kind === 'list') return rowChanges(field, rowsOf(before), rowsOf(after), here);
	const equal =
		field.kind === 'hours' && before !== undefined && after !== undefined
			? JSON.stringify(weekOf(before)) === JSON.stringify(weekOf(after))
			: same(field, before, after);
	return equal ? [] : [{ kind: 'set', field, ...here, before, after }];
}

function rowChanges(field: Field, before: Row[], after: Row[], here: Here): Change[] {
	const [oldKeys, newKeys] = [rowKeys(before, field.fields), rowKeys(after, field.fields)];
	const [old, now] = [indexed(oldKeys), indexed(newKeys)];
	const step = (key: string, row: Row) => [...here.steps, { list: field, key, row }];
	const inRow = (key: string, row: Row): Here => ({ steps: step(key, row), groups: [] });
	const changes = newKeys.flatMap((key, index): Change[] => {
		const row = after[index]!;
		const was = old.get(key);
		if (was !== undefined) return changesOf(field.fields, before[was], row, inRow(key, row));
		return [
			{
				kind: 'added',
				field,
				...here,
				steps: step(key, row),
				before: undefined,
				after: row,
				among: { keys: newKeys, index }
			}
		];
	});
	oldKeys.forEach((key, index) => {
		if (now.has(key)) return;
		const row = before[index]!;
		changes.push({
			kind: 'removed',
			field,
			...here,
			steps: step(key, row),
			before: row,
			after: undefined,
			among: { keys: oldKeys, index }
		});
	});
	const staying = oldKeys.filter((key) => now.has(key));
	const order = newKeys.filter((key) => old.has(key));
	if (staying.join('\n') !== order.join('\n')) {
		changes.push({ kind: 'order', field, ...here, before: oldKeys, after: newKeys });
	}
	return changes;
}

function indexed(keys: string[]): Map<string, number> {
	return new Map(keys.map((key, index) => [key, index]));
}

/** Where a change is in a file; undefined where one of its rows is not there. */
export function pointerOf(
	file: unknown,
	{ kind, field, steps, groups }: Change
): string | undefined {
	let at = '';
	for (const step of steps) {
		const list = under(at, step.list.key);
		const index = rowKeys(rowsOf(valueAt(file, list)), step.list.fields).indexOf(step.key);
		if (index < 0) return undefined;
		at = under(list, index);
	}
	if (kind === 'added' || kind === 'removed') return at;
	return `${at}${[...groups, field.key].map((key) => `/${escapeKey(key)}`).join('')}`;
}

/** A file with one change made to it, or taken back; as it is where the row is gone that the change is about. */
export function withChange<T>(file: T, change: Change, to: 'before' | 'after'): T {
	const { kind, field } = change;
	const value = change[to];
	if (kind === 'added' || kind === 'removed')
		return withRow(file, change, value as Row | undefined);
	const pointer = pointerOf(file, change);
	if (pointer === undefined) return file;
	if (kind === 'order') {
		const rows = rowsOf(valueAt(file, pointer));
		return withValue(file, pointer, ordered(rows, rowKeys(rows, field.fields), value as string[]));
	}
	return value === undefined ? without(file, pointer) : withValue(file, pointer, value);
}

function withRow<T>(file: T, change: Change, row: Row | undefined): T {
	const pointer = pointerOf(file, change);
	if (row === undefined) return pointer === undefined ? file : without(file, pointer);
	if (pointer !== undefined) return withValue(file, pointer, row);
	const parent = pointerOf(file, { ...change, kind: 'order', steps: change.steps.slice(0, -1) });
	if (parent === undefined) return file;
	const rows = rowsOf(valueAt(file, parent));
	const at = placeAmong(rowKeys(rows, change.field.fields), change.among);
	return withValue(file, parent, rows.toSpliced(at, 0, row));
}

/** Behind the nearest row that stood before it and is there. */
function placeAmong(present: string[], among: Change['among']): number {
	const before = among?.keys.slice(0, among.index) ?? [];
	const nearest = before.findLast((key) => present.includes(key));
	return nearest === undefined ? 0 : present.indexOf(nearest) + 1;
}

/** Rows that the order does not name stay behind those that it does. */
function ordered(rows: Row[], keys: string[], order: string[]): Row[] {
	const place = (index: number) => {
		const found = order.indexOf(keys[index]!);
		return found < 0 ? order.length + index : found;
	};
	return rows
		.map((row, index) => ({ row, at: place(index) }))
		.sort((a, b) => a.at - b.at)
		.map(({ row }) => row);
}

function entry(value: unknown): Row {
	return typeof value === 'object' && value !== null ? (value as Row) : {};
}
