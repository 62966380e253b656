import type { Config } from '../config/config.ts';
import { agedAt, orderAt } from '../queue/order.ts';
import { currentStage, serviceOf, type Ticket } from '../queue/ticket.ts';
import type { Guess } from './guess.ts';
import type { ServicePace, ServicePaces } from './service-pace.ts';

/** Somebody who waits for one service. */
export interface Waiting {
	readonly ticket: Ticket;
	readonly service: ServicePace;
	/** When this wait began. */
	readonly enteredAt: number;
	readonly privileged: boolean;
	/** What was guessed when it began; undefined where it was heard of too late to guess. */
	readonly guess: Guess | undefined;
	/** The claim to be called, smaller first. */
	key: number;
	/** The long-wait limit, seconds. */
	limit: number;
}

/** Everybody who waits, over all services, in the order of their claims. */
export class WaitingLine {
	readonly entries: Waiting[] = [];
	/** When the next claim changes by itself: until then the order stands. */
	#ages = Infinity;
	readonly #survey: Survey = {
		people: new Float64Array(),
		oldest: 0,
		oldestOf: new Float64Array()
	};

	/** Joins the line at the claim that the ticket has at an instant. */
	add(
		ticket: Ticket,
		guess: Guess | undefined,
		paces: ServicePaces,
		config: Config,
		at: number
	): Waiting {
		const entry: Waiting = {
			ticket,
			service: paces.of(serviceOf(ticket)),
			enteredAt: currentStage(ticket).enteredAt,
			privileged: ticket.segment !== 'ordinary',
			guess,
			key: orderAt(ticket, config, at),
			limit: limitOf(ticket, config)
		};
		const ages = agedAt(ticket, config);
		if (ages > at) this.#ages = Math.min(this.#ages, ages);
		this.entries.push(entry);
		this.#settle(this.entries.length - 1);
		return entry;
	}

	remove(ticket: Ticket): void {
		const index = this.entries.findIndex((entry) => entry.ticket === ticket);
		if (index >= 0) this.entries.splice(index, 1);
	}

	/** Stands where its claim, which somebody has changed, puts it now. */
	rank(ticket: Ticket, config: Config, at: number): void {
		const index = this.entries.findIndex((entry) => entry.ticket === ticket);
		if (index < 0) return;
		const [entry] = this.entries.splice(index, 1) as [Waiting];
		entry.key = orderAt(ticket, config, at);
		this.entries.push(entry);
		this.#settle(this.entries.length - 1);
	}

	clear(): void {
		this.entries.length = 0;
		this.#ages = Infinity;
	}

	/** Sorts anew where time has changed a claim, or settings may have (`anew`). */
	sort(config: Config, at: number, anew = false): void {
		if (at < this.#ages && !anew) return;
		this.#ages = Infinity;
		for (const [index, entry] of this.entries.entries()) {
			const { ticket } = entry;
			entry.key = orderAt(ticket, config, at);
			entry.limit = limitOf(ticket, config);
			const ages = agedAt(ticket, config);
			if (ages > at) this.#ages = Math.min(this.#ages, ages);
			this.#settle(index);
		}
	}

	/** Moves the entry at an index up to where it belongs among those before it. */
	#settle(index: number): void {
		const { entries } = this;
		const entry = entries[index] as Waiting;
		let to = index;
		for (; to > 0 && isBefore(entry, entries[to - 1] as Waiting); to -= 1) {
			entries[to] = entries[to - 1] as Waiting;
		}
		entries[to] = entry;
	}

	/** Looks over the line: how many wait for each of so many services, and for how long at most. */
	survey(services: number, at: number): Survey {
		const survey = this.#survey;
		if (survey.people.length !== services) {
			survey.people = new Float64Array(services);
			survey.oldestOf = new Float64Array(services);
		}
		const { people, oldestOf } = survey;
		people.fill(0);
		oldestOf.fill(0);
		survey.oldest = 0;
		for (const { service, enteredAt } of this.entries) {
			const { index } = service;
			const waited = at - enteredAt;
			people[index] = (people[index] as number) + 1;
			if (waited > survey.oldest) survey.oldest = waited;
			if (waited > (oldestOf[index] as number)) oldestOf[index] = waited;
		}
		return survey;
	}
}

/** What a line shows at a glance; good until the next. Milliseconds, and by the index of the service. */
export interface Survey {
	people: Float64Array;
	/** The longest wait so far. */
	oldest: number;
	oldestOf: Float64Array;
}

function isBefore(a: Waiting, b: Waiting): boolean {
	if (a.key !== b.key) return a.key < b.key;
	if (a.ticket.issuedAt !== b.ticket.issuedAt) return a.ticket.issuedAt < b.ticket.issuedAt;
	return a.ticket.number < b.ticket.number;
}

/** The long-wait limit of a ticket's service, seconds. */
export function limitOf(ticket: Ticket, config: Config): number {
	return config.services.get(serviceOf(ticket))?.longWait ?? config.longWait.seconds;
}
