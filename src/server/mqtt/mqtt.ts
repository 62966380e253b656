import type { SecureContextOptions } from 'node:tls';
import type { MqttConfig } from '../config.ts';
import { Broker } from './broker.ts';
import type { BrokerParts } from './broker.ts';
import { Counts } from './counts.ts';
import { Inbox } from './inbox.ts';
import type { InboxParts } from './inbox.ts';
import { Listener } from './listener.ts';

export interface MqttParts extends Omit<BrokerParts, 'inbox'>, Omit<InboxParts, 'counts'> {
	config: MqttConfig;
	/** From 0 to 1. */
	random: () => number;
	log: (sentence: string) => void;
}

/** Devices that tell of themselves by MQTT: at a broker of the bank's, at ours, at both or at none. */
export class Mqtt {
	readonly #parts: MqttParts;
	readonly #counts: Counts;
	readonly #broker: Broker;
	readonly #listener: Listener | null;
	#port: number | null = null;

	constructor(parts: MqttParts) {
		this.#parts = parts;
		this.#counts = new Counts(parts.clock, parts.log);
		const inbox = new Inbox({ ...parts, counts: this.#counts });
		this.#broker = new Broker({ ...parts, inbox });
		const { url } = parts.config;
		this.#listener = url === null ? null : new Listener({ ...parts, inbox, url });
	}

	/** Messages since the start, by what became of them. */
	get counts(): Readonly<Counts['messages']> {
		return this.#counts.messages;
	}

	/** Where our own broker listens; null: it does not. */
	get port(): number | null {
		return this.#port;
	}

	/** Devices at our own broker. */
	get connections(): number {
		return this.#broker.connected;
	}

	/** Whether there is a broker of the bank's to listen at. */
	get listens(): boolean {
		return this.#listener !== null;
	}

	/** Whether the bank's broker is reached. */
	get listening(): boolean {
		return this.#listener?.connected ?? false;
	}

	/** Starts what is set. Our own broker listens with TLS where there is a certificate. Rejects where it cannot. */
	async start(host: string, secure?: SecureContextOptions): Promise<void> {
		const { port } = this.#parts.config;
		if (port !== null) this.#port = await this.#broker.listen(host, port, secure);
		await this.#listener?.start();
	}

	/** Shows a certificate that was renewed from now on. */
	renew(secure: SecureContextOptions): void {
		this.#broker.renew(secure);
	}

	async dispose(): Promise<void> {
		await this.#listener?.dispose();
		await this.#broker.dispose();
	}
}
