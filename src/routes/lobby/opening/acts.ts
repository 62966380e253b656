/** What somebody found of an item of a list, and that they stand for the whole, as the acts that the server knows. Pure. */
import type { ChecklistItem, ChecklistRow } from '#lib/protocol/index.ts';
import type { Act } from '../deeds.ts';

type List = Pick<ChecklistRow, 'list'>;
type Item = Pick<ChecklistItem, 'id'>;

export function fine({ list }: List, { id }: Item, staff: string): Act {
	return { type: 'checklist.checked', subject: id, data: { list, ok: true, staff } };
}

/** `photo`: the id that storing it gave; null: there is none. */
export function failed(
	{ list }: List,
	{ id }: Item,
	note: string,
	photo: string | null,
	staff: string
): Act {
	const data = { list, ok: false, staff, note: note.trim(), ...(photo !== null && { photo }) };
	return { type: 'checklist.checked', subject: id, data };
}

export function signed({ list }: List, staff: string): Act {
	return { type: 'checklist.signed', subject: list, data: { staff } };
}
