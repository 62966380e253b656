import type { PromptRule } from '../protocol/index.ts';

/** Something that becomes due at an instant of the branch's clock. */
export interface Deadline {
	at: number;
	/** A rule's prompt is due; or what its word says. `limit`: the long-wait limit is passed. */
	kind:
		| PromptRule
		| 'escalation'
		| 'aged'
		| 'limit'
		| 'untaken'
		| 'offer'
		| 'referral'
		| 'silent'
		| 'settled'
		| 'fault'
		| 'overdue';
	/**
	 * The business day and the ticket number that it is about; of `untaken`, `offer`, `referral`, `fault` and `overdue`
	 * the id of the obligation, prompt, referral, incident or checklist, of `silent` and `settled` the device's.
	 */
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
			if (!isBefore(deadline, heap[parent] as Deadline)) break;
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

	/** Puts off those that `which` says, by milliseconds. */
	postpone(by: number, which: (deadline: Deadline) => boolean): void {
		const before = this.#heap;
		this.#heap = [];
		for (const each of before) this.add(which(each) ? { ...each, at: each.at + by } : each);
	}

	#sink(deadline: Deadline): void {
		const heap = this.#heap;
		let index = 0;
		for (;;) {
			let child = 2 * index + 1;
			if (child >= heap.length) break;
			const right = child + 1;
			if (right < heap.length && isBefore(heap[right] as Deadline, heap[child] as Deadline)) {
				child = right;
			}
			if (!isBefore(heap[child] as Deadline, deadline)) break;
			heap[index] = heap[child] as Deadline;
			index = child;
		}
		heap[index] = deadline;
	}
}

/**
 * By instant, and at the same instant by what it is about: a heap that was built anew after a restart gives them
 * in the same order as the one that grew, and the log goes on as if there had been no restart.
 */
function isBefore(a: Deadline, b: Deadline): boolean {
	if (a.at !== b.at) return a.at < b.at;
	if (a.day !== b.day) return a.day < b.day;
	if (a.ticket !== b.ticket) return a.ticket < b.ticket;
	return a.kind < b.kind;
}
