import { sendBatch } from './send-batch.ts';

interface Sent {
	id: string;
	type: string;
	subject: string;
	data: Record<string, unknown>;
}

const called = (): Omit<Sent, 'id' | 'subject'>[] => [
	{ type: 'ticket.called', data: { counter: '1' } },
	{ type: 'ticket.started', data: { counter: '1' } }
];
const back = { type: 'ticket.requeued', data: { reason: 'other' } };
/** The life of every ticket. */
const LIFE: readonly Omit<Sent, 'id' | 'subject'>[] = [
	{ type: 'ticket.issued', data: { service: 'cash' } },
	...called(),
	back,
	...called(),
	back,
	...called(),
	{ type: 'ticket.finished', data: {} }
];

/**
 * A machine that tells of one ticket after the other, legal events only, and remembers which of them were
 * acknowledged. A batch that got no answer is sent again, as it was.
 */
export class SteadyClient {
	readonly acknowledged = new Set<string>();
	readonly #name: string;
	readonly #size: number;
	#made = 0;
	#pending: Sent[] = [];

	/** `size`: events a batch. */
	constructor(name: string, size: number) {
		this.#name = name;
		this.#size = size;
	}

	/** Sends a batch to a server's door and counts what was acknowledged; throws if there is no whole answer. */
	async send(url: string, key: string): Promise<void> {
		while (this.#pending.length < this.#size) this.#pending.push(this.#next());
		const events = this.#pending.map((each) => ({ source: 'queue', ...each }));
		const { status, body } = await sendBatch(url, key, events);
		// It is closing: to be sent again.
		if (status === 503) throw new Error('503');
		const taken = body.accepted + body.duplicates;
		if (status !== 200 || taken !== this.#size) throw new Refusal(JSON.stringify(body));
		for (const { id } of this.#pending) this.acknowledged.add(id);
		this.#pending = [];
	}

	#next(): Sent {
		const step = LIFE[this.#made % LIFE.length] as (typeof LIFE)[number];
		const ticket = Math.floor(this.#made / LIFE.length);
		this.#made += 1;
		return { id: `${this.#name}-${this.#made}`, subject: `${this.#name}${ticket}`, ...step };
	}
}

/** The server answered, and did not take what it should. */
export class Refusal extends Error {}
