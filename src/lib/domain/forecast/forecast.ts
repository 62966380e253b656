import type { Config } from '../config/config.ts';
import { orderAt } from '../queue/order.ts';
import { currentStage, serviceOf, waitOf, type Ticket } from '../queue/ticket.ts';
import { Desks, profileOf, type Floor, type FrozenDesks } from './desks.ts';
import {
	AHEAD,
	FEATURES,
	fillLine,
	fillLinePace,
	fillLobby,
	fillPlace,
	noLinePace
} from './features.ts';
import { Guesses, type FrozenGuesses, type Guess } from './guess.ts';
import { Learner, type FrozenLearner } from './learner.ts';
import { Pace, type FrozenPace } from './pace.ts';
import { placeOf } from './place.ts';
import { noCrew, type Crew } from './roster.ts';
import { Score, type FrozenScore } from './score.ts';
import { ServicePaces, type FrozenServicePaces, type ServicePace } from './service-pace.ts';
import { Skill, type FrozenSkill } from './skill.ts';
import {
	highOf,
	lowOf,
	tellNothing,
	tellService,
	tellTicket,
	warn,
	type ServiceEstimate
} from './telling.ts';
import { Walk, type Line } from './walk.ts';
import { limitOf, WaitingLine, type Waiting } from './waiting.ts';

export interface FrozenForecast {
	learner: FrozenLearner;
	paces: FrozenServicePaces;
	pace: FrozenPace;
	skill: FrozenSkill;
	desks: FrozenDesks;
	guesses: FrozenGuesses;
	score: FrozenScore;
	told: boolean;
	services: [string, ServiceEstimate | null][];
}

/** A service's line, and who can take from it. */
interface ServiceLine extends Line {
	crew: Crew;
	/** Somebody is there to call, or nobody can know. */
	served: boolean;
	/** Seconds between two calls. */
	each: number;
}

/**
 * How long everybody waits, from the past alone: part of the branch's state, changed by `evolve` and by nothing else,
 * so that the same events give the same numbers. Learns from every wait that ends and forgets slowly.
 */
export class Forecast {
	readonly #learner = new Learner();
	readonly #paces = new ServicePaces();
	readonly #pace = new Pace();
	readonly #skill = new Skill();
	readonly #desks = new Desks();
	readonly #line = new WaitingLine();
	readonly #guesses = new Guesses();
	readonly #score = new Score();
	/** Whether the branch's counters say when they open and close. Where none does, nobody knows that all are closed. */
	#told = false;
	readonly #services = new Map<string, ServiceEstimate | null>();
	/** Which estimates what happened has made wrong: everybody's, or only those of tickets to come. */
	#stale: 'none' | 'services' | 'all' = 'none';
	readonly #walk = new Walk();
	/** What is worked out at an event, by the index of the service; nothing of it is kept. */
	readonly #crews: Crew[] = [];
	readonly #lines: ServiceLine[] = [];
	readonly #x = new Float64Array(FEATURES);

	constructor(config: Config) {
		this.#paces.know(config);
	}

	get score(): Score {
		return this.#score;
	}

	/** What a ticket of a service would be told that is issued now; null where no counter is open for it. */
	ofService(id: string): ServiceEstimate | null {
		return this.#services.get(id) ?? null;
	}

