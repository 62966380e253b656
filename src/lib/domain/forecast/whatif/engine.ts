import type { Crew } from './crew.ts';
import { ABANDONED, DIVERTED, NO_SHOW, ON, VOID, type Crowd, type Fates } from './crowd.ts';
import { Heap } from './heap.ts';
import { Lines } from './lines.ts';

export interface Conditions {
	consecutivePriority: number;
	/** By ticket: 1 where the customer goes elsewhere instead of standing in line. */
	diverted?: Uint8Array;
	/** Priority calls in a row with which the day begins, by service. */
	runs?: Int32Array;
	/** Whoever still waits when nothing happens any more leaves then, and not before this instant. */
	closesAt?: number;
	/** Look at the line at these instants, which are in order. */
	looks?: Float64Array;
}

export interface Outcome {
	/** By ticket: milliseconds from the issue until the last call, or until it was over; -1: none that counts. */
	wait: Float64Array;
	/** By ticket: SERVED, ABANDONED, NO_SHOW, DIVERTED or VOID. */
	end: Uint8Array;
	/** By stay: when it was called and by whom; NaN and -1: never. */
	calledAt: Float64Array;
	calledBy: Int32Array;
	/** By look: how many waited, and the sum of their waits so far in milliseconds. */
	waiting: Int32Array;
	waited: Float64Array;
}

const OFF = 0;
const IDLE = 1;
const BUSY = 2;
const AWAY = 3;

/** Events are numbers: what they are about times four, plus what happens. */
const ENTER = 0;
const GIVE_UP = 1;
const FREE = 2;
const BACK = 3;

const NOBODY = new Int32Array();

/**
 * Plays a day: everybody of the crowd meets the counters of the crew under the branch's calling rule. Whatever
 * happens at one instant has happened before anybody is called at it. No chance in here: the fates have it.
 */
export function play(crowd: Crowd, fates: Fates, crew: Crew, conditions: Conditions): Outcome {
	return new Game(crowd, fates, crew, conditions).play();
}

class Game {
	readonly #crowd: Crowd;
	readonly #fates: Fates;
	readonly #crew: Crew;
	readonly #diverted: Uint8Array | null;
	readonly #closesAt: number;
	readonly #looks: Float64Array;
	readonly #lines: Lines;
	readonly #events = new Heap();
	readonly #outcome: Outcome;
	readonly #joinedAt: Float64Array;
	/** By counter. */
	readonly #state: Uint8Array;
	readonly #services: Int32Array[];
	readonly #closes: Uint8Array;
	/** Milliseconds that it is going to be away once it has nobody. */
	readonly #pause: Float64Array;
	readonly #idleSince: Float64Array;
	readonly #serves: Int32Array;
	/** By counter and service, 1 where it does it. */
	readonly #can: Uint8Array;
	/** By service: idle counters that do it. */
	readonly #idle: Int32Array;
	#idleClosing = 0;
	#looked = 0;

