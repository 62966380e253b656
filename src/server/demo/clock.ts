import type { Cancel, Clock } from '../clock.ts';

interface Waiting {
	due: number;
	run: () => void;
	cancel: Cancel;
}

/**
 * The demonstration's clock: runs some times as fast as life, can be held, and can be put forward. It sets no
 * timers of its own, but asks a real clock for them.
 */
export class DemoClock implements Clock {
	/** What screens count with, also while it is held: they are only told once. */
	readonly rate: number;
	readonly #real: Clock;
	readonly #waiting = new Set<Waiting>();
	#base: number;
	/** On the real clock, where it showed `#base`; null while it is held. */
	#since: number | null = null;

	/** Held at `startAt`. */
	constructor(real: Clock, startAt: number, rate: number) {
		this.#real = real;
		this.#base = startAt;
		this.rate = rate;
	}

	now(): number {
		return Math.floor(this.#exact());
	}

	after(ms: number, run: () => void): Cancel {
		const waiting: Waiting = { due: this.#exact() + ms, run, cancel: () => undefined };
		this.#waiting.add(waiting);
		this.#arm(waiting);
		return () => {
			waiting.cancel();
			this.#waiting.delete(waiting);
		};
	}

	every(realMs: number, run: () => void): Cancel {
		return this.#real.every(realMs, run);
	}

	monotonic(): number {
		return this.#real.monotonic();
	}

	real(): number {
		return this.#real.real();
	}

	/** Puts the clock forward; what is due by then runs soon. Never back. */
	moveTo(at: number): void {
		this.#base = Math.max(this.#exact(), at);
		if (this.#since !== null) this.#since = this.#real.monotonic();
		for (const waiting of this.#waiting) this.#arm(waiting);
	}

	/** Lets it run. */
	release(): void {
		this.#since ??= this.#real.monotonic();
		for (const waiting of this.#waiting) this.#arm(waiting);
	}

	#exact(): number {
		if (this.#since === null) return this.#base;
		return this.#base + (this.#real.monotonic() - this.#since) * this.rate;
	}

	#arm(waiting: Waiting): void {
		waiting.cancel();
		const left = waiting.due - this.#exact();
		const speed = this.#since === null ? 0 : this.rate;
		// A clock that stands still reaches nothing by waiting.
		if (left > 0 && speed === 0) return;
		waiting.cancel = this.#real.after(left > 0 ? left / speed : 0, () => {
			this.#waiting.delete(waiting);
			waiting.run();
		});
	}
}
