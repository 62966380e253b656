/**
 * Which card stands where. Pure.
 *
 * A card never moves under a finger: while one is down, and a little after, every card keeps its place and its
 * form. A card whose prompt was settled elsewhere keeps its place too, long enough to say so.
 */
import type { PromptRow, TicketRow } from '#lib/protocol/index.ts';
import { isInLobby } from './tasks.ts';
import type { Task, Work } from './tasks.ts';

/** `talk`: the whole card. `next`: taken on too, without its words. `called`: what is missing is the outcome. */
export type Form = 'talk' | 'next' | 'called' | 'offer';

export interface Slot {
	/** The prompt's id. */
	id: string;
	form: Form;
}

export interface Places {
	mine: Slot[];
	offers: Slot[];
}

/** Where the cards belong by themselves. */
export function placesOf(work: Work): Places {
	let talks = 0;
	const mine = work.mine.map(({ id, whereabouts }): Slot => {
		if (whereabouts.at !== 'lobby') return { id, form: 'called' };
		talks += 1;
		return { id, form: talks === 1 ? 'talk' : 'next' };
	});
	return { mine, offers: work.offers.map(({ id }): Slot => ({ id, form: 'offer' })) };
}

/** Where they stand: `kept` are the ids of cards that stay a moment although their prompt is gone. */
export function arrange(
	shown: Places,
	wanted: Places,
	kept: ReadonlySet<string>,
	frozen: boolean
): Places {
	if (frozen) return shown;
	const wantedIds = new Set([...wanted.mine, ...wanted.offers].map(({ id }) => id));
	const stays = (slot: Slot) => kept.has(slot.id) && !wantedIds.has(slot.id);
	const next = {
		mine: withKept(shown.mine, wanted.mine, stays),
		offers: withKept(shown.offers, wanted.offers, stays)
	};
	return same(shown.mine, next.mine) && same(shown.offers, next.offers) ? shown : next;
}

/** The same for ids alone. */
export function arrangeIds(
	shown: readonly string[],
	wanted: readonly string[],
	kept: ReadonlySet<string>,
	frozen: boolean
): readonly string[] {
	if (frozen) return shown;
	const next = withKept(shown, wanted, (id) => kept.has(id) && !wanted.includes(id));
	return next.length === shown.length && next.every((id, at) => id === shown[at]) ? shown : next;
}

function withKept<S>(shown: readonly S[], wanted: readonly S[], stays: (slot: S) => boolean): S[] {
	const result = [...wanted];
	shown.forEach((slot, index) => {
		if (stays(slot)) result.splice(Math.min(index, result.length), 0, slot);
	});
	return result;
}

function same(a: Slot[], b: Slot[]): boolean {
	return (
		a.length === b.length &&
		a.every((slot, index) => slot.id === b[index]?.id && slot.form === b[index]?.form)
	);
}

/** Why a card's prompt is no longer what it was. */
export type Departure =
	| { why: 'taken'; staff: string }
	| { why: 'called'; counter: string | undefined }
	| { why: 'left' }
	/** Its outcome was told, here or elsewhere. */
	| { why: 'settled' };

/** How a task that was open, or mine, ended; null while it is still one of the two. */
export function departureOf(
	before: Task,
	prompts: Record<string, PromptRow>,
	tickets: Record<string, TicketRow>,
	me: string | null
): Departure | null {
	const prompt = prompts[before.id];
	if (prompt !== undefined) {
		if (prompt.state === 'open' || prompt.assignee === me) return null;
		return prompt.assignee === undefined ? null : { why: 'taken', staff: prompt.assignee };
	}
	if (before.prompt.state === 'accepted') return { why: 'settled' };
	const ticket = tickets[before.number];
	if (ticket === undefined) return { why: 'left' };
	return isInLobby(ticket) ? { why: 'settled' } : { why: 'called', counter: ticket.counter };
}
