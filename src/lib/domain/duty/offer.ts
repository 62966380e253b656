/**
 * Who a prompt or a referral is offered to, one person after the other until somebody takes it: attention is asked of
 * one, not of all. Anybody may take it all the same.
 */
export interface Offer {
	/** Null: nobody in particular, so everybody. */
	to: string | null;
	/** Whom it was offered to, in order, since it was raised or came back. */
	had: string[];
	/** When it is offered to the next one, epoch milliseconds, if there is one then; null: never by time alone. */
	dueAt: number | null;
}

/** An offer that is to be made at once. */
export function newOffer(at: number): Offer {
	return { to: null, had: [], dueAt: at };
}

/**
 * The next to be asked: of those who have not been, who has most room; among equals the first by id. Undefined: nobody.
 * `load` counts what somebody has in hand or is being asked.
 */
export function nextPerson(
	people: readonly string[],
	{ had }: Offer,
	load: (id: string) => number
): string | undefined {
	return people
		.filter((id) => !had.includes(id))
		.sort((a, b) => load(a) - load(b) || (a < b ? -1 : 1))[0];
}
