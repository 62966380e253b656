import { configOf } from '#lib/domain/config/config.ts';
import type { Config } from '#lib/domain/config/config.ts';
import { callingOrder, compareClaims } from '#lib/domain/queue/line.ts';
import { instantAt } from '#lib/domain/time/business-day.ts';
import type { Random } from '#lib/domain/random.ts';
import type { EventData, EventType, IncomingEvent, Segment } from '#lib/protocol/index.ts';
import { Agenda } from './agenda.ts';
import type { ServiceId } from './habits.ts';
import { lakeside } from './lakeside.ts';
import type { Mirror } from '../mirror.ts';

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
}

/** When the first people come to work: before them nothing happens. */
export const DAY_BEGINS = '08:20';

/** Where a demonstration's events come from. */
export type Source = 'queue' | 'counters' | 'lobby' | 'wealth' | 'devices' | 'rating';

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
	/** What the branch's own rules make of it all. */
	readonly mirror: Mirror;
	/** What people were refused: somebody else was first. It is not told to anybody else. */
	readonly refused: EventType[] = [];
	#runs = new Map<string, number>();
	readonly #times = new Map<string, number>();

	constructor(date: string, random: Random, mirror: Mirror) {
		this.date = date;
		this.random = random;
		this.mirror = mirror;
		this.agenda = new Agenda(this.time(DAY_BEGINS), (at) => mirror.pass(at));
	}

	get now(): number {
		return this.agenda.now;
	}

	/** The instant of a local time (HH:MM) of this day. */
	time(clock: string): number {
		// Asked for at every look around, and asking a time zone is slow.
		const known = this.#times.get(clock) ?? instantAt(this.date, clock, this.config.timeZone);
		this.#times.set(clock, known);
		return known;
	}

	/** Tells Foyer what happened; false where its rules refuse it, and then it has not. */
	emit<T extends EventType>(source: Source, type: T, subject: string, data: EventData<T>): boolean {
		const told = { type, at: this.now, subject, data } as unknown as IncomingEvent;
		if (!this.mirror.tell(told)) {
			this.refused.push(type);
			return false;
		}
		this.events.push({
			id: `${this.date}-${String(this.events.length + 1).padStart(5, '0')}`,
			source: `/lakeside/${source}`,
			at: this.now,
			type,
			subject,
			data
		});
		return true;
	}

	visitor(number: string | null): Visitor | undefined {
		return this.visitors.find((each) => each.number === number);
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
	}

	joinsLine(visitor: Visitor): void {
		visitor.state = 'waiting';
		for (const tell of this.onWaiting) tell(visitor);
	}

	leaves(visitor: Visitor): void {
		visitor.state = 'over';
	}

	/** The sort key of `lib/domain/queue/order.ts`, for a visitor of this day. */
	#claim(visitor: Visitor): number {
		const { levels, cap, ageEvery } = this.config;
		const level = levels[visitor.segment];
		const aged = this.now >= visitor.issuedAt + Math.max(0, cap - level) * ageEvery;
		return visitor.issuedAt - (aged ? Math.max(cap, level) : level) * ageEvery;
	}
}
