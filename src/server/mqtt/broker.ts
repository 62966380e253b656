import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createSecureServer, Server as SecureServer } from 'node:tls';
import type { SecureContextOptions } from 'node:tls';
import type { Aedes, AuthenticateError, Client, PublishPacket } from 'aedes';
import type { Access, Principal } from '../access/access.ts';
import type { Cancel, Clock } from '../clock.ts';
import { Gate } from './gate.ts';
import type { Inbox } from './inbox.ts';
import { LONGEST } from './inbox.ts';

export interface BrokerParts {
	access: Access;
	clock: Clock;
	inbox: Inbox;
	/** Counts a key that opened nothing. */
	denied: (address: string) => Promise<number | undefined>;
	fault: (where: string, error: unknown) => string;
}

/** Devices that are connected at most. */
export const MOST_CONNECTIONS = 2_000;
/** A topic and a packet's head beside the payload. Bytes. */
const AROUND = 4 * 1024;
/** So often it is looked whose key holds no longer. Real milliseconds. */
const CHECK_EVERY = 1_000;
/** Who does not sign in by then is cut. Milliseconds. */
const SIGN_IN_MS = 5_000;

/**
 * A broker that only takes in: a device signs in with an API key of the scope `devices:write` as its password, tells of
 * its branch's devices, and is told nothing. Messages are confirmed when they are on disk.
 */
export class Broker {
	readonly #parts: BrokerParts;
	readonly #clients = new Map<Client, Principal>();
	readonly #sockets = new Set<Socket>();
	#server: Server | undefined;
	#aedes: Aedes | undefined;
	#cancel: Cancel = () => {};

	constructor(parts: BrokerParts) {
		this.#parts = parts;
	}

	get connected(): number {
		return this.#clients.size;
	}

	/** Listens, with TLS where there is a certificate; resolves to the port. Rejects where nobody may listen. */
	async listen(host: string, port: number, secure?: SecureContextOptions): Promise<number> {
		// Loaded by whoever wants a broker.
		const { Aedes: Made } = await import('aedes');
		const aedes = await Made.createBroker({
			...{ connectTimeout: SIGN_IN_MS, maxTopicLevels: 8, queueLimit: 100 },
			authenticate: (client, _name, password, done) => this.#signIn(client, password, done),
			authorizePublish: (client, packet, done) => void this.#publish(client, packet, done),
			authorizeSubscribe: (_client, _subscription, done) => done(new Error('Nothing is told here')),
			authorizeForward: () => null
		});
		this.#aedes = aedes;
		aedes.on('clientDisconnect', (client) => this.#clients.delete(client));
		// Whoever breaks the protocol is cut by the broker itself.
		aedes.on('clientError', () => {});
		aedes.on('connectionError', () => {});
		const take = (socket: Socket) => {
			this.#sockets.add(socket);
			socket.once('close', () => this.#sockets.delete(socket));
			aedes.handle(new Gate(socket, LONGEST + AROUND));
		};
		const server = secure === undefined ? createServer(take) : createSecureServer(secure, take);
		server.maxConnections = MOST_CONNECTIONS;
		this.#server = server;
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		server.once('error', reject);
		server.on('tlsClientError', () => {});
		server.listen({ host, port }, resolve);
		await promise;
		this.#cancel = this.#parts.clock.every(CHECK_EVERY, () => this.#cutInvalid());
		return (server.address() as AddressInfo).port;
	}

	/** Shows another certificate to whoever connects from now on. */
	renew(secure: SecureContextOptions): void {
		if (this.#server instanceof SecureServer) this.#server.setSecureContext(secure);
	}

	async dispose(): Promise<void> {
		this.#cancel();
		this.#server?.close();
		for (const socket of this.#sockets) socket.destroy();
		const aedes = this.#aedes;
		if (aedes !== undefined) await new Promise<void>((resolve) => aedes.close(() => resolve()));
	}

	#signIn(
		client: Client,
		password: Readonly<Buffer | undefined>,
		done: (error: AuthenticateError | null, success: boolean | null) => void
	): void {
		const { access, denied } = this.#parts;
		const principal = access.bearer(`Bearer ${password?.toString() ?? ''}`);
		if (principal !== undefined && access.denies(principal, 'send_events', null) === undefined) {
			this.#clients.set(client, principal);
			done(null, true);
			return;
		}
		const socket = client.conn as { remoteAddress?: string };
		void denied(socket.remoteAddress ?? '');
		// 4 of MQTT 3.1.1: bad user name or password.
		done(Object.assign(new Error('The password is no key for devices'), { returnCode: 4 }), false);
	}

	async #publish(
		client: Client | null,
		packet: PublishPacket,
		done: (error?: Error | null) => void
	): Promise<void> {
		const known = client === null ? undefined : this.#clients.get(client);
		const principal = known && this.#parts.access.renewed(known);
		if (client === null || principal?.kind !== 'key') {
			done(new Error('The key holds no longer'));
			return;
		}
		// What is kept for whoever comes would be kept for nobody.
		packet.retain = false;
		const { topic, messageId, dup } = packet;
		const payload = Buffer.from(packet.payload);
		const delivery = { topic, payload, from: client.id, messageId, dup: dup === true };
		try {
			const kind = await this.#parts.inbox.take(delivery, { only: principal.key.branch });
			done(kind === 'forbidden' ? new Error('This key is for another branch') : null);
		} catch (error) {
			// Not confirmed: it comes again with the next connection.
			done(error as Error);
		}
	}

	#cutInvalid(): void {
		for (const [client, principal] of this.#clients) {
			if (this.#parts.access.renewed(principal) === undefined) client.close();
		}
	}
}
