import type { Cancel, Clock } from './clock.ts';

/** A change of the machine's clock that was no passing of time. */
export interface ClockStep {
	/** Milliseconds; negative: back. */
	by: number;
	/** When it was noticed, as the clock shows it since. Epoch milliseconds. */
	at: number;
}

/** The machine's clock was set while the server ran, or the machine slept. `by`: milliseconds forward, negative: back. */
export type OnStep = (by: number) => void;

/** Less than this is a clock that is kept right, not one that was set. Milliseconds. */
const STEP = 2_000;
/** Between two readings of it by others it is looked at so often. Real milliseconds. */
const LOOK_EVERY = 1_000;

/**
 * A clock that says when it was set. It is told before anybody reads the new time: what the step jumps over would
 * otherwise be due at once.
 */
export class SteadyClock implements Clock {
	/** How often that was since the start. */
	steps = 0;
	last: ClockStep | null = null;
	readonly #clock: Clock;
	readonly #listeners = new Set<OnStep>();
	readonly #cancel: Cancel;
	/** What the time of day is ahead of the clock that never steps. */
	#ahead: number;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#ahead = clock.real() - clock.monotonic();
		this.#cancel = clock.every(LOOK_EVERY, () => this.#look());
	}

	get rate(): number {
		return this.#clock.rate;
	}

	now(): number {
		this.#look();
		return this.#clock.now();
	}

	real(): number {
		this.#look();
		return this.#clock.real();
	}

	monotonic(): number {
		return this.#clock.monotonic();
	}

	after(ms: number, run: () => void): Cancel {
		return this.#clock.after(ms, run);
	}

	every(realMs: number, run: () => void): Cancel {
		return this.#clock.every(realMs, run);
	}

	onStep(run: OnStep): Cancel {
		this.#listeners.add(run);
		return () => this.#listeners.delete(run);
	}

	dispose(): void {
		this.#cancel();
		this.#listeners.clear();
	}

	#look(): void {
		const ahead = this.#clock.real() - this.#clock.monotonic();
		const by = Math.round(ahead - this.#ahead);
		this.#ahead = ahead;
		if (Math.abs(by) < STEP) return;
		this.steps += 1;
		this.last = { by, at: this.#clock.real() };
		for (const run of this.#listeners) run(by);
	}
}
