import type { Config } from '../config/config.ts';
import { currentStage, waitOf, type Ticket } from '../queue/ticket.ts';
import { Desks, type Floor, type FrozenDesks } from './desks.ts';
import { Estimator } from './estimator.ts';
import { Guesses, type FrozenGuesses } from './guess.ts';
import { Learner, type FrozenLearner } from './learner.ts';
import { Pace, type FrozenPace } from './pace.ts';
import { Score, type FrozenScore } from './score.ts';
import { ServicePaces, type FrozenServicePaces } from './service-pace.ts';
import { Skill, type FrozenSkill } from './skill.ts';
import { tellService, type ServiceEstimate } from './telling.ts';
import { WaitingLine } from './waiting.ts';

export interface FrozenForecast {
	learner: FrozenLearner;
	paces: FrozenServicePaces;
	pace: FrozenPace;
	skill: FrozenSkill;
	desks: FrozenDesks;
	guesses: FrozenGuesses;
	score: FrozenScore;
	services: [string, ServiceEstimate | null][];
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
	readonly #services = new Map<string, ServiceEstimate | null>();
	/** Which estimates what happened has made wrong: everybody's, or only those of tickets to come. */
	#stale: 'none' | 'services' | 'all' = 'none';
	readonly #estimator = new Estimator({
		learner: this.#learner,
		paces: this.#paces,
		pace: this.#pace,
		desks: this.#desks,
		waiting: this.#line
	});

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
		const guess = known && !goesOn ? this.#estimator.guess(floor, ticket, at) : before;
		if (guess !== undefined && guess !== before) this.#guesses.add(ticket.number, guess);
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

	/** Somebody who waits was put elsewhere in the line by hand. */
	moved(ticket: Ticket, config: Config, at: number): void {
		this.#line.sort(config, at);
		this.#line.rank(ticket, config, at);
		this.#stale = 'all';
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
		this.#stale = 'all';
		this.#desks.said(counter, open, this.#skill.of(counter), at);
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
		this.#estimator.refresh(floor, at, everybody, changed);
		for (const id of floor.config.services.keys()) {
			if (this.#refreshService(id)) changedService(id);
		}
	}

	/** Whether there is something to tell of a service. */
	#refreshService(id: string): boolean {
		const before = this.ofService(id);
		const now = this.#estimator.atTheEnd(this.#paces.of(id));
		const told = now === null ? null : tellService(before, now.estimate, now.wait);
		this.#services.set(id, told);
		return told !== before;
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
		for (const [id, estimate] of frozen.services) this.#services.set(id, estimate);
		for (const ticket of lobby) {
			if (ticket.phase.state !== 'waiting') continue;
			const guess = this.#guesses.of(ticket.number).at(-1);
			this.#line.add(ticket, guess, this.#paces, config, at);
		}
	}
}
