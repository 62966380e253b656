import { configOf } from '#lib/domain/config/config.ts';
import type { Config } from '#lib/domain/config/config.ts';
import { callingOrder, compareClaims } from '#lib/domain/queue/line.ts';
import { instantAt } from '#lib/domain/time/business-day.ts';
import type { Random } from '#lib/domain/random.ts';
import type { EventData, EventType, Segment } from '#lib/protocol/index.ts';
import { Agenda } from './agenda.ts';
import type { ServiceId } from './habits.ts';
import { lakeside } from './lakeside.ts';

/** One thing that happens in the demonstration. `id` is unique within the day and grows with time. */
export interface DemoEvent {
	id: string;
	source: string;
	at: number;
	type: EventType;
	subject: string;
	data: object;
}

/** A customer with a ticket. */
export interface Visitor {
	number: string;
	service: ServiceId;
	segment: Segment;
	issuedAt: number;
	tags: string[];
	state: 'waiting' | 'parked' | 'called' | 'serving' | 'over';
	/** Left without a word: the machine still counts the ticket. */
	gone: boolean;
	/** Whether there is a mistake in the form that nobody has found yet. */
	faultyForm: boolean;
	prompt: 'none' | 'open' | 'accepted' | 'closed';
	/** Told about a product already today. */
	approached: boolean;
}

/** Where a demonstration's events come from. */
export type Source = 'queue' | 'counters' | 'lobby' | 'wealth' | 'devices';

/** The branch as its people see it: who waits where, what time it is, and a way to tell Foyer what happened. */
export class World {
	readonly date: string;
	readonly random: Random;
	readonly agenda: Agenda;
	readonly config: Config = configOf(lakeside);
	readonly events: DemoEvent[] = [];
	readonly visitors: Visitor[] = [];
	/** Called when somebody joined a line. */
	readonly onWaiting: ((visitor: Visitor) => void)[] = [];
	/** Called when a ticket was called, left or was sent elsewhere. */
	readonly onLeavingLine: ((visitor: Visitor) => void)[] = [];
	#runs = new Map<string, number>();

	constructor(date: string, random: Random) {
		this.date = date;
		this.random = random;
		this.agenda = new Agenda(this.time('08:55'));
	}

	get now(): number {
		return this.agenda.now;
	}

	/** The instant of a local time (HH:MM) of this day. */
	time(clock: string): number {
		return instantAt(this.date, clock, this.config.timeZone);
	}

	emit<T extends EventType>(source: Source, type: T, subject: string, data: EventData<T>): void {
		this.events.push({
			id: `${this.date}-${String(this.events.length + 1).padStart(5, '0')}`,
			source: `/lakeside/${source}`,
			at: this.now,
			type,
			subject,
			data
		});
	}

	waiting(services: readonly string[]): Visitor[] {
		return this.visitors.filter(
			(visitor) => visitor.state === 'waiting' && services.includes(visitor.service)
		);
	}

	get active(): number {
		return this.visitors.filter((visitor) => visitor.state !== 'over').length;
	}

	/** Whose turn it is at a counter: the branch's own calling rule within a line, the oldest claim between lines. */
	next(services: readonly string[]): Visitor | undefined {
		const heads = services.flatMap((service) => {
			const claims = this.waiting([service]).map((visitor) => ({
				id: visitor.number,
				segment: visitor.segment,
				order: this.#claim(visitor),
				issuedAt: visitor.issuedAt,
				visitor
			}));
			return callingOrder(claims, this.config, this.#runs.get(service) ?? 0).slice(0, 1);
		});
		return heads.sort(compareClaims)[0]?.visitor;
	}

	/** Remembers a call for the limit on priority calls in a row. */
	called(visitor: Visitor): void {
		const run = this.#runs.get(visitor.service) ?? 0;
		this.#runs.set(visitor.service, visitor.segment === 'ordinary' ? 0 : run + 1);
		visitor.state = 'called';
		for (const tell of this.onLeavingLine) tell(visitor);
	}

	joinsLine(visitor: Visitor): void {
		visitor.state = 'waiting';
		for (const tell of this.onWaiting) tell(visitor);
	}

	leaves(visitor: Visitor): void {
		visitor.state = 'over';
		for (const tell of this.onLeavingLine) tell(visitor);
	}

	/** The sort key of `lib/domain/queue/order.ts`, for a visitor of this day. */
	#claim(visitor: Visitor): number {
		const { levels, cap, ageEvery } = this.config;
		const level = levels[visitor.segment];
		const aged = this.now >= visitor.issuedAt + Math.max(0, cap - level) * ageEvery;
		return visitor.issuedAt - (aged ? Math.max(cap, level) : level) * ageEvery;
	}
}
