import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';

type File = Record<string, unknown>;

/** Carries a new id into whatever refers to the row by its old one. `list` is the row's own list. */
export function renameReferences(file: File, list: string, from: string, to: string): File {
	const word = (id: unknown) => (id === from ? to : id);
	const words = (ids: unknown) => (Array.isArray(ids) ? ids.map(word) : ids);
	const one = (key: string) => (row: Row) =>
		row[key] === undefined ? row : { ...row, [key]: word(row[key]) };
	const services = (row: Row) => ({ ...row, services: words(row.services) });
	switch (list) {
		case 'services':
			return inEach(
				inEach(inEach(file, 'counters', services), 'profiles', services),
				'pitches',
				one('service')
			);
		case 'needs':
			return inEach(file, 'products', (row) =>
				row.needs === undefined ? row : { ...row, needs: words(row.needs) }
			);
		case 'products':
			return inEach(inEach(file, 'targets', one('product')), 'pitches', one('product'));
		case 'staff':
			return inEach(file, 'targets', (row) =>
				row.staff === undefined ? row : { ...row, staff: renamedKey(row.staff, from, to) }
			);
		case 'devices':
			return inEach(file, 'checklists', (row) => ({
				...row,
				items: rowsOf(row.items).map((item) =>
					item.device === undefined ? item : { ...item, device: word(item.device) }
				)
			}));
		default:
			return file;
	}
}

function inEach(file: File, key: string, change: (row: Row) => Row): File {
	return file[key] === undefined ? file : { ...file, [key]: rowsOf(file[key]).map(change) };
}

function renamedKey(counts: unknown, from: string, to: string): unknown {
	if (typeof counts !== 'object' || counts === null) return counts;
	return Object.fromEntries(
		Object.entries(counts).map(([key, value]) => [key === from ? to : key, value as unknown])
	);
}