	/** A wait begins: at issue, after a transfer, a return, a parking. `known`: it was heard of in time. */
	joined(floor: Floor, ticket: Ticket, at: number, known: boolean): void {
		this.#line.sort(floor.config, at);
		const before = this.#guesses.of(ticket.number).at(-1);
		const goesOn = before?.stage === ticket.stages.length - 1;
		const guess = known && !goesOn ? this.#guess(floor, ticket, at) : before;
		const entry = this.#line.add(ticket, guess, this.#paces, floor.config, at);
		const { privileged } = entry;
		// Whoever joins at the end is a matter only for those to come.
		const last = this.#line.entries.at(-1) === entry && guess !== before;
		if (!last) this.#stale = 'all';
		else if (this.#stale === 'none') this.#stale = 'services';
		if (!known) return;
		this.#pace.issues.count(at);
		if (privileged) this.#pace.privileged.add(1, at);
	}

	/** Somebody is called, or begins to be served without a call. */
	called(ticket: Ticket, counter: string, at: number, known: boolean): void {
		this.#leave(ticket);
		const stage = currentStage(ticket);
		const service = this.#paces.of(stage.service);
		this.#skill.take(counter, service.index);
		const skills = this.#skill.of(counter);
		this.#desks.called(counter, skills, ticket.number, service.index, at);
		const calledAt = stage.calledAt ?? stage.startedAt ?? at;
		this.#pace.les = Math.max(0, calledAt - ticket.issuedAt) / 1000;
		if (!known) return;
		const waited = Math.max(0, calledAt - stage.enteredAt) / 1000;
		const place = this.#guesses.of(ticket.number).at(-1)?.place ?? null;
		this.#pace.called(waited, place, at);
		this.#paces.called(service, waited, place);
	}

	/** A counter has done with somebody. */
	freed(ticket: Ticket, counter: string, at: number, served: boolean): void {
		const was = this.#desks.freed(counter, ticket.number, at);
		if (was === undefined) return;
		// Nobody's place has changed; who is called next will be in a moment.
		if (this.#stale === 'none') this.#stale = 'services';
		this.#pace.done.count(at);
		const service = this.#paces.all[was.service];
		if (served && service !== undefined) this.#paces.learn(service, (at - was.at) / 1000);
	}

	/** Somebody has left the line without being called. */
	left(ticket: Ticket, at: number, known: boolean): void {
		this.#leave(ticket);
		if (known) this.#pace.left.count(at);
	}

	/** Somebody waits no more but may come back: what was guessed stands. */
	putAside(ticket: Ticket): void {
		this.#leave(ticket);
	}

	#leave(ticket: Ticket): void {
		this.#line.remove(ticket);
		this.#stale = 'all';
	}

	/** A ticket is over: its wait is known now, and learned from if it led to service. `limit` in milliseconds. */
	over(ticket: Ticket, limit: number): void {
		const guesses = this.#guesses.take(ticket.number);
		const [first] = guesses;
		const wait = waitOf(ticket);
		if (first === undefined || wait === null) return;
		this.#score.longWait(ticket.warnedAt !== null, wait > limit);
		if (ticket.phase.state !== 'finished' || wait <= 0) return;
		this.#score.add(wait / 1000, first);
		for (const guess of guesses) this.#learner.learn(guess, ticket.issuedAt + wait);
		this.#learner.settle();
	}

	counterSaid(counter: string, open: boolean, at: number): void {
		this.#told = true;
		this.#stale = 'all';
		this.#desks.changed();
		if (open) this.#desks.opened(counter, this.#skill.of(counter), at);
	}

	/** The day is over: what it said of the lobby's pace is gone, what it taught stays. */
	endDay(): void {
		this.#stale = 'none';
		this.#line.clear();
		this.#guesses.clear();
		this.#services.clear();
		this.#desks.clear();
		this.#pace.endDay();
		this.#paces.endDay();
		this.#learner.endDay();
	}

	/** New settings: services that are new are believed what the branch file says of them. */
	configure(config: Config, at: number): void {
		this.#paces.know(config);
		this.#skill.keep(config.counters);
		this.#line.sort(config, at, true);
		this.#desks.changed();
		this.#stale = 'all';
	}

	/** Time has passed without anything happening. */
	passTime(): void {
		this.#stale = 'all';
	}

	/**
	 * Brings up to date what has become wrong since the last time. `changed`, `changedService` hear what is worth
	 * telling.
	 */
	refresh(
		floor: Floor,
		at: number,
		changed: (ticket: Ticket) => void,
		changedService: (id: string) => void
	): void {
		if (this.#stale === 'none') return;
		const everybody = this.#stale === 'all';
		this.#stale = 'none';
		const { all } = this.#paces;
		this.#line.sort(floor.config, at);
		const survey = this.#line.survey(all.length, at);
		const roster = this.#desks.roster(floor, this.#paces, at);
		fillLobby(this.#x, this.#pace, this.#paces, survey.oldest / 1000, at);
		roster.crews(survey.oldest, this.#crews);
		const lines = this.#lines;
		while (lines.length < all.length) lines.push(newLine(this.#crews[lines.length] as Crew));
		for (const [index, service] of all.entries()) {
			const line = lines[index] as ServiceLine;
			this.#fillLine(line, floor, service, survey.oldestOf[index] as number, at);
		}
		const { weights, scale } = this.#learner;
		const walk = this.#walk;
		walk.begin(weights, lines, this.#paces, roster.overlap, survey.people);
		for (const entry of this.#line.entries) {
			const { index } = entry.service;
			const line = lines[index] as ServiceLine;
			if (everybody && this.#refresh(entry, line, at)) changed(entry.ticket);
			walk.pass(index, entry.privileged, at - entry.enteredAt > 1500 * scale);
		}
		for (const id of floor.config.services.keys()) {
			const service = this.#paces.of(id);
			const line = lines[service.index] as ServiceLine;
			if (this.#refreshService(service, line)) changedService(id);
		}
	}

	/** Whether somebody may be there to call, though nobody is known to be at work. */
	#mayBeOpen({ config, counters }: Floor, service: ServicePace): boolean {
		if (!this.#told) return true;
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
		const { crew, pace } = line;
		fillLinePace(pace, this.#pace, this.#paces, service, crew, at);
		fillLine(this.#x, this.#paces, service, crew, pace, oldest / 1000);
		const { weights } = this.#learner;
		let base = 0;
		for (let i = 0; i < AHEAD; i += 1) base += (weights[i] as number) * (this.#x[i] as number);
		line.base = base;
		line.served = crew.atWork > 0 || this.#mayBeOpen(floor, service);
		line.each = this.#paces.meanOf(service) / pace.atWork;
	}

	/** What a wait will be that begins now: learned from once it has ended. */
	#guess(floor: Floor, ticket: Ticket, at: number): Guess {
		const { entries } = this.#line;
		const service = this.#paces.of(serviceOf(ticket));
		const roster = this.#desks.roster(floor, this.#paces, at);
		const { oldest, oldestOf } = this.#line.survey(this.#paces.all.length, at);
		fillLobby(this.#x, this.#pace, this.#paces, oldest / 1000, at);
		const line = newLine(noCrew());
		roster.crew(service.index, oldest, line.crew);
		this.#fillLine(line, floor, service, oldestOf[service.index] as number, at);
		const key = orderAt(ticket, floor.config, at);
		const usual = 1500 * this.#learner.scale;
		const place = placeOf(entries, service, key, roster.overlap, this.#paces, usual, at);
		fillPlace(this.#x, place, line.pace, service.slot, ticket.segment !== 'ordinary');
		const features = [...this.#x];
		const number = place.ahead + 1;
		const wait = this.#sane(this.#learner.predict(features), number, line);
		const { ranges } = this.#learner;
		const scale = this.#learner.scaleOf(wait, line.each);
		const guess: Guess = {
			features,
			wait,
			low: lowOf(wait, ranges.under(number), scale),
			high: highOf(wait, ranges.over(number), scale),
			place: number,
			scale,
			les: this.#pace.les,
			stage: ticket.stages.length - 1,
			enteredAt: currentStage(ticket).enteredAt,
			halfway: null
		};
		this.#guesses.add(ticket.number, guess);
		if (line.served) {
			const waited = Math.max(0, at - ticket.issuedAt) / 1000;
			tellTicket(ticket, waited, wait, guess.low, guess.high);
			warn(ticket, waited + wait, limitOf(ticket, floor.config), at);
		}
		return guess;
	}

	/** Works one wait out anew; whether there is something to tell. */
	#refresh(entry: Waiting, line: ServiceLine, at: number): boolean {
		const { ticket, service, limit } = entry;
		if (!line.served) return tellNothing(ticket);
		const number = this.#walk.ahead(service.index) + 1;
		const wait = this.#walk.wait(service.index, entry.privileged);
		const byLine = this.#sane(wait, number, line);
		const left = this.#left(entry, byLine, number, line, at);
		const { rangesLeft } = this.#learner;
		const scale = this.#learner.scaleOf(left, line.each);
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
		const left = this.#learner.weigh(byLine, byGuess);
		if (guess.halfway === null && waited >= guess.wait / 2) {
			const scale = this.#learner.scaleOf(left, line.each);
			guess.halfway = { at, byLine, byGuess, left, place: number, scale };
		}
		return left;
	}

	/** Works a service's estimate out anew, from the end of its line; whether there is something to tell. */
	#refreshService(service: ServicePace, line: ServiceLine): boolean {
		const before = this.ofService(service.id);
		if (!line.served) {
			this.#services.set(service.id, null);
			return before !== null;
		}
		const ahead = this.#walk.ahead(service.index);
		const wait = this.#sane(this.#walk.wait(service.index, false), ahead + 1, line);
		const { ranges } = this.#learner;
		const scale = this.#learner.scaleOf(wait, line.each);
		const basis = {
			ahead: Math.round(ahead),
			counters: Math.max(1, line.crew.atWork),
			each: Math.round(this.#paces.meanOf(service))
		};
		const low = Math.round(lowOf(wait, ranges.under(ahead + 1), scale));
		const high = Math.ceil(highOf(wait, ranges.over(ahead + 1), scale));
		const told = tellService(before, { low, high, basis }, wait);
		this.#services.set(service.id, told);
		return told !== before;
	}

	/** Whatever the regression makes of a moment unlike any before, a wait is a number and not negative. */
	#sane(wait: number, number: number, { pace }: Line): number {
		const most = 10 * (number * Math.max(pace.perPlace, pace.mean) + this.#learner.scale);
		return Number.isFinite(wait) ? Math.min(Math.max(wait, 1), most) : most / 10;
	}

	freeze(): FrozenForecast {
		return {
			learner: this.#learner.freeze(),
			paces: this.#paces.freeze(),
			pace: this.#pace.freeze(),
			skill: this.#skill.freeze(),
			desks: this.#desks.freeze(),
			guesses: this.#guesses.freeze(),
			score: this.#score.freeze(),
			told: this.#told,
			services: [...this.#services]
		};
	}

	/** `lobby`: whoever waits or is parked now; `at`: the instant that was seen last. */
	thaw(frozen: FrozenForecast, lobby: Iterable<Ticket>, config: Config, at: number): void {
		this.#learner.thaw(frozen.learner);
		this.#paces.thaw(frozen.paces);
		this.#pace.thaw(frozen.pace);
		this.#skill.thaw(frozen.skill);
		this.#desks.thaw(frozen.desks);
		this.#guesses.thaw(frozen.guesses);
		this.#score.thaw(frozen.score);
		this.#told = frozen.told;
		for (const [id, estimate] of frozen.services) this.#services.set(id, estimate);
		for (const ticket of lobby) {
			if (ticket.phase.state !== 'waiting') continue;
			const guess = this.#guesses.of(ticket.number).at(-1);
			this.#line.add(ticket, guess, this.#paces, config, at);
		}
	}
}

function newLine(crew: Crew): ServiceLine {
	return { crew, pace: noLinePace(), base: 0, served: false, each: 0 };
}
