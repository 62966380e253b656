import type { EstimateBasis, WaitEstimate } from '../../protocol/index.ts';
import type { Config } from '../config/config.ts';
import { orderAt } from '../queue/order.ts';
import { currentStage, serviceOf, waitOf, type Ticket } from '../queue/ticket.ts';
import { Blend } from './blend.ts';
import { Desks, profileOf, type Crew, type Floor, type FrozenDesks, type Roster } from './desks.ts';
import {
	FEATURES,
	fillLine,
	fillPlace,
	LINE_FEATURES,
	linePace,
	prior,
	type LinePace,
	type Place
} from './features.ts';
import { Pace, type FrozenPace } from './pace.ts';
import { Ranges } from './ranges.ts';
import { Ridge, type FrozenRidge } from './ridge.ts';
import { Score, type FrozenScore } from './score.ts';
import { ServicePaces, SLOTS, type FrozenServicePaces, type ServicePace } from './service-pace.ts';
import { Skill, type FrozenSkill } from './skill.ts';

/** So many outcomes of weight 1 does what is believed beforehand count for. */
const BELIEF = 20;
/** An error beyond so many parts of its scale counts no more than that: one forgotten ticket teaches nothing. */
const HUBER = 0.9;
/** Outcomes between two solutions. */
const SOLVE_EVERY = 64;
/** What was learned counts so much less each night: about seven weeks are remembered. */
const FADE = 0.98;
/** Waits that the scale of errors is an average of. */
const WAITS = 2_000;
/** A warning that comes later than so long before the limit helps nobody. Milliseconds. */
const EARLY = 120_000;
/** A warning is taken back only when the wait is expected to stay so far under the limit. */
const TAKEN_BACK = 0.85;

/** One wait as it was estimated when it began. */
interface Guess {
	features: Float64Array;
	/** Seconds from then. */
	wait: number;
	low: number;
	high: number;
	/** 1 is next. */
	place: number;
	/** What the last customer's wait would have said, seconds. */
	les: number;
	stage: number;
	enteredAt: number;
	/** What was thought to be left at about half time: by the line as it stood then, by the guess, and by both. */
	halfway: { at: number; byLine: number; byGuess: number; left: number; place: number } | null;
}

type FrozenGuess = Omit<Guess, 'features'> & { features: number[] };

interface Waiting {
	ticket: Ticket;
	key: number;
	service: ServicePace;
	enteredAt: number;
	privileged: boolean;
}

/** What a ticket of a service is told that would be issued now; seconds. */
export interface ServiceEstimate {
	low: number;
	high: number;
	basis: EstimateBasis;
}

/** A service's line at one instant, with the weights of the regression worked in. */
interface Line {
	service: ServicePace;
	crew: Crew;
	pace: LinePace;
	/** What the line's features add to every wait, for ordinary customers; `privileged` comes on top. */
	base: number;
	/** The line has somebody to call, or nobody can know. */
	served: boolean;
}

export interface FrozenForecast {
	ridge: FrozenRidge;
	paces: FrozenServicePaces;
	pace: FrozenPace;
	skill: FrozenSkill;
	desks: FrozenDesks;
	issued: number[][];
	halfway: number[][];
	blend: [number, number];
	score: FrozenScore;
	scale: number;
	scaled: number;
	told: boolean;
	guesses: [string, FrozenGuess[]][];
	services: [string, ServiceEstimate | null][];
}

/**
 * How long everybody waits, from the past alone: part of the branch's state, changed by `evolve` and by nothing else,
 * so that the same events give the same numbers. Learns from every wait that ends and forgets slowly.
 */
export class Forecast {
	readonly #ridge = new Ridge(prior(), BELIEF);
	readonly #paces = new ServicePaces();
	readonly #pace = new Pace();
	readonly #skill = new Skill();
	readonly #desks = new Desks();
	readonly #ranges = new Ranges();
	readonly #halfwayRanges = new Ranges();
	readonly #halfway = new Blend();
	readonly #score = new Score();
	/** Mean wait of those who waited, seconds: the scale on which errors are compared. */
	#scale = 60;
	#scaled = 0;
	/** Whether the branch's counters say when they open and close. Where none does, nobody knows that all are closed. */
	#told = false;
	readonly #waiting: Waiting[] = [];
	readonly #guesses = new Map<string, Guess[]>();
	readonly #services = new Map<string, ServiceEstimate | null>();
	readonly #x = new Float64Array(FEATURES);

