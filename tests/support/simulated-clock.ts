import type { Cancel, Clock } from '#server/clock.ts';

interface Timer {
	/** Milliseconds run, as `ran`. */
	at: number;
	every: number | null;
	run: () => void;
}

/**
 * A clock that can be set wrong and right again while its timers run on, as a machine's does. It moves only when a
 * test moves it. `ran` counts the branches' milliseconds that have truly gone by.
 */
export class SimulatedClock implements Clock {
	/** A minute of a branch is a second of life, so that the ticker looks at the clock once a minute of the branch. */
	readonly rate = 60;
	readonly #startAt: number;
	readonly #timers = new Set<Timer>();
	#offset = 0;
	#ran = 0;

	constructor(startAt: number) {
		this.#startAt = startAt;
	}

	get ran(): number {
		return this.#ran;
	}

	get pending(): number {
		return this.#timers.size;
	}

	now(): number {
		return this.#startAt + this.#ran + this.#offset;
	}

	real(): number {
		return this.now();
	}

	monotonic(): number {
		return this.#ran / this.rate;
	}

	after(ms: number, run: () => void): Cancel {
		return this.#set({ at: this.#ran + Math.max(0, Math.ceil(ms)), every: null, run });
	}

	every(realMs: number, run: () => void): Cancel {
		const every = Math.max(1, realMs * this.rate);
		return this.#set({ at: this.#ran + every, every, run });
	}

	/** Somebody sets it. */
	step(ms: number): void {
		this.#offset += ms;
	}

	/** Goes by with nobody there: no timer runs, because the process that set them is gone. */
	leap(ms: number): void {
		this.#timers.clear();
		this.#ran += ms;
	}

	/** Goes on until `ran` is there; `settle` is awaited after each timer. */
	async to(ran: number, settle: () => Promise<void>): Promise<void> {
		for (;;) {
			let next: Timer | undefined;
			for (const timer of this.#timers) {
				if (timer.at <= ran && (next === undefined || timer.at < next.at)) next = timer;
			}
			if (next === undefined) break;
			this.#ran = Math.max(this.#ran, next.at);
			if (next.every === null) this.#timers.delete(next);
			else next.at += next.every;
			next.run();
			await settle();
		}
		this.#ran = Math.max(this.#ran, ran);
	}

	#set(timer: Timer): Cancel {
		this.#timers.add(timer);
		return () => void this.#timers.delete(timer);
	}
}
