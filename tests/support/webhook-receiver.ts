import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** One request as it arrived. */
export interface Arrival {
	path: string;
	headers: IncomingHttpHeaders;
	/** `webhook-id`. */
	id: string;
	body: string;
	message: Message;
}

export interface Message {
	type: string;
	timestamp: string;
	branch: string;
	subject: string;
	data: Record<string, unknown>;
	seq: number;
}

/** What it answers: a status, or its own way with the response. */
export type Answer = number | ((response: ServerResponse) => void);

/** A receiver of webhooks on a port of its own, which can be down. */
export interface Receiver {
	readonly url: string;
	readonly host: string;
	readonly arrivals: Arrival[];
	answer: Answer;
	/** Types of what has arrived. */
	types(): string[];
	/** Nobody listens any more, and whoever is connected is cut off. */
	down(): Promise<void>;
	/** Listens again, at the same port. */
	up(): Promise<void>;
}

/** Starts one; `down` ends it. */
export async function startReceiver(): Promise<Receiver> {
	const arrivals: Arrival[] = [];
	let server: Server | undefined;
	let port = 0;
	const receiver: Receiver = {
		get url() {
			return `http://127.0.0.1:${port}/hooks`;
		},
		get host() {
			return `127.0.0.1:${port}`;
		},
		arrivals,
		answer: 204,
		types: () => arrivals.map(({ message }) => message.type),
		down: async () => {
			const ended = server;
			server = undefined;
			if (ended === undefined) return;
			ended.close();
			ended.closeAllConnections();
			await once(ended, 'close');
		},
		up: async () => {
			server = createServer((request, response) => {
				const parts: Buffer[] = [];
				request.on('error', () => {});
				request.on('data', (part: Buffer) => parts.push(part));
				request.on('end', () => {
					const body = Buffer.concat(parts).toString();
					const { url: path = '', headers } = request;
					const id = String(headers['webhook-id']);
					arrivals.push({ path, headers, id, body, message: JSON.parse(body) as Message });
					if (typeof receiver.answer === 'number') {
						response.writeHead(receiver.answer);
						response.end();
					} else receiver.answer(response);
				});
			}).listen(port, '127.0.0.1');
			await once(server, 'listening');
			({ port } = server.address() as AddressInfo);
		}
	};
	await receiver.up();
	return receiver;
}

/** Checks a signature as a receiver does, with the library of the standard, at an instant. Throws where it is wrong. */
export function verified({ body, headers }: Arrival, secret: string, now: number): void {
	const real = Date.now;
	// The library asks no other clock.
	Date.now = () => now;
	try {
		new Webhook(secret).verify(body, headers as Record<string, string>);
	} finally {
		Date.now = real;
	}
}
