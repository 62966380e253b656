import { createHash } from 'node:crypto';

/** A message as it was delivered. */
export interface Delivery {
	topic: string;
	payload: Buffer;
	/** Who delivered it: a connection's client. */
	from: string;
	/** Of QoS 1 and 2. */
	messageId: number | undefined;
	/** Delivered before, perhaps: nobody confirmed it. */
	dup: boolean;
}

export interface Named {
	id: string;
	/** When it is taken to have happened where it does not say so, on the branch's clock. */
	at: number;
}

/** Deliveries that a redelivery can be recognised by; the oldest is forgotten. */
const REMEMBERED = 10_000;

/**
 * Gives messages their identity. One that says its time is the same whenever it comes with the same content. One that
 * says none is the same only as a redelivery of QoS 1: with the sign `dup`, the same packet number and the same content;
 * a device that says the same twice says it twice.
 */
export class Identities {
	readonly #known = new Map<string, Named>();
	#made = 0;

	/** `time`: as the message says it; undefined: it does not. */
	of(delivery: Delivery, time: number | undefined, now: number): Named {
		const { topic, payload, from, messageId, dup } = delivery;
		const digest = createHash('sha256')
			.update(topic)
			.update('\0')
			.update(payload)
			.digest('base64url');
		if (time !== undefined) return { id: digest, at: time };
		const key = `${from}\n${messageId}\n${digest}`;
		const before = dup ? this.#known.get(key) : undefined;
		if (before !== undefined) return before;
		this.#made += 1;
		const named = { id: `${digest}:${now}:${this.#made}`, at: now };
		if (messageId !== undefined) this.#remember(key, named);
		return named;
	}

	#remember(key: string, named: Named): void {
		this.#known.delete(key);
		if (this.#known.size >= REMEMBERED) {
			const [oldest] = this.#known.keys();
			if (oldest !== undefined) this.#known.delete(oldest);
		}
		this.#known.set(key, named);
	}
}
