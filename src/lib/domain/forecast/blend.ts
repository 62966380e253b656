/** Errors are remembered for about so many waits. */
const MEMORY = 500;

/** Two ways to tell the same thing, each weighed by how far it has been off: by the inverse of its squared error. */
export class Blend {
	#first = 1;
	#second = 1;

	weigh(first: number, second: number): number {
		return (first * this.#second + second * this.#first) / (this.#first + this.#second);
	}

	/** Errors count as parts of what was to be told, or a few long waits would decide alone. */
	learn(actual: number, first: number, second: number): void {
		const scale = 60 + actual;
		this.#first += (((actual - first) / scale) ** 2 - this.#first) / MEMORY;
		this.#second += (((actual - second) / scale) ** 2 - this.#second) / MEMORY;
	}

	freeze(): [number, number] {
		return [this.#first, this.#second];
	}

	thaw([first, second]: [number, number]): void {
		this.#first = first;
		this.#second = second;
	}
}
