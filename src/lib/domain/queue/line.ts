/**
 * The line of one service: who is called in which order, and what that order costs or gives each of them.
 *
 * Shared with the browser: rows carry a stable `order` key instead of a rank, so that a call at the head of
 * the line changes one row and not all of them; every screen turns the keys into places with this function.
 */
export interface LineTicket {
	id: string;
	segment: 'ordinary' | 'priority' | 'vip';
	/** Sort key, smaller first (see `order.ts`). */
	order: number;
	/** First issue, epoch milliseconds. */
	issuedAt: number;
}

export interface Place {
	id: string;
	/** 1 is next. */
	place: number;
	/** How many tickets issued earlier it goes before. */
	passes: number;
	/** How many tickets issued later go before it. */
	yields: number;
}

export interface LineRule {
	/** At most so many priority or vip tickets in a row while an ordinary one waits. */
	consecutivePriority: number;
}

/** Order of two tickets of one line, leaving the limit on priority calls aside. Total: equal only for the same ticket. */
export function compareClaims(a: LineTicket, b: LineTicket): number {
	return a.order - b.order || a.issuedAt - b.issuedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The tickets in calling order. `run` counts the priority calls since the last ordinary one. */
export function callingOrder<T extends LineTicket>(
	tickets: readonly T[],
	rule: LineRule,
	run = 0
): T[] {
	const sorted = [...tickets].sort(compareClaims);
	const ordinary = sorted.filter((ticket) => ticket.segment === 'ordinary');
	const privileged = sorted.filter((ticket) => ticket.segment !== 'ordinary');
	const line: T[] = [];
	let inARow = run;
	let o = 0;
	let p = 0;
	while (o < ordinary.length || p < privileged.length) {
		const nextOrdinary = ordinary[o];
		const nextPrivileged = privileged[p];
		const limited = inARow >= rule.consecutivePriority && nextOrdinary !== undefined;
		if (
			nextPrivileged !== undefined &&
			!limited &&
			(nextOrdinary === undefined || compareClaims(nextPrivileged, nextOrdinary) < 0)
		) {
			line.push(nextPrivileged);
			p += 1;
			inARow += 1;
		} else {
			line.push(nextOrdinary as T);
			o += 1;
			inARow = 0;
		}
	}
	return line;
}

/** Every ticket's place in the line, with how many it passes and yields to; in calling order. */
export function lineOf(tickets: readonly LineTicket[], rule: LineRule, run = 0): Place[] {
	const line = callingOrder(tickets, rule, run);
	return line.map((ticket, index) => {
		let passes = 0;
		let yields = 0;
		for (let other = 0; other < line.length; other += 1) {
			const issuedAt = (line[other] as LineTicket).issuedAt;
			if (other > index && issuedAt < ticket.issuedAt) passes += 1;
			if (other < index && issuedAt > ticket.issuedAt) yields += 1;
		}
		return { id: ticket.id, place: index + 1, passes, yields };
	});
}
