/** So many messages a second a screen may send in the long run, and so many at once. */
const PER_SECOND = 50;
const AT_ONCE = 100;
/** Who sends this many more in a row is no screen of ours. */
const PATIENCE = 1_000;

/** A token bucket for one socket. Times are monotonic milliseconds. */
export class Bucket {
	#tokens = AT_ONCE;
	#at: number;
	#refused = 0;

	constructor(now: number) {
		this.#at = now;
	}

	/** False: one message too many. */
	take(now: number): boolean {
		this.#tokens = Math.min(AT_ONCE, this.#tokens + ((now - this.#at) / 1000) * PER_SECOND);
		this.#at = now;
		if (this.#tokens < 1) {
			this.#refused += 1;
			return false;
		}
		this.#tokens -= 1;
		this.#refused = 0;
		return true;
	}

	get abused(): boolean {
		return this.#refused > PATIENCE;
	}
}
