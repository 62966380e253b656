/** A sum whose parts fade with time: what happened `tau` milliseconds ago counts 1/e of what happens now. */
export class Decayed {
	readonly tau: number;
	#sum = 0;
	#at = 0;

	constructor(tau: number) {
		this.tau = tau;
	}

	add(value: number, at: number): void {
		this.#sum = this.at(at) + value;
		this.#at = Math.max(this.#at, at);
	}

	/** The sum as it stands at an instant; an earlier one than the last counts as the last. */
	at(at: number): number {
		if (at <= this.#at || this.#sum === 0) return this.#sum;
		return this.#sum * Math.exp((this.#at - at) / this.tau);
	}

	clear(): void {
		this.#sum = 0;
		this.#at = 0;
	}

	freeze(): [number, number] {
		return [this.#sum, this.#at];
	}

	thaw([sum, at]: [number, number]): void {
		this.#sum = sum;
		this.#at = at;
	}
}
