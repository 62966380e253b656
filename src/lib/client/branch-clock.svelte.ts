/** What the clock tells the time by: milliseconds that only ever grow, never the device's own wall clock. */
export interface Monotonic {
	(): number;
}

/**
 * The branch's clock on this screen. Counted on from the last instant that the server told, at the branch's
 * rate: the device may be a day off, or its clock set while the screen is open, and the waits stay right.
 */
export class BranchClock {
	/** The branch's present instant, epoch milliseconds; moves each second of the branch, at most four times a second. */
	now: number = $state.raw(0);
	rate: number = $state.raw(1);

	#monotonic: Monotonic;
	#base: number;
	#at: number;
	#stopped = false;

	constructor(now: number, rate: number, monotonic: Monotonic) {
		this.#monotonic = monotonic;
		this.#base = now;
		this.#at = monotonic();
		this.now = now;
		this.rate = rate;
	}

	/** The instant right now, not rounded to the last tick. */
	read(): number {
		return this.#base + (this.#monotonic() - this.#at) * this.rate;
	}

	/**
	 * The server said what time it is. The least delayed message is the truest, so a little behind is
	 * taken for a slow network and ignored: otherwise a wait could count 14, 13, 14.
	 */
	sync(now: number, rate: number = this.rate): void {
		const read = this.read();
		const slack = 1000 * Math.max(1, rate);
		const jump = rate !== this.rate || this.#stopped || now < read - slack;
		if (!jump && now <= read && rate !== 0) return;
		this.#base = now;
		this.#at = this.#monotonic();
		this.rate = rate;
		if (!this.#stopped) this.#show();
	}

	/** Counting goes on, or stops where it stands: what nobody tells is not counted up. */
	tick(): void {
		if (!this.#stopped) this.#show();
	}

	stop(at: number): void {
		this.#stopped = true;
		this.now = at;
	}

	resume(): void {
		if (!this.#stopped) return;
		this.#stopped = false;
		this.#show();
	}

	#show(): void {
		const read = this.read();
		if (Math.floor(read / 1000) !== Math.floor(this.now / 1000)) this.now = read;
	}
}
