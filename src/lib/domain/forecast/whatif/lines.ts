import type { Crowd } from './crowd.ts';

const SEGMENTS = 3;

/**
 * The lines of all services with the branch's calling rule (`queue/line.ts`, `queue/next.ts`), made for asking
 * again and again who is first: of one segment that is always whoever was issued first, so a line is three queues
 * in the order of issue and the few who were given a place by hand. A test holds that they call the same tickets.
 */
export class Lines {
	/** Who waits, by service and in all. */
	readonly waiting: Int32Array;
	count = 0;
	/** Sum of the issues of all who wait, for the mean of their waits. */
	issued = 0;
	readonly #crowd: Crowd;
	readonly #limit: number;
	readonly #here: Uint8Array;
	readonly #queues: number[][];
	readonly #heads: Int32Array;
	readonly #placed: number[][];
	readonly #runs: Int32Array;

	/** `runs`: the priority calls since the last ordinary one, by service. */
	constructor(crowd: Crowd, consecutivePriority: number, runs: Int32Array | null) {
		const services = crowd.services.length;
		this.#crowd = crowd;
		this.#limit = consecutivePriority;
		this.waiting = new Int32Array(services);
		this.#here = new Uint8Array(crowd.ticket.length);
		this.#queues = Array.from({ length: services * SEGMENTS }, () => []);
		this.#heads = new Int32Array(services * SEGMENTS);
		this.#placed = Array.from({ length: services }, () => []);
		this.#runs = runs === null ? new Int32Array(services) : runs.slice();
	}

	has(stay: number): boolean {
		return this.#here[stay] === 1;
	}

	join(stay: number): void {
		const { ticket, service, segment, issuedAt, placedAt } = this.#crowd;
		const own = ticket[stay]!;
		const line = service[stay]!;
		this.#here[stay] = 1;
		this.waiting[line]! += 1;
		this.count += 1;
		this.issued += issuedAt[own]!;
		if (!Number.isNaN(placedAt[stay]!)) {
			this.#placed[line]!.push(stay);
			return;
		}
		const queue = this.#queues[line * SEGMENTS + segment[own]!]!;
		const head = this.#heads[line * SEGMENTS + segment[own]!]!;
		let place = queue.length;
		queue.push(stay);
		// Who comes from another line was issued earlier than those at the end of this one.
		while (place > head && ticket[queue[place - 1]!]! > own) {
			queue[place] = queue[place - 1]!;
			place -= 1;
		}
		queue[place] = stay;
	}

	leave(stay: number): void {
		const { ticket, service, issuedAt } = this.#crowd;
		this.#here[stay] = 0;
		this.waiting[service[stay]!]! -= 1;
		this.count -= 1;
		this.issued -= issuedAt[ticket[stay]!]!;
	}

	/** Takes a called one out. */
	call(stay: number): void {
		const { ticket, service, segment } = this.#crowd;
		const line = service[stay]!;
		this.#runs[line] = segment[ticket[stay]!] === 0 ? 0 : this.#runs[line]! + 1;
		this.leave(stay);
	}

	/** Who is called next of a line that is not empty. */
	first(line: number, now: number): number {
		let ordinary = this.#front(line * SEGMENTS);
		let privileged = this.#front(line * SEGMENTS + 1);
		privileged = this.earlier(privileged, this.#front(line * SEGMENTS + 2), now);
		for (const stay of this.#placed[line]!) {
			if (!this.has(stay)) continue;
			if (this.#crowd.segment[this.#crowd.ticket[stay]!] === 0) {
				ordinary = this.earlier(ordinary, stay, now);
			} else privileged = this.earlier(privileged, stay, now);
		}
		if (ordinary < 0) return privileged;
		if (privileged < 0 || this.#runs[line]! >= this.#limit) return ordinary;
		return this.earlier(ordinary, privileged, now);
	}

	/** The one with the older claim; -1 is nobody. */
	earlier(a: number, b: number, now: number): number {
		if (a < 0) return b;
		if (b < 0) return a;
		const order = this.#order(a, now) - this.#order(b, now);
		if (order !== 0) return order < 0 ? a : b;
		return this.#crowd.ticket[a]! <= this.#crowd.ticket[b]! ? a : b;
	}

	#order(stay: number, now: number): number {
		const { ticket, placedAt, agedAt, order, agedOrder } = this.#crowd;
		const placed = placedAt[stay]!;
		if (!Number.isNaN(placed)) return placed;
		const own = ticket[stay]!;
		return now >= agedAt[own]! ? agedOrder[own]! : order[own]!;
	}

	#front(index: number): number {
		const queue = this.#queues[index]!;
		let head = this.#heads[index]!;
		while (head < queue.length && this.#here[queue[head]!] === 0) head += 1;
		this.#heads[index] = head;
		return head < queue.length ? queue[head]! : -1;
	}
}