	constructor(crowd: Crowd, fates: Fates, crew: Crew, conditions: Conditions) {
		const stays = crowd.ticket.length;
		const services = crowd.services.length;
		this.#crowd = crowd;
		this.#fates = fates;
		this.#crew = crew;
		this.#diverted = conditions.diverted ?? null;
		this.#closesAt = conditions.closesAt ?? -Infinity;
		this.#looks = conditions.looks ?? new Float64Array();
		this.#lines = new Lines(crowd, conditions.consecutivePriority, conditions.runs ?? null);
		this.#joinedAt = new Float64Array(stays);
		this.#state = new Uint8Array(crew.counters);
		this.#services = Array.from({ length: crew.counters }, () => NOBODY);
		this.#closes = new Uint8Array(crew.counters);
		this.#pause = new Float64Array(crew.counters);
		this.#idleSince = new Float64Array(crew.counters);
		this.#serves = new Int32Array(crew.counters).fill(-1);
		this.#can = new Uint8Array(crew.counters * services);
		this.#idle = new Int32Array(services);
		this.#outcome = {
			wait: new Float64Array(crowd.issuedAt.length).fill(-1),
			end: new Uint8Array(crowd.issuedAt.length),
			calledAt: new Float64Array(stays).fill(NaN),
			calledBy: new Int32Array(stays).fill(-1),
			waiting: new Int32Array(this.#looks.length),
			waited: new Float64Array(this.#looks.length)
		};
	}

	play(): Outcome {
		const { issuedAt, firstStay, after } = this.#crowd;
		const { turns } = this.#crew;
		let arrival = 0;
		let turn = 0;
		let now = -Infinity;
		for (;;) {
			const next = Math.min(
				this.#events.next,
				issuedAt[arrival] ?? Infinity,
				turns[turn]?.at ?? Infinity
			);
			this.#lookUntil(next);
			if (next === Infinity) break;
			now = next;
			for (; issuedAt[arrival]! <= now; arrival += 1) {
				if (this.#diverted?.[arrival] === 1) {
					this.#outcome.end[arrival] = DIVERTED;
					continue;
				}
				const first = firstStay[arrival]!;
				this.#enterAt(issuedAt[arrival]! + after[first]!, first);
			}
			for (; turn < turns.length && turns[turn]!.at <= now; turn += 1) this.#turn(turn, now);
			while (this.#events.next <= now) this.#happen(this.#events.pop(), now);
			this.#match(now);
		}
		this.#closeDay(now);
		return this.#outcome;
	}

	#happen(event: number, now: number): void {
		const what = event >> 2;
		switch (event & 3) {
			case ENTER:
				this.#join(what, now);
				return;
			case GIVE_UP:
				if (!this.#lines.has(what)) return;
				this.#lines.leave(what);
				this.#goOn(what, this.#crowd.left[what]!, now);
				return;
			case FREE:
				this.#free(what, now);
				return;
			case BACK:
				this.#rest(what, now);
		}
	}

	#enterAt(at: number, stay: number): void {
		this.#events.push(at, stay * 4 + ENTER);
	}

	#join(stay: number, now: number): void {
		this.#joinedAt[stay] = now;
		this.#lines.join(stay);
		const patience = this.#fates.patience[stay]!;
		if (patience < Infinity) this.#events.push(now + patience, stay * 4 + GIVE_UP);
	}

	#turn(index: number, now: number): void {
		const { counter, services, pause } = this.#crew.turns[index]!;
		const idle = this.#state[counter] === IDLE;
		if (pause > 0) {
			this.#pause[counter]! += pause;
			if (!idle) return;
			this.#busy(counter);
			this.#rest(counter, now);
			return;
		}
		if (idle) this.#busy(counter);
		this.#take(counter, services ?? this.#crew.closing[counter]!);
		this.#closes[counter] = services === null ? 1 : 0;
		if (idle || this.#state[counter] === OFF) this.#rest(counter, now);
	}

