/**
 * A screen's copy of its view, and the rules by which it follows the server. Pure: no socket, no clock.
 *
 * Delivery is at most once, so the copy itself notices a loss: a patch applies only when its `prev` is the
 * copy's `seq`. Records are replaced, never written into, and only those of collections that changed:
 * whoever holds a record can tell by identity that nothing in it moved.
 */
import type { Collection, Patch, View, WatchAnswer } from '../protocol/index.ts';

export interface Replica {
	readonly seq: number;
	/** Patches of slow rows up to here; unknown until the server said so. */
	readonly told?: number | undefined;
	readonly view: View;
}

/**
 * What following a message came to. Where something was lost, the screen watches again: from its own place
 * (`gap`), or from nothing (`overtaken`), because what was missed belongs to a place that it has left.
 */
export type Followed = { ok: true; replica: Replica } | { ok: false; code: 'gap' | 'overtaken' };

const GAP: Followed = { ok: false, code: 'gap' };
const OVERTAKEN: Followed = { ok: false, code: 'overtaken' };

function applyTo(replica: Replica, patch: Patch): Replica {
	const view: Record<string, Record<string, unknown>> = { ...replica.view };
	const touched = new Set<string>([...Object.keys(patch.set), ...Object.keys(patch.unset)]);
	for (const collection of touched) {
		const rows: Record<string, unknown> = { ...view[collection] };
		for (const id of patch.unset[collection as Collection] ?? []) delete rows[id];
		Object.assign(rows, patch.set[collection as Collection]);
		view[collection] = rows;
	}
	// Unknown stays unknown until an answer tells it: what came before this patch was not counted.
	const told = replica.told === undefined ? undefined : (patch.told ?? replica.told);
	return { seq: patch.seq, told, view: view as View };
}

/**
 * One patch. Rows that are sent late and whole (figures) come with `prev === seq`; they belong to exactly that
 * place in the log, so they obey the same rule. They move no place, so that their loss shows by their count.
 */
export function followPatch(replica: Replica, patch: Patch): Followed {
	const slow = patch.prev === patch.seq;
	if (slow && patch.seq < replica.seq) return OVERTAKEN;
	if (patch.prev !== replica.seq || patch.seq < patch.prev) return GAP;
	if (patch.told !== undefined && replica.told !== undefined) {
		// One that came before is whole and older: it would undo what came since.
		if (slow && patch.told <= replica.told) return { ok: true, replica };
		if (patch.told > replica.told + (slow ? 1 : 0)) return OVERTAKEN;
	}
	return { ok: true, replica: applyTo(replica, patch) };
}

type Watched = Extract<WatchAnswer, { ok: true }>;

/** The answer to `watch`: a whole view replaces everything, patches carry on from where the copy stands. */
export function followAnswer(replica: Replica, answer: Watched): Followed {
	const { seq, told } = answer;
	if ('view' in answer) return { ok: true, replica: { seq, told, view: answer.view } };
	let next = replica;
	for (const patch of answer.patches) {
		// Patches that came by themselves while the question was under way are in the answer once more.
		if (patch.seq <= next.seq && patch.prev < next.seq) continue;
		const followed = followPatch(next, patch);
		if (!followed.ok) return GAP;
		next = followed.replica;
	}
	return next.seq === seq ? { ok: true, replica: { ...next, told } } : GAP;
}
