/** Exact values kept in order, so that nearest-rank quantiles are a look-up. A day has thousands at most. */
export class SortedValues {
	#values: number[] = [];
	#sum = 0;

	get count(): number {
		return this.#values.length;
	}

	get mean(): number | null {
		return this.#values.length === 0 ? null : this.#sum / this.#values.length;
	}

	get max(): number | null {
		return this.#values[this.#values.length - 1] ?? null;
	}

	add(value: number): void {
		this.#values.splice(this.#rank(value), 0, value);
		this.#sum += value;
	}

	/** Takes out one value that was added before. */
	remove(value: number): void {
		const index = this.#rank(value);
		if (this.#values[index] !== value) throw new Error(`SortedValues: ${value} was never added`);
		this.#values.splice(index, 1);
		this.#sum -= value;
	}

	/** Nearest rank: the smallest value that at least the share `p` does not exceed. */
	quantile(p: number): number | null {
		const n = this.#values.length;
		return n === 0 ? null : (this.#values[Math.max(0, Math.ceil(p * n) - 1)] as number);
	}

	#rank(value: number): number {
		const values = this.#values;
		let low = 0;
		let high = values.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((values[middle] as number) < value) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