	/** A counter does these services from now on. Never while it is idle: idle ones are counted by service. */
	#take(counter: number, services: Int32Array): void {
		const width = this.#crowd.services.length;
		this.#can.fill(0, counter * width, (counter + 1) * width);
		for (const service of services) this.#can[counter * width + service] = 1;
		this.#services[counter] = services;
	}

	/** A counter without a customer goes on the break that it has put off, or is idle. */
	#rest(counter: number, now: number): void {
		const pause = this.#pause[counter]!;
		if (pause > 0) {
			this.#pause[counter] = 0;
			this.#state[counter] = AWAY;
			this.#events.push(now + pause, counter * 4 + BACK);
			return;
		}
		this.#state[counter] = IDLE;
		this.#idleSince[counter] = now;
		this.#idleClosing += this.#closes[counter]!;
		for (const service of this.#services[counter]!) this.#idle[service]! += 1;
	}

	/** An idle counter is idle no more. */
	#busy(counter: number): void {
		this.#state[counter] = BUSY;
		this.#idleClosing -= this.#closes[counter]!;
		for (const service of this.#services[counter]!) this.#idle[service]! -= 1;
	}

	#free(counter: number, now: number): void {
		const stay = this.#serves[counter]!;
		const { called, absent } = this.#crowd;
		const came = this.#isPresent(stay, this.#outcome.calledAt[stay]!);
		this.#serves[counter] = -1;
		this.#goOn(stay, came ? called[stay]! : absent[stay]!, now);
		this.#rest(counter, now);
	}

	#isPresent(stay: number, calledAt: number): boolean {
		return calledAt - this.#joinedAt[stay]! < this.#fates.present[stay]!;
	}

	/** What becomes of a customer when a stay is over. */
	#goOn(stay: number, end: number, now: number): void {
		const { ticket, issuedAt, after } = this.#crowd;
		const own = ticket[stay]!;
		const more = ticket[stay + 1] === own;
		if (more && (end === ON || end === NO_SHOW)) {
			this.#enterAt(now + after[stay + 1]!, stay + 1);
			return;
		}
		this.#outcome.end[own] = end;
		if (end === DIVERTED || end === VOID) return;
		const left = end === ABANDONED || end === NO_SHOW;
		const until = left ? now : this.#outcome.calledAt[stay]!;
		this.#outcome.wait[own] = Math.max(0, until - issuedAt[own]!);
	}

	/** Calls while an idle counter can serve somebody who waits: of all whom one can call the oldest claim first. */
	#match(now: number): void {
		const lines = this.#lines;
		while (lines.count > 0) {
			let next = -1;
			for (let service = 0; service < lines.waiting.length; service += 1) {
				if (lines.waiting[service] === 0 || this.#idle[service] === 0) continue;
				next = lines.earlier(next, lines.first(service, now), now);
			}
			if (next < 0) break;
			this.#call(next, this.#counterFor(next), now);
		}
		if (this.#idleClosing > 0) this.#sendHome();
	}

	/** The counter that really called this customer, where it is idle; else the one that has been idle longest. */
	#counterFor(stay: number): number {
		const width = this.#crowd.services.length;
		const service = this.#crowd.service[stay]!;
		const can = (counter: number) =>
			this.#state[counter] === IDLE && this.#can[counter * width + service] === 1;
		const real = this.#crowd.counter[stay]!;
		if (real >= 0 && can(real)) return real;
		let best = -1;
		for (let counter = 0; counter < this.#crew.counters; counter += 1) {
			if (!can(counter)) continue;
			if (best < 0 || this.#idleSince[counter]! < this.#idleSince[best]!) best = counter;
		}
		return best;
	}

	#call(stay: number, counter: number, now: number): void {
		const { time, absentTime } = this.#fates;
		const surprised = this.#idleSince[counter]! < now && this.#joinedAt[stay] === now;
		const at = surprised ? now + this.#crowd.reaction[stay]! : now;
		this.#lines.call(stay);
		this.#busy(counter);
		this.#serves[counter] = stay;
		this.#outcome.calledAt[stay] = at;
		this.#outcome.calledBy[stay] = counter;
		const kept = this.#isPresent(stay, at) ? time[stay]! : absentTime[stay]!;
		this.#events.push(at + kept, counter * 4 + FREE);
	}

	/** Counters at the end of their duty that have nobody left to serve. */
	#sendHome(): void {
		for (let counter = 0; counter < this.#crew.counters; counter += 1) {
			if (this.#state[counter] !== IDLE || this.#closes[counter] === 0) continue;
			this.#busy(counter);
			this.#state[counter] = OFF;
		}
	}

	#closeDay(last: number): void {
		const { ticket } = this.#crowd;
		const now = Math.max(last, this.#closesAt);
		for (let stay = 0; stay < ticket.length; stay += 1) {
			if (this.#lines.has(stay)) this.#goOn(stay, ABANDONED, now);
		}
	}

	/** What happens at an instant belongs to a look at it. */
	#lookUntil(next: number): void {
		for (; this.#looks[this.#looked]! < next; this.#looked += 1) {
			const count = this.#lines.count;
			this.#outcome.waiting[this.#looked] = count;
			this.#outcome.waited[this.#looked] = count * this.#looks[this.#looked]! - this.#lines.issued;
		}
	}
}
