import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';

type File = Record<string, unknown>;

/** Carries a new id into whatever refers to the row by its old one. `list` is the row's own list. */
export function renameReferences(file: File, list: string, from: string, to: string): File {
	const word = (id: unknown) => (id === from ? to : id);
	const words = (ids: unknown) => (Array.isArray(ids) ? ids.map(word) : ids);
	const each = (key: string, change: (row: Row) => Row) =>
		file[key] === undefined ? file : { ...file, [key]: rowsOf(file[key]).map(change) };
	switch (list) {
		case 'services':
			return each('counters', (row) => ({ ...row, services: words(row.services) }));
		case 'products':
			return each('targets', (row) => ({ ...row, product: word(row.product) }));
		case 'staff':
			return each('targets', (row) =>
				row.staff === undefined ? row : { ...row, staff: renamedKey(row.staff, from, to) }
			);
		case 'devices':
			return each('checklists', (row) => ({
				...row,
				items: rowsOf(row.items).map((item) =>
					item.device === undefined ? item : { ...item, device: word(item.device) }
				)
			}));
		default:
			return file;
	}
}

function renamedKey(counts: unknown, from: string, to: string): unknown {
	if (typeof counts !== 'object' || counts === null) return counts;
	return Object.fromEntries(
		Object.entries(counts).map(([key, value]) => [key === from ? to : key, value as unknown])
	);
}
