/** What is scored fades: about so many of the last waits count. */
const MEMORY = 3_000;

/**
 * How good the estimates have been, told by the program about itself. Waits of served customers who waited, at issue;
 * LES is what the wait of the last customer called would have said (Whitt 1999, Ibrahim and Whitt 2009).
 */
export class Score {
	scored = 0;
	#absolute = 0;
	#squared = 0;
	#lesAbsolute = 0;
	#lesSquared = 0;
	#inside = 0;
	/** Tickets warned of in time, and those of them that did pass the limit. */
	warned = 0;
	warnedRightly = 0;
	/** Tickets that passed the limit, and those of them that had been warned of in time. */
	longWaits = 0;

	/** All in seconds. */
	add(
		actual: number,
		{ wait, low, high, les }: { wait: number; low: number; high: number; les: number }
	): void {
		const keep = this.scored >= MEMORY ? 1 - 1 / MEMORY : 1;
		const fade = (sum: number, value: number) => sum * keep + value;
		this.scored = fade(this.scored, 1);
		this.#absolute = fade(this.#absolute, Math.abs(actual - wait));
		this.#squared = fade(this.#squared, (actual - wait) ** 2);
		this.#lesAbsolute = fade(this.#lesAbsolute, Math.abs(actual - les));
		this.#lesSquared = fade(this.#lesSquared, (actual - les) ** 2);
		this.#inside = fade(this.#inside, actual >= low && actual <= high ? 1 : 0);
	}

	longWait(warned: boolean, long: boolean): void {
		const keep = this.warned + this.longWaits >= MEMORY ? 1 - 1 / MEMORY : 1;
		this.warned = this.warned * keep + (warned ? 1 : 0);
		this.warnedRightly = this.warnedRightly * keep + (warned && long ? 1 : 0);
		this.longWaits = this.longWaits * keep + (long ? 1 : 0);
	}

	get mae(): number | null {
		return this.#mean(this.#absolute);
	}

	get rmse(): number | null {
		return this.#root(this.#squared);
	}

	get lesMae(): number | null {
		return this.#mean(this.#lesAbsolute);
	}

	get lesRmse(): number | null {
		return this.#root(this.#lesSquared);
	}

	get within(): number | null {
		return this.#mean(this.#inside);
	}

	/** Share of those warned of who did pass the limit. */
	get precision(): number | null {
		return this.warned === 0 ? null : this.warnedRightly / this.warned;
	}

	/** Share of those who passed the limit who had been warned of. */
	get recall(): number | null {
		return this.longWaits === 0 ? null : this.warnedRightly / this.longWaits;
	}

	#mean(sum: number): number | null {
		return this.scored === 0 ? null : sum / this.scored;
	}

	#root(sum: number): number | null {
		return this.scored === 0 ? null : Math.sqrt(sum / this.scored);
	}

	freeze(): FrozenScore {
		return {
			scored: this.scored,
			sums: [
				this.#absolute,
				this.#squared,
				this.#lesAbsolute,
				this.#lesSquared,
				this.#inside,
				this.warned,
				this.warnedRightly,
				this.longWaits
			]
		};
	}

	thaw({ scored, sums }: FrozenScore): void {
		this.scored = scored;
		[
			this.#absolute = 0,
			this.#squared = 0,
			this.#lesAbsolute = 0,
			this.#lesSquared = 0,
			this.#inside = 0,
			this.warned = 0,
			this.warnedRightly = 0,
			this.longWaits = 0
		] = sums;
	}
}

export interface FrozenScore {
	scored: number;
	sums: number[];
}
