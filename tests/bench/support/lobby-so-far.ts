import type { TicketRecord } from '#lib/protocol/index.ts';

/** A number just drawn: what is known of it, and nothing of what becomes of it. */
export interface Arrival {
	/** Epoch milliseconds. */
	at: number;
	service: string;
	priority: boolean;
}

/** "Active" is a counter that is busy now or was in the last ten minutes. Milliseconds. */
const ACTIVE = 600_000;
/** Before the first service has ended, it is believed to take so long. Seconds. */
const FIRST_SERVICE = 180;
/** Priority customers are counted over so long. Milliseconds. */
const RATE_OVER = 1_800_000;

/** What anybody in the lobby could have seen by now. It is told facts in the order in which they happened. */
export class LobbySoFar {
	readonly #waiting = new Map<string, Arrival>();
	readonly #counters = new Map<string, { serving: number; lastBusy: number }>();
	readonly #priority: number[] = [];
	#services = { seconds: 0, count: 0 };
	#waits = { seconds: 0, left: 0 };
	#now = 0;
	/** Wait of whoever was called last, seconds; 0 before anybody was. */
	lastWait = 0;

	/** Whoever waits, in the order of their numbers. */
	get waiting(): readonly Arrival[] {
		return [...this.#waiting.values()];
	}

	/** Mean of all services so far, seconds. */
	get meanService(): number {
		return this.#services.count === 0
			? FIRST_SERVICE
			: this.#services.seconds / this.#services.count;
	}

	get busy(): number {
		return [...this.#counters.values()].filter(({ serving }) => serving > 0).length;
	}

	/** Counters at work, at least one. */
	get active(): number {
		for (const [id, { serving, lastBusy }] of this.#counters) {
			if (serving === 0 && this.#now - lastBusy > ACTIVE) this.#counters.delete(id);
		}
		return Math.max(1, this.#counters.size);
	}

	/** How many give up for each second that one person waits. */
	get leaving(): number {
		return this.#waits.seconds === 0 ? 0 : this.#waits.left / this.#waits.seconds;
	}

	/** Priority customers a second, lately. */
	get priorityRate(): number {
		while ((this.#priority[0] ?? Infinity) < this.#now - RATE_OVER) this.#priority.shift();
		return this.#priority.length / (RATE_OVER / 1000);
	}

	passes(now: number): void {
		this.#now = now;
	}

	issued(number: string, arrival: Arrival): void {
		this.#waiting.set(number, arrival);
		if (arrival.priority) this.#priority.push(arrival.at);
	}

	/** `wait`: seconds. */
	called(number: string, counter: string, wait: number): void {
		this.#waiting.delete(number);
		this.lastWait = wait;
		this.#waits.seconds += wait;
		const serving = (this.#counters.get(counter)?.serving ?? 0) + 1;
		this.#counters.set(counter, { serving, lastBusy: this.#now });
	}

	/** `service`: seconds; null when nobody was served. */
	freed(counter: string, service: number | null): void {
		const serving = (this.#counters.get(counter)?.serving ?? 1) - 1;
		this.#counters.set(counter, { serving, lastBusy: this.#now });
		if (service === null) return;
		this.#services.seconds += service;
		this.#services.count += 1;
	}

	/** Gave up after so many seconds. */
	left(number: string, wait: number): void {
		this.#waiting.delete(number);
		this.#waits.seconds += wait;
		this.#waits.left += 1;
	}
}

interface Fact {
	at: number;
	/** At one instant counters are freed first, then people are called, then they come. */
	rank: number;
	tell: (lobby: LobbySoFar) => void;
	/** Set where a number is drawn. */
	issue?: { ticket: TicketRecord; arrival: Arrival };
}

/**
 * Goes through a log's tickets, in order of issue, and stops as each number is drawn, before it joins the line: the
 * lobby holds what has happened by then and no more.
 */
export function* lobbyAtEachIssue(
	tickets: readonly TicketRecord[]
): Generator<{ ticket: TicketRecord; arrival: Arrival; lobby: LobbySoFar }> {
	const lobby = new LobbySoFar();
	// Sorting keeps the order of equals: of one ticket and, at one instant, of issue.
	const facts = tickets.flatMap(factsOf).sort((a, b) => a.at - b.at || a.rank - b.rank);
	for (const { at, tell, issue } of facts) {
		lobby.passes(at);
		if (issue !== undefined) yield { ...issue, lobby };
		tell(lobby);
	}
}

const FREED = 0;
const CALLED = 1;
const ISSUED = 2;

function factsOf(ticket: TicketRecord): Fact[] {
	const { issuedAt, calledAt, endedAt, counter, service } = ticket;
	const number = `${ticket.day} ${ticket.number}`;
	const arrival = { at: issuedAt, service, priority: ticket.segment !== 'ordinary' };
	const facts: Fact[] = [
		{
			at: issuedAt,
			rank: ISSUED,
			tell: (lobby) => lobby.issued(number, arrival),
			issue: { ticket, arrival }
		}
	];
	if (calledAt === null || counter === null) {
		if (endedAt === null) return facts;
		const rank = endedAt > issuedAt ? FREED : ISSUED;
		const wait = (endedAt - issuedAt) / 1000;
		return [...facts, { at: endedAt, rank, tell: (lobby) => lobby.left(number, wait) }];
	}
	// Whoever is called as soon as the number is drawn is no past of it.
	const rank = calledAt > issuedAt ? CALLED : ISSUED;
	const wait = (ticket.wait ?? calledAt - issuedAt) / 1000;
	facts.push({ at: calledAt, rank, tell: (lobby) => lobby.called(number, counter, wait) });
	if (endedAt === null) return facts;
	const seconds = ticket.serviceTime === null ? null : ticket.serviceTime / 1000;
	facts.push({
		at: endedAt,
		rank: endedAt > calledAt ? FREED : rank,
		tell: (lobby) => lobby.freed(counter, seconds)
	});
	return facts;
}
