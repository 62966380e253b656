/**
 * Goes round a collection in turns, a part of it each time, so that looking at everybody never holds the event loop for
 * long. After `turns` of them everybody who was there has been looked at.
 */
export class Rounds<Each> {
	readonly #all: () => { size: number; values(): Iterator<Each> };
	readonly #turns: number;
	#left: Iterator<Each> | undefined;

	constructor(all: () => { size: number; values(): Iterator<Each> }, turns: number) {
		this.#all = all;
		this.#turns = turns;
	}

	/**
	 * The next part; true: everybody has been looked at since it was true before. Who goes or comes meanwhile, also by what
	 * `look` does, disturbs nobody's turn.
	 */
	turn(look: (each: Each) => void): boolean {
		const all = this.#all();
		if (all.size === 0) this.#left = undefined;
		for (let left = Math.ceil(all.size / this.#turns); left > 0; left -= 1) {
			this.#left ??= all.values();
			const next = this.#left.next();
			if (next.done === true) {
				this.#left = undefined;
				return true;
			}
			look(next.value);
		}
		return all.size === 0;
	}
}
