import Type from 'typebox';
import { Id, Text } from '../scalars.ts';

/** The checks before opening and after closing. `photo` is the id that storing a picture gave. */
export const checklistEvents = {
	/** The subject is the item. */
	'checklist.checked': Type.Object({
		list: Id,
		ok: Type.Boolean(),
		staff: Id,
		note: Type.Optional(Text),
		photo: Type.Optional(Id)
	}),
	/** The subject is the list: whoever signs stands for all of its items. */
	'checklist.signed': Type.Object({ staff: Id })
};
