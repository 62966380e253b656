import { orderAt } from '../queue/order.ts';
import { currentStage, serviceOf, type Ticket } from '../queue/ticket.ts';
import { profileOf, type Desks, type Floor } from './desks.ts';
import {
	AHEAD,
	FEATURES,
	fillLine,
	fillLinePace,
	fillLobby,
	fillPlace,
	noLinePace
} from './features.ts';
import type { Guess } from './guess.ts';
import type { Learner } from './learner.ts';
import type { Pace } from './pace.ts';
import { placeOf } from './place.ts';
import { noCrew, type Crew } from './roster.ts';
import type { ServicePace, ServicePaces } from './service-pace.ts';
import { highOf, lowOf, tellNothing, tellTicket, warn, type ServiceEstimate } from './telling.ts';
import { Walk, type Line } from './walk.ts';
import { limitOf, type Waiting, type WaitingLine } from './waiting.ts';

/** What estimates are made from: what was learned, and the lobby as it stands. */
export interface Parts {
	learner: Learner;
	paces: ServicePaces;
	pace: Pace;
	desks: Desks;
	waiting: WaitingLine;
}

/** A service's line, and who can take from it. */
interface ServiceLine extends Line {
	crew: Crew;
	/** Somebody is there to call, or nobody can know. */
	served: boolean;
	/** Seconds between two calls. */
	each: number;
}