	get score(): Score {
		return this.#score;
	}

	/** What a ticket of a service would be told that is issued now; null where no counter is open for it. */
	ofService(id: string): ServiceEstimate | null {
		return this.#services.get(id) ?? null;
	}

	/** The estimate that a wait began with. */
	atIssue(number: string): Guess | undefined {
		return this.#guesses.get(number)?.[0];
	}

	/** A wait begins: at issue, after a transfer, a return, a parking. `known`: by whom it was heard in time. */
	joined(floor: Floor, ticket: Ticket, at: number, known: boolean): void {
		const service = this.#paces.of(serviceOf(ticket));
		const entry: Waiting = {
			ticket,
			key: orderAt(ticket, floor.config, at),
			service,
			enteredAt: currentStage(ticket).enteredAt,
			privileged: ticket.segment !== 'ordinary'
		};
		this.#sort(floor.config, at);
		if (known && !this.#guessed(ticket)) this.#guess(floor, entry, at);
		this.#waiting.push(entry);
		if (!known) return;
		this.#pace.issues.count(at);
		if (entry.privileged) this.#pace.privileged.add(1, at);
	}

	/** Somebody is called, or begins to be served without a call. */
	called(ticket: Ticket, counter: string, at: number, known: boolean): void {
		this.#unline(ticket);
		const stage = currentStage(ticket);
		const service = this.#paces.of(stage.service);
		this.#skill.take(counter, service.index);
		this.#desks.called(counter, this.#skill.of(counter), ticket.number, service.index, at);
		const calledAt = stage.calledAt ?? stage.startedAt ?? at;
		this.#pace.les = Math.max(0, calledAt - ticket.issuedAt) / 1000;
		const waited = Math.max(0, calledAt - stage.enteredAt) / 1000;
		if (!known) return;
		const place = this.#guesses.get(ticket.number)?.at(-1)?.place ?? null;
		this.#pace.called(waited, place, at);
		if (waited <= 0) return;
		service.last = waited;
		service.lately += 0.3 * (waited - service.lately);
		if (place === null) return;
		service.waits = service.waits * 0.8 + waited;
		service.places = service.places * 0.8 + place;
	}

	/** A counter has done with somebody. */
	freed(ticket: Ticket, counter: string, at: number, served: boolean): void {
		const was = this.#desks.freed(counter, ticket.number, at);
		if (was === undefined) return;
		this.#pace.done.count(at);
		if (!served) return;
		const service = this.#paces.all[was.service];
		if (service !== undefined) this.#paces.learn(service, (at - was.at) / 1000);
	}

	/** Somebody has left the line without being called. */
	leftLine(ticket: Ticket, at: number, known: boolean): void {
		this.#unline(ticket);
		if (known) this.#pace.left.count(at);
	}

	/** Somebody waits no more but may come back: what was guessed stands. */
	putAside(ticket: Ticket): void {
		this.#unline(ticket);
	}

	/** A ticket is over: its wait is known now, and learned from if it led to service. */
	over(ticket: Ticket, limit: number): void {
		const guesses = this.#guesses.get(ticket.number);
		const [first] = guesses ?? [];
		this.#guesses.delete(ticket.number);
		if (guesses === undefined || first === undefined) return;
		const wait = waitOf(ticket);
		if (wait !== null) this.#score.longWait(ticket.warnedAt !== null, wait > limit);
		if (ticket.phase.state !== 'finished' || wait === null || wait <= 0) return;
		const calledAt = ticket.issuedAt + wait;
		this.#score.add(wait / 1000, first.wait, first.low, first.high, first.les);
		for (const guess of guesses) this.#learn(guess, calledAt);
		if (this.#ridge.learned >= SOLVE_EVERY) this.#ridge.solve();
	}

	counterSaid(counter: string, open: boolean, at: number): void {
		this.#told = true;
		if (open) this.#desks.opened(counter, this.#skill.of(counter), at);
	}

	/** The day is over: what it said of the lobby's pace is gone, what it taught stays. */
	endDay(): void {
		this.#waiting.length = 0;
		this.#guesses.clear();
		this.#services.clear();
		this.#desks.clear();
		this.#pace.endDay();
		this.#paces.endDay();
		this.#ridge.fade(FADE);
		this.#ridge.solve();
	}

	/** New settings: services that are new are believed what the branch file says of them. */
	configure(config: Config): void {
		this.#paces.know(config);
		this.#skill.keep(config.counters);
	}

	/** Brings the estimates of everybody who waits up to date. `changed` and `changedService` hear what is worth telling. */
	refresh(
		floor: Floor,
		at: number,
		changed: (ticket: Ticket) => void,
		changedService: (id: string) => void
	): void {
		this.#sort(floor.config, at);
		const { all } = this.#paces;
		const size = all.length;
		const roster = this.#desks.roster(floor, this.#paces, at);
		const shared = roster.overlap(size);
		const lines: (Line | null)[] = new Array<Line | null>(size).fill(null);
		const places = all.map(() => newPlace());
		const ahead = new Float64Array(size);
		const total = new Float64Array(size);
		for (const { service } of this.#waiting)
			total[service.index] = (total[service.index] as number) + 1;
		const usual = 1500 * this.#scale;
		for (const entry of this.#waiting) {
			const { service, ticket } = entry;
			const line = (lines[service.index] ??= this.#line(floor, roster, service, at));
			const place = places[service.index] as Place;
			this.#spread(place, service, shared, ahead, total);
			const estimate = line.served ? this.#remaining(entry, line, place, at) : null;
			if (this.#tell(ticket, floor.config, estimate, at)) changed(ticket);
			ahead[service.index] = (ahead[service.index] as number) + 1;
			const old = at - entry.enteredAt > usual ? 1 : 0;
			const mean = this.#paces.meanOf(service);
			for (let other = 0; other < size; other += 1) {
				const weight = shared[service.index * size + other] as number;
				if (weight === 0) continue;
				const behind = places[other] as Place;
				behind.ahead += weight;
				behind.old += weight * old;
				behind.work += weight * mean;
				behind.aheadBySlot[service.slot] = (behind.aheadBySlot[service.slot] as number) + weight;
				if (other === service.index) behind.same += 1;
				if (entry.privileged) behind.privileged += weight;
			}
		}
		for (const id of floor.config.services.keys()) {
			const service = this.#paces.of(id);
			const line = lines[service.index] ?? this.#line(floor, roster, service, at);
			const place = places[service.index] as Place;
			this.#spread(place, service, shared, ahead, total);
			if (this.#tellService(id, line, place)) changedService(id);
		}
	}

	/** Everybody in a service's line, as the features of a place there have it. */
	#spread(
		place: Place,
		service: ServicePace,
		shared: Float64Array,
		ahead: Float64Array,
		total: Float64Array
	): void {
		const { all } = this.#paces;
		place.waiting = place.ahead;
		place.waitingBySlot.fill(0);
		for (let other = 0; other < total.length; other += 1) {
			// Whoever stands behind at the same counters is no matter; a line of other counters counts whole.
			const competes = (shared[other * total.length + service.index] as number) > 0;
			const people = (competes ? ahead[other] : total[other]) as number;
			const { slot } = all[other] as ServicePace;
			place.waitingBySlot[slot] = (place.waitingBySlot[slot] as number) + people;
		}
	}

	#line(floor: Floor, roster: Roster, service: ServicePace, at: number): Line {
		let oldest = 0;
		let ofService = 0;
		for (const entry of this.#waiting) {
			const waited = at - entry.enteredAt;
			if (waited > oldest) oldest = waited;
			if (entry.service === service && waited > ofService) ofService = waited;
		}
		const longest = 3000 * this.#paces.longestOf(service);
		const crew = roster.crew(service.index, longest, oldest);
		const pace = linePace(this.#pace, this.#paces, service, crew, at);
		fillLine(
			this.#x,
			this.#pace,
			this.#paces,
			service,
			crew,
			pace,
			oldest / 1000,
			ofService / 1000,
			at
		);
		let base = 0;
		const { weights } = this.#ridge;
		for (let i = 0; i < LINE_FEATURES - 1; i += 1) {
			base += (weights[i] as number) * (this.#x[i] as number);
		}
		const served = crew.atWork > 0 || !this.#told || isOpenFor(floor, service.id);
		return { service, crew, pace, base, served };
	}

	#guess(floor: Floor, entry: Waiting, at: number): void {
		const { ticket, service, key } = entry;
		const roster = this.#desks.roster(floor, this.#paces, at);
		const line = this.#line(floor, roster, service, at);
		const place = this.#placeOf(roster, service, key, at);
		fillPlace(this.#x, place, line.pace, service.slot, entry.privileged);
		const features = this.#x.slice();
		const wait = this.#sane(this.#ridge.predict(features), place, line.pace);
		const number = place.ahead + 1;
		const [low, high] = this.#rangeOf(this.#ranges, wait, number);
		const guess: Guess = {
			features,
			wait,
			low,
			high,
			place: number,
			les: this.#pace.les,
			stage: ticket.stages.length - 1,
			enteredAt: entry.enteredAt,
			halfway: null
		};
		const guesses = this.#guesses.get(ticket.number);
		if (guesses === undefined) this.#guesses.set(ticket.number, [guess]);
		else guesses.push(guess);
		if (!line.served) return;
		const before = Math.max(0, at - ticket.issuedAt) / 1000;
		ticket.estimate = {
			wait: Math.round(before + wait),
			low: Math.round(before + low),
			high: Math.ceil(before + high)
		};
	}

	/** The place that a ticket with this claim takes, with everybody behind it too. */
	#placeOf(roster: Roster, service: ServicePace, key: number, at: number): Place {
		const size = this.#paces.all.length;
		const shared = roster.overlap(size);
		const place = newPlace();
		const usual = 1500 * this.#scale;
		for (const entry of this.#waiting) {
			const { slot, index } = entry.service;
			const weight = shared[index * size + service.index] as number;
			place.waiting += weight;
			if (entry.privileged) place.privileged += weight;
			place.waitingBySlot[slot] = (place.waitingBySlot[slot] as number) + 1;
			if (entry.key > key) continue;
			place.ahead += weight;
			place.work += weight * this.#paces.meanOf(entry.service);
			place.aheadBySlot[slot] = (place.aheadBySlot[slot] as number) + weight;
			if (index === service.index) place.same += 1;
			if (at - entry.enteredAt > usual) place.old += weight;
		}
		return place;
	}

	/**
	 * What is left of a wait, seconds: by the line as it stands now and by what was guessed when the wait began, each
	 * as far as it has been right before.
	 */
	#remaining(entry: Waiting, line: Line, place: Place, at: number): WaitEstimate {
		const byLine = this.#predict(line, place, entry.privileged);
		const number = place.ahead + 1;
		const guess = this.#guesses.get(entry.ticket.number)?.at(-1);
		let left = byLine;
		if (guess !== undefined) {
			const waited = Math.max(0, at - entry.enteredAt) / 1000;
			// Whoever has waited longer than was guessed is not called at once for that.
			const byGuess = Math.max(guess.wait - waited, guess.wait / 10);
			left = this.#halfway.weigh(byLine, byGuess);
			if (guess.halfway === null && waited >= guess.wait / 2) {
				guess.halfway = { at, byLine, byGuess, left, place: number };
			}
		}
		const [low, high] = this.#rangeOf(this.#halfwayRanges, left, number);
		return { wait: left, low, high };
	}

	#predict(line: Line, place: Place, privileged: boolean): number {
		fillPlace(this.#x, place, line.pace, line.service.slot, privileged);
		const { weights } = this.#ridge;
		let wait = line.base;
		for (let i = LINE_FEATURES - 1; i < FEATURES; i += 1) {
			wait += (weights[i] as number) * (this.#x[i] as number);
		}
		return this.#sane(wait, place, line.pace);
	}

	/** Whatever the regression makes of a moment unlike any before, a wait is a number and not negative. */
	#sane(wait: number, place: Place, line: LinePace): number {
		const most = 10 * (place.ahead + 1) * Math.max(line.perPlace, line.mean) + 10 * this.#scale;
		return Number.isFinite(wait) ? Math.min(Math.max(wait, 1), most) : most / 10;
	}

	#rangeOf(ranges: Ranges, wait: number, place: number): [low: number, high: number] {
		const [under, over] = ranges.range(place);
		const scale = this.#scaleOf(wait);
		const low = Math.max(0, Math.min(wait, wait + under * scale));
		return [low, Math.max(wait + over * scale, wait, 1)];
	}

	/** Errors grow with the wait. */
	#scaleOf(wait: number): number {
		return this.#scale / 2 + Math.max(0, wait);
	}

	/** Sets a ticket's estimate anew where the old one has become wrong enough to say so. */
	#tell(ticket: Ticket, config: Config, left: WaitEstimate, at: number): boolean {
		const { estimate } = ticket;
		if (left === null) {
			ticket.estimate = null;
			return estimate !== null;
		}
		const waited = Math.max(0, at - ticket.issuedAt) / 1000;
		const next = {
			wait: Math.round(waited + left.wait),
			low: Math.round(waited + left.low),
			high: Math.ceil(waited + left.high)
		};
		const warned = this.#warn(ticket, config, next.wait, at);
		const slack = Math.max(15, 0.15 * left.wait);
		const same =
			estimate !== null &&
			Math.abs(estimate.wait - next.wait) <= slack &&
			Math.abs(estimate.low - next.low) <= slack &&
			Math.abs(estimate.high - next.high) <= 2 * slack;
		if (!same) ticket.estimate = next;
		return !same || warned;
	}

	/** Whether the warning of a long wait has changed. */
	#warn(ticket: Ticket, config: Config, wait: number, at: number): boolean {
		const limit = config.services.get(serviceOf(ticket))?.longWait ?? config.longWait.seconds;
		const before = ticket.likely;
		ticket.likely = wait > (before ? TAKEN_BACK * limit : limit);
		if (ticket.likely && ticket.warnedAt === null && at <= ticket.issuedAt + limit * 1000 - EARLY) {
			ticket.warnedAt = at;
		}
		return ticket.likely !== before;
	}

