import type { Config } from '../../config/config.ts';
import type { Counter } from '../../queue/counter.ts';
import { isInLobby, type Ticket } from '../../queue/ticket.ts';
import type { Random } from '../../random.ts';
import { ABANDONED, SERVED, VOID, type Part } from './crowd.ts';
import type { Habits } from './habits.ts';
import { goneAt } from './line-times.ts';
import { callOf, inLineAt, staysOfTickets, type Stay } from './stay.ts';
import { timetableOf, type Duty, type Pause } from './timetable.ts';
import { usualOf } from './usual-service.ts';

/** The branch as it stands. */
export interface Floor {
	/** Of today. */
	tickets: Iterable<Ticket>;
	counters: Iterable<Counter>;
	/** Priority calls in a row, by service (`Day.runs`). */
	runs: ReadonlyMap<string, number>;
}

/** Milliseconds in which a parked ticket is back, where nobody knows: time for a form. Ours. */
const PARKED = 600_000;

/** Whoever waits now, and who works at which counter until when. */
export class FloorNow {
	readonly waiting: readonly Part[];
	readonly duties: readonly Duty[];
	readonly #busy: readonly { counter: string; stay: Stay }[];
	readonly #habits: Habits;
	readonly #now: number;

	constructor(floor: Floor, config: Config, habits: Habits, now: number, closesAt: number) {
		const tickets = new Map([...floor.tickets].map((ticket) => [ticket.number, ticket]));
		const stays = staysOfTickets(tickets.values(), config.timeZone);
		this.#habits = habits;
		this.#now = now;
		this.waiting = waitingOf(stays, tickets, now);
		const { away, duties: earlier } = timetableOf(stays, habits.usual, config, now);
		const serving = new Map(
			stays
				.filter((stay) => isAtCounter(tickets.get(stay.ticket), stay))
				.sort((a, b) => (callOf(a) as number) - (callOf(b) as number))
				.map((stay) => [stay.counter as string, stay])
		);
		const busy: { counter: string; stay: Stay }[] = [];
		const duties: Duty[] = [];
		for (const counter of floor.counters) {
			const stay = serving.get(counter.id);
			// Nobody is served for hours: the end was forgotten, and nothing was done here since.
			if (
				stay !== undefined &&
				this.#age(stay) > usualOf(habits.usual, stay.service).forgottenAfter
			) {
				continue;
			}
			if (stay === undefined && (counter.state !== 'open' || away.has(counter.id))) continue;
			if (stay !== undefined) busy.push({ counter: counter.id, stay });
			const configured = counter.services ?? config.counters.get(counter.id)?.services ?? [];
			const did = earlier.find((duty) => duty.counter === counter.id)?.services ?? [];
			duties.push({
				counter: counter.id,
				from: now,
				until: Math.max(now + 1, closesAt),
				services: configured.length > 0 ? configured : did
			});
		}
		this.duties = duties;
		this.#busy = busy;
	}

	/**
	 * What keeps the counters from calling, drawn: the services under way go on (a counter is as good as away until
	 * then), and later they are away as often as they were on other days.
	 */
	pauses(random: Random): Pause[] {
		const services = this.#busy.map(({ counter, stay }) => ({
			counter,
			at: this.#now,
			length: this.#habits.remaining(stay.service, this.#age(stay), random)
		}));
		const breaks = this.duties.flatMap(({ counter, from, until }) =>
			this.#habits.pauses(counter, from, until, random.fork(counter))
		);
		return [...services, ...breaks];
	}

	#age(stay: Stay): number {
		return Math.max(0, this.#now - (callOf(stay) ?? this.#now));
	}
}

function isAtCounter(ticket: Ticket | undefined, stay: Stay): boolean {
	if (ticket === undefined || stay.end !== null || stay.counter === null) return false;
	return ticket.phase.state === 'called' || ticket.phase.state === 'serving';
}

/** Those still in the lobby; who was overtaken too often is taken to have left without a word. */
function waitingOf(
	stays: readonly Stay[],
	tickets: ReadonlyMap<string, Ticket>,
	now: number
): Part[] {
	const gone = goneAt(stays);
	return stays.flatMap((stay) => {
		const ticket = tickets.get(stay.ticket);
		if (ticket === undefined || stay.end !== null || !isInLobby(ticket)) return [];
		const { phase } = ticket;
		if (phase.state === 'waiting' && gone(stay) !== null) return [];
		const back =
			phase.state === 'parked'
				? Math.max(now, phase.since + PARKED)
				: Math.min(now, inLineAt(stay));
		return [
			{
				stay,
				after: Math.max(0, back - stay.issuedAt),
				called: SERVED,
				left: ABANDONED,
				absent: VOID,
				reaction: 0,
				placedAt: ticket.placedAt
			}
		];
	});
}
