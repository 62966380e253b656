import Type from 'typebox';
import { Id, Instant, Name, oneOf } from '../scalars.ts';

/**
 * One thing to check. `hint`: what the device's health says; a person still confirms it. `points`: its weight.
 */
export const ChecklistItem = Type.Object({
	id: Id,
	name: Name,
	points: Type.Integer(),
	device: Type.Optional(Id),
	hint: Type.Optional(oneOf(['ok', 'failed', 'unknown'])),
	state: oneOf(['open', 'ok', 'failed']),
	staff: Type.Optional(Id),
	at: Type.Optional(Instant),
	note: Type.Optional(Type.String()),
	photo: Type.Optional(Id)
});
export type ChecklistItem = Type.Static<typeof ChecklistItem>;

/**
 * Today's checks of one list. Where everybody of the role does it for themselves, `staff` says whose it is and the id is
 * `list/staff`; `blank` is the sheet that whoever has not begun begins with, for the counter's screen alone. `dueAt`: null where the branch has no hours today. `points` are those of all its items, of those that
 * are fine, and of those that failed: readiness is `ok / of`.
 */
export const ChecklistRow = Type.Object({
	id: Type.String(),
	list: Id,
	name: Name,
	role: Id,
	phase: oneOf(['opening', 'closing', 'day']),
	staff: Type.Optional(Id),
	blank: Type.Optional(Type.Literal(true)),
	dueAt: Type.Union([Instant, Type.Null()]),
	items: Type.Array(ChecklistItem),
	points: Type.Object({ of: Type.Integer(), ok: Type.Integer(), failed: Type.Integer() }),
	/** When its last item was checked. */
	doneAt: Type.Optional(Instant),
	signedBy: Type.Optional(Id),
	signedAt: Type.Optional(Instant)
});
export type ChecklistRow = Type.Static<typeof ChecklistRow>;
