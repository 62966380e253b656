/** Instants to come with a number each, earliest first; equal instants in no particular order. */
export class Heap {
	#at = new Float64Array(256);
	#what = new Int32Array(256);
	#size = 0;

	/** The earliest instant, or infinity. */
	get next(): number {
		return this.#size === 0 ? Infinity : (this.#at[0] as number);
	}

	clear(): void {
		this.#size = 0;
	}

	push(at: number, what: number): void {
		if (this.#size === this.#at.length) this.#grow();
		const ats = this.#at;
		const whats = this.#what;
		let hole = this.#size;
		this.#size += 1;
		while (hole > 0) {
			const parent = (hole - 1) >> 1;
			const above = ats[parent] as number;
			if (above <= at) break;
			ats[hole] = above;
			whats[hole] = whats[parent] as number;
			hole = parent;
		}
		ats[hole] = at;
		whats[hole] = what;
	}

	/** The number of the earliest instant, which is taken out. Only where there is one. */
	pop(): number {
		const ats = this.#at;
		const whats = this.#what;
		const first = whats[0] as number;
		this.#size -= 1;
		const size = this.#size;
		const at = ats[size] as number;
		const what = whats[size] as number;
		let hole = 0;
		for (;;) {
			let child = 2 * hole + 1;
			if (child >= size) break;
			if (child + 1 < size && (ats[child + 1] as number) < (ats[child] as number)) child += 1;
			if ((ats[child] as number) >= at) break;
			ats[hole] = ats[child] as number;
			whats[hole] = whats[child] as number;
			hole = child;
		}
		ats[hole] = at;
		whats[hole] = what;
		return first;
	}

	#grow(): void {
		const at = new Float64Array(this.#at.length * 2);
		const what = new Int32Array(at.length);
		at.set(this.#at);
		what.set(this.#what);
		this.#at = at;
		this.#what = what;
	}
}
