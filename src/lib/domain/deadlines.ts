/** Something that becomes due at an instant of the branch's clock. */
export interface Deadline {
	at: number;
	kind: 'long_wait' | 'escalation' | 'aged';
	/** The business day and the ticket number that it is about. */
	day: string;
	ticket: string;
}

/**
 * A binary heap of deadlines, earliest first. Nothing is ever removed from its middle: whoever takes a
 * deadline checks whether it still holds, which is cheaper than keeping every ticket's entries findable.
 */
export class Deadlines {
	#heap: Deadline[] = [];

	get next(): number | undefined {
		return this.#heap[0]?.at;
	}

	get size(): number {
		return this.#heap.length;
	}

	add(deadline: Deadline): void {
		const heap = this.#heap;
		let index = heap.push(deadline) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if ((heap[parent] as Deadline).at <= deadline.at) break;
			heap[index] = heap[parent] as Deadline;
			index = parent;
		}
		heap[index] = deadline;
	}

	/** The earliest deadline not after `until`, taken out. */
	take(until: number): Deadline | undefined {
		const heap = this.#heap;
		const first = heap[0];
		if (first === undefined || first.at > until) return undefined;
		const last = heap.pop() as Deadline;
		if (heap.length > 0) this.#sink(last);
		return first;
	}

	clear(): void {
		this.#heap = [];
	}

	#sink(deadline: Deadline): void {
		const heap = this.#heap;
		let index = 0;
		for (;;) {
			let child = 2 * index + 1;
			if (child >= heap.length) break;
			const right = child + 1;
			if (right < heap.length && (heap[right] as Deadline).at < (heap[child] as Deadline).at) {
				child = right;
			}
			if ((heap[child] as Deadline).at >= deadline.at) break;
			heap[index] = heap[child] as Deadline;
			index = child;
		}
		heap[index] = deadline;
	}
}
