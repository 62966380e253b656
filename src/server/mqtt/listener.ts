import { randomBytes } from 'node:crypto';
import type { IPublishPacket, MqttClient } from 'mqtt';
import type { Cancel, Clock } from '../clock.ts';
import type { Inbox } from './inbox.ts';
import { EVERYTHING } from './topic.ts';

export interface ListenerParts {
	/** `mqtt://user:password@host:1883`. */
	url: string;
	clock: Clock;
	inbox: Inbox;
	/** From 0 to 1, for the jitter. */
	random: () => number;
	log: (sentence: string) => void;
	fault: (where: string, error: unknown) => string;
}

/** Between two tries to reach a broker that is away: at first, and at most. Real milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;
/** The disk takes nothing: the message is tried again after so long, and what comes after it waits at the broker. */
const DISK_WAIT = 1_000;

/** How long nobody calls after so many failed tries in a row; `random` is from 0 to 1. Real milliseconds. */
export function waitAfter(failures: number, random: number): number {
	const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 10));
	return Math.ceil(longest * (0.5 + random / 2));
}

/** Listens at somebody else's broker. While that is away nothing is kept, and nobody waits. */
export class Listener {
	readonly #parts: ListenerParts;
	readonly #closing = new AbortController();
	#client: MqttClient | undefined;
	#cancel: Cancel = () => {};
	#failures = 0;
	#connected = false;

	constructor(parts: ListenerParts) {
		this.#parts = parts;
	}

	get connected(): boolean {
		return this.#connected;
	}

	async start(): Promise<void> {
		// Loaded by whoever has a broker.
		const { connect } = (await import('mqtt')).default;
		if (this.#closing.signal.aborted) return;
		const client = connect(this.#parts.url, {
			...{ clientId: `foyer-${randomBytes(6).toString('hex')}`, clean: true, keepalive: 30 },
			// Our own waits, with jitter: the library calls again and again at one pace.
			...{ reconnectPeriod: 0, connectTimeout: 10_000, resubscribe: false }
		});
		this.#client = client;
		client.handleMessage = (packet, done) => void this.#take(packet).then(() => done());
		client.on('connect', () => {
			this.#connected = true;
			if (this.#failures > 0) this.#parts.log('The MQTT broker is reached again');
			this.#failures = 0;
			client.subscribe(EVERYTHING, { qos: 1 }, (error) => {
				if (error)
					this.#parts.log(`The MQTT broker lets us subscribe to nothing: ${error.message}`);
			});
		});
		// Said once until it is back: it may be away for hours.
		client.on('error', ({ message }) => {
			if (this.#failures === 0) this.#parts.log(`The MQTT broker cannot be reached: ${message}`);
		});
		client.on('close', () => this.#callAgain(client));
	}

	async dispose(): Promise<void> {
		this.#closing.abort();
		this.#cancel();
		await this.#client?.endAsync(true);
	}

	#callAgain(client: MqttClient): void {
		this.#connected = false;
		if (this.#closing.signal.aborted) return;
		this.#failures += 1;
		this.#cancel();
		const { clock, random } = this.#parts;
		this.#cancel = clock.every(waitAfter(this.#failures, random()), () => {
			this.#cancel();
			client.reconnect();
		});
	}

	/** Resolves when the message may be confirmed: on disk or kept out. Never rejects. */
	async #take({ topic, payload, messageId, dup, retain }: IPublishPacket): Promise<void> {
		const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
		const delivery = { topic, payload: bytes, from: 'broker', messageId, dup };
		while (!this.#closing.signal.aborted) {
			try {
				await this.#parts.inbox.take(delivery, { retained: retain });
				return;
			} catch (error) {
				if ((error as { name?: unknown } | null)?.name !== 'StoreError') {
					this.#parts.fault('taking a message of MQTT', error);
					return;
				}
				await this.#pause(DISK_WAIT);
			}
		}
	}

	#pause(ms: number): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		const cancel = this.#parts.clock.every(ms, resolve);
		this.#closing.signal.addEventListener('abort', () => resolve(), { once: true });
		return promise.finally(cancel);
	}
}