	#tellService(id: string, line: Line, place: Place): boolean {
		const before = this.#services.get(id) ?? null;
		if (!line.served) {
			this.#services.set(id, null);
			return before !== null;
		}
		const wait = this.#predict(line, place, false);
		const [low, high] = this.#rangeOf(this.#ranges, wait, place.ahead + 1);
		const next: ServiceEstimate = {
			low: Math.round(low),
			high: Math.ceil(high),
			basis: {
				ahead: Math.round(place.ahead),
				counters: Math.max(1, line.crew.atWork),
				each: Math.round(this.#paces.meanOf(line.service))
			}
		};
		const slack = Math.max(15, 0.15 * wait);
		const same =
			before !== null &&
			before.basis.ahead === next.basis.ahead &&
			before.basis.counters === next.basis.counters &&
			Math.abs(before.low - next.low) <= slack &&
			Math.abs(before.high - next.high) <= slack;
		if (same) return false;
		this.#services.set(id, next);
		return true;
	}

	#learn(guess: Guess, calledAt: number): void {
		const wait = (calledAt - guess.enteredAt) / 1000;
		if (wait <= 0) return;
		// How far the present weights are off says how much this outcome is to be believed.
		const now = this.#ridge.predict(guess.features);
		const scale = this.#scaleOf(now);
		const error = Math.abs(wait - now);
		const trust = error > HUBER * scale ? (HUBER * scale) / error : 1;
		this.#ridge.learn(guess.features, wait, ((1.5 * this.#scale) / scale) * trust);
		this.#ranges.add(guess.place, (wait - guess.wait) / this.#scaleOf(guess.wait));
		const { halfway } = guess;
		if (halfway !== null && halfway.at < calledAt) {
			const left = (calledAt - halfway.at) / 1000;
			this.#halfwayRanges.add(halfway.place, (left - halfway.left) / this.#scaleOf(halfway.left));
			this.#halfway.learn(left, halfway.byLine, halfway.byGuess);
		}
		this.#scaled = Math.min(this.#scaled + 1, WAITS);
		this.#scale += (wait - this.#scale) / Math.max(10, this.#scaled);
	}

	#guessed(ticket: Ticket): boolean {
		return this.#guesses.get(ticket.number)?.at(-1)?.stage === ticket.stages.length - 1;
	}

	#unline(ticket: Ticket): void {
		const index = this.#waiting.findIndex((entry) => entry.ticket === ticket);
		if (index >= 0) this.#waiting.splice(index, 1);
	}

	/** In calling order, by the claims as they are now. Nearly always sorted already. */
	#sort(config: Config, at: number): void {
		const line = this.#waiting;
		for (const entry of line) entry.key = orderAt(entry.ticket, config, at);
		for (let i = 1; i < line.length; i += 1) {
			const entry = line[i] as Waiting;
			let j = i;
			for (; j > 0 && isBefore(entry, line[j - 1] as Waiting); j -= 1) {
				line[j] = line[j - 1] as Waiting;
			}
			line[j] = entry;
		}
	}

	freeze(): FrozenForecast {
		return {
			ridge: this.#ridge.freeze(),
			paces: this.#paces.freeze(),
			pace: this.#pace.freeze(),
			skill: this.#skill.freeze(),
			desks: this.#desks.freeze(),
			issued: this.#ranges.freeze(),
			halfway: this.#halfwayRanges.freeze(),
			blend: this.#halfway.freeze(),
			score: this.#score.freeze(),
			scale: this.#scale,
			scaled: this.#scaled,
			told: this.#told,
			guesses: [...this.#guesses].map(([number, guesses]) => [
				number,
				guesses.map((guess) => ({ ...guess, features: [...guess.features] }))
			]),
			services: [...this.#services]
		};
	}

	/** `waiting`: whoever waits now. */
	thaw(frozen: FrozenForecast, waiting: Iterable<Ticket>): void {
		this.#ridge.thaw(frozen.ridge);
		this.#paces.thaw(frozen.paces);
		this.#pace.thaw(frozen.pace);
		this.#skill.thaw(frozen.skill);
		this.#desks.thaw(frozen.desks);
		this.#ranges.thaw(frozen.issued);
		this.#halfwayRanges.thaw(frozen.halfway);
		this.#halfway.thaw(frozen.blend);
		this.#score.thaw(frozen.score);
		this.#scale = frozen.scale;
		this.#scaled = frozen.scaled;
		this.#told = frozen.told;
		for (const [number, guesses] of frozen.guesses) {
			this.#guesses.set(
				number,
				guesses.map((guess) => ({ ...guess, features: Float64Array.from(guess.features) }))
			);
		}
		for (const [id, estimate] of frozen.services) this.#services.set(id, estimate);
		for (const ticket of waiting) {
			if (ticket.phase.state !== 'waiting') continue;
			this.#waiting.push({
				ticket,
				key: 0,
				service: this.#paces.of(serviceOf(ticket)),
				enteredAt: currentStage(ticket).enteredAt,
				privileged: ticket.segment !== 'ordinary'
			});
		}
	}
}

function newPlace(): Place {
	return {
		ahead: 0,
		same: 0,
		old: 0,
		waiting: 0,
		privileged: 0,
		work: 0,
		aheadBySlot: new Float64Array(SLOTS),
		waitingBySlot: new Float64Array(SLOTS)
	};
}

function isBefore(a: Waiting, b: Waiting): boolean {
	if (a.key !== b.key) return a.key < b.key;
	if (a.ticket.issuedAt !== b.ticket.issuedAt) return a.ticket.issuedAt < b.ticket.issuedAt;
	return a.ticket.number < b.ticket.number;
}

function isOpenFor({ config, counters }: Floor, service: string): boolean {
	for (const counter of counters.values()) {
		if (counter.state !== 'open') continue;
		if (profileOf(counter, config).includes(service)) return true;
	}
	return false;
}
