/**
 * Random numbers that are the same for the same seed on every machine: a demonstration and its screenshots show
 * the same day, and a forecast asked twice answers the same. Whoever draws says the seed, so that the domain stays
 * a function of what it is told. A Weyl sequence through a 32-bit mixer; nothing here is secret.
 */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
	}

	/** A stream of its own: drawing more from one part of a day does not change another. */
	fork(name: string): Random {
		let hash = this.#state;
		for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193);
		return new Random(hash >>> 0);
	}

	/** From 0 up to, not including, 1. */
	next(): number {
		this.#state = (this.#state + 0x9e3779b9) >>> 0;
		let bits = this.#state;
		bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
		bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
		return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	between(low: number, high: number): number {
		return low + (high - low) * this.next();
	}

	/** Time until the next of events that come `rate` times per unit of time. */
	exponential(rate: number): number {
		return -Math.log(1 - this.next()) / rate;
	}

	/** Half of the values are below `median`; `sigma` is the spread of their logarithm. */
	logNormal(median: number, sigma: number): number {
		const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
		return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()));
	}

	/** One of the keys, as often as its weight says. */
	weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
		const entries = Object.entries(weights) as [K, number][];
		let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [key, weight] of entries) {
			left -= weight;
			if (left < 0) return key;
		}
		return (entries[entries.length - 1] as [K, number])[0];
	}
}