/** Works waits out: one that begins, everybody's who waits, and that of a ticket to come. Keeps nothing of it. */
export class Estimator {
	readonly #parts: Parts;
	/** What is worked out at an event, by the index of the service. */
	readonly #crews: Crew[] = [];
	readonly #lines: ServiceLine[] = [];
	readonly #walk = new Walk();
	readonly #x = new Float64Array(FEATURES);

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** What a wait will be that begins now, which its ticket is told. */
	guess(floor: Floor, ticket: Ticket, at: number): Guess {
		const { learner, paces, pace, desks, waiting } = this.#parts;
		const service = paces.of(serviceOf(ticket));
		const roster = desks.roster(floor, paces, at);
		const { oldest, oldestOf } = waiting.survey(paces.all.length, at);
		fillLobby(this.#x, pace, paces, oldest / 1000, at);
		const line = newLine(noCrew());
		roster.crew(service.index, oldest, line.crew);
		this.#fillLine(line, floor, service, oldestOf[service.index] as number, at);
		const key = orderAt(ticket, floor.config, at);
		const usual = 1500 * learner.scale;
		const place = placeOf(waiting.entries, service, key, roster.overlap, paces, usual, at);
		fillPlace(this.#x, place, line.pace, service.slot, ticket.segment !== 'ordinary');
		const features = [...this.#x];
		const number = place.ahead + 1;
		const wait = this.#sane(learner.predict(features), number, line);
		const { ranges } = learner;
		const scale = learner.scaleOf(wait, line.each);
		const guess: Guess = {
			features,
			wait,
			low: lowOf(wait, ranges.under(number), scale),
			high: highOf(wait, ranges.over(number), scale),
			place: number,
			scale,
			les: pace.les,
			stage: ticket.stages.length - 1,
			enteredAt: currentStage(ticket).enteredAt,
			halfway: null
		};
		if (line.served) {
			const waited = Math.max(0, at - ticket.issuedAt) / 1000;
			tellTicket(ticket, waited, wait, guess.low, guess.high);
			warn(ticket, waited + wait, limitOf(ticket, floor.config), at);
		}
		return guess;
	}

	/**
	 * Walks the line as it stands. `everybody`: those who wait are worked out anew, and `changed` hears whom there is
	 * something to tell of.
	 */
	refresh(floor: Floor, at: number, everybody: boolean, changed: (ticket: Ticket) => void): void {
		const { learner, paces, pace, desks, waiting } = this.#parts;
		const { all } = paces;
		waiting.sort(floor.config, at);
		const survey = waiting.survey(all.length, at);
		const roster = desks.roster(floor, paces, at);
		fillLobby(this.#x, pace, paces, survey.oldest / 1000, at);
		roster.crews(survey.oldest, this.#crews);
		const lines = this.#lines;
		while (lines.length < all.length) lines.push(newLine(this.#crews[lines.length] as Crew));
		for (const [index, service] of all.entries()) {
			const line = lines[index] as ServiceLine;
			this.#fillLine(line, floor, service, survey.oldestOf[index] as number, at);
		}
		const { weights, scale } = learner;
		const walk = this.#walk;
		walk.begin(weights, lines, paces, roster.overlap, survey.people);
		for (const entry of waiting.entries) {
			const { index } = entry.service;
			const line = lines[index] as ServiceLine;
			if (everybody && this.#refresh(entry, line, at)) changed(entry.ticket);
			walk.pass(index, entry.privileged, at - entry.enteredAt > 1500 * scale);
		}
	}

	/** What a ticket of a service would be told that is issued now, after a walk; null where nobody could call it. */
	atTheEnd(service: ServicePace): { wait: number; estimate: ServiceEstimate } | null {
		const { learner, paces } = this.#parts;
		const line = this.#lines[service.index] as ServiceLine;
		if (!line.served) return null;
		const ahead = this.#walk.ahead(service.index);
		const wait = this.#sane(this.#walk.wait(service.index, false), ahead + 1, line);
		const { ranges } = learner;
		const scale = learner.scaleOf(wait, line.each);
		const basis = {
			ahead: Math.round(ahead),
			counters: Math.max(1, line.crew.atWork),
			each: Math.round(paces.meanOf(service))
		};
		const low = Math.round(lowOf(wait, ranges.under(ahead + 1), scale));
		const high = Math.ceil(highOf(wait, ranges.over(ahead + 1), scale));
		return { wait, estimate: { low, high, basis } };
	}

	/** Whether somebody may be there to call, though nobody is known to be at work. */
	#mayBeOpen({ config, counters }: Floor, service: ServicePace): boolean {
		if (!this.#parts.desks.told) return true;
		for (const counter of counters.values()) {
			if (counter.state === 'open' && profileOf(counter, config).includes(service.id)) return true;
		}
		return false;
	}

	/** Works out a service's line as it stands; its crew and the lobby's features are filled in before. `oldest`: ms. */
	#fillLine(
		line: ServiceLine,
		floor: Floor,
		service: ServicePace,
		oldest: number,
		at: number
	): void {
		const { learner, paces } = this.#parts;
		const { crew } = line;
		fillLinePace(line.pace, this.#parts.pace, paces, service, crew, at);
		fillLine(this.#x, paces, service, crew, line.pace, oldest / 1000);
		const { weights } = learner;
		let base = 0;
		for (let i = 0; i < AHEAD; i += 1) base += (weights[i] as number) * (this.#x[i] as number);
		line.base = base;
		line.served = crew.atWork > 0 || this.#mayBeOpen(floor, service);
		line.each = paces.meanOf(service) / line.pace.atWork;
	}

	/** Works one wait out anew; whether there is something to tell. */
	#refresh(entry: Waiting, line: ServiceLine, at: number): boolean {
		const { learner } = this.#parts;
		const { ticket, service, limit } = entry;
		if (!line.served) return tellNothing(ticket);
		const number = this.#walk.ahead(service.index) + 1;
		const wait = this.#walk.wait(service.index, entry.privileged);
		const byLine = this.#sane(wait, number, line);
		const left = this.#left(entry, byLine, number, line, at);
		const { rangesLeft } = learner;
		const scale = learner.scaleOf(left, line.each);
		const waited = Math.max(0, at - ticket.issuedAt) / 1000;
		const warned = warn(ticket, waited + left, limit, at);
		const low = lowOf(left, rangesLeft.under(number), scale);
		const high = highOf(left, rangesLeft.over(number), scale);
		return tellTicket(ticket, waited, left, low, high) || warned;
	}

	/** What is left of a wait, seconds: by the line, and by what was guessed when it began. */
	#left(
		{ guess, enteredAt }: Waiting,
		byLine: number,
		number: number,
		line: ServiceLine,
		at: number
	): number {
		if (guess === undefined) return byLine;
		const waited = Math.max(0, at - enteredAt) / 1000;
		// Whoever has waited longer than was guessed is not called at once for that.
		const byGuess = Math.max(guess.wait - waited, guess.wait / 10);
		const { learner } = this.#parts;
		const left = learner.weigh(byLine, byGuess);
		if (guess.halfway === null && waited >= guess.wait / 2) {
			const scale = learner.scaleOf(left, line.each);
			guess.halfway = { at, byLine, byGuess, left, place: number, scale };
		}
		return left;
	}

	/** Whatever the regression makes of a moment unlike any before, a wait is a number and not negative. */
	#sane(wait: number, number: number, { pace }: Line): number {
		const most = 10 * (number * Math.max(pace.perPlace, pace.mean) + this.#parts.learner.scale);
		return Number.isFinite(wait) ? Math.min(Math.max(wait, 1), most) : most / 10;
	}
}

function newLine(crew: Crew): ServiceLine {
	return { crew, pace: noLinePace(), base: 0, served: false, each: 0 };
}
