/** What is going to happen in a simulated day, by time; what was planned first goes first at one instant. */
export class Agenda {
	#heap: { at: number; order: number; run: () => void }[] = [];
	#planned = 0;
	#now: number;
	readonly #passed: (at: number) => void;

	/** `passed` hears of each instant before what is planned for it happens. */
	constructor(startsAt: number, passed: (at: number) => void = () => undefined) {
		this.#now = startsAt;
		this.#passed = passed;
	}

	get now(): number {
		return this.#now;
	}

	/** When something happens next, if anything is planned. */
	get next(): number | undefined {
		return this.#heap[0]?.at;
	}

	/** Plans `run` for an instant, now at the earliest. Whole milliseconds. */
	at(instant: number, run: () => void): void {
		const at = Math.max(this.#now, Math.round(instant));
		const heap = this.#heap;
		const entry = { at, order: this.#planned++, run };
		let index = heap.push(entry) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!before(entry, heap[parent] as typeof entry)) break;
			heap[index] = heap[parent] as typeof entry;
			index = parent;
		}
		heap[index] = entry;
	}

	/** Plans `run` so many seconds from now. */
	in(seconds: number, run: () => void): void {
		this.at(this.#now + seconds * 1000, run);
	}

	/** Lives through everything planned, and what that plans, up to an instant. */
	runUntil(end: number): void {
		for (let first = this.#heap[0]; first !== undefined && first.at <= end; first = this.#heap[0]) {
			this.#takeFirst();
			this.#now = first.at;
			this.#passed(first.at);
			first.run();
		}
	}

	#takeFirst(): void {
		const heap = this.#heap;
		const last = heap.pop();
		if (last === undefined || heap.length === 0) return;
		let index = 0;
		for (;;) {
			let child = 2 * index + 1;
			const left = heap[child];
			if (left === undefined) break;
			const right = heap[child + 1];
			if (right !== undefined && before(right, left)) child += 1;
			const smaller = heap[child] as typeof last;
			if (!before(smaller, last)) break;
			heap[index] = smaller;
			index = child;
		}
		heap[index] = last;
	}
}

function before(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}
