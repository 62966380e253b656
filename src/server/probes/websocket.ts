import { createHash, randomBytes } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Target } from './kind.ts';

/** RFC 6455, 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
/** A message, in one frame or many, is at most so long. Bytes. */
const LONGEST = 256 * 1024;

export interface Line {
	send(text: string): void;
	/** The next message; rejects when the connection ends, or what comes is none of RFC 6455. */
	next(): Promise<string>;
	/** Gives the connection up at once. */
	end(): void;
}

/**
 * A WebSocket's client end for short conversations. The one built into Node looks a name up again, and once open it
 * waits for ever for the other side to say goodbye: one service that hangs would cost a socket with every try.
 */
export async function openLine(
	{ host, address, port }: Target,
	{ path, tls, signal }: { path: string; tls: boolean; signal: AbortSignal }
): Promise<Line> {
	const key = randomBytes(16).toString('base64');
	const name = isIP(host) === 6 ? `[${host}]` : host;
	const request = (tls ? secureRequest : plainRequest)({
		...{ host: address, port, path, agent: false, signal },
		...(tls && { servername: isIP(host) === 0 ? host : '' }),
		headers: {
			host: `${name}:${port}`,
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': key
		}
	});
	const { promise, resolve, reject } = Promise.withResolvers<Line>();
	// Never taken away: a request that has nobody to tell of an error ends the process.
	request.on('error', reject);
	request.once('response', (response) => {
		request.destroy();
		reject(new NoWebSocket(`HTTP ${response.statusCode}`));
	});
	request.once('upgrade', ({ headers }, socket, head) => {
		const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
		const line = new Messages(socket, signal);
		if (headers['sec-websocket-accept'] !== accept) {
			line.end();
			reject(new NoWebSocket('It is no WebSocket'));
		} else {
			line.hear(head);
			resolve(line);
		}
	});
	request.end();
	return promise;
}

/** Somebody answered who does not speak the protocol. */
export class NoWebSocket extends Error {
	override readonly name = 'NoWebSocket';
}

class Messages implements Line {
	readonly #socket: Duplex;
	readonly #ready: string[] = [];
	#waiting: PromiseWithResolvers<string> | null = null;
	#failed: Error | null = null;
	#unread: Buffer = Buffer.alloc(0);
	#parts: Buffer[] = [];

	constructor(socket: Duplex, signal: AbortSignal) {
		this.#socket = socket;
		// Never taken away: a socket that has nobody to tell of an error ends the process.
		socket.on('error', (error) => this.#fail(error));
		socket.on('data', (part: Buffer) => this.hear(part));
		socket.once('close', () => this.#fail(new Error('The connection ended')));
		signal.addEventListener('abort', () => this.end(), { once: true });
		if (signal.aborted) this.end();
	}

	send(text: string): void {
		const body = Buffer.from(text);
		const head =
			body.length < 126
				? Buffer.from([0x80 | TEXT, 0x80 | body.length])
				: Buffer.from([0x80 | TEXT, 0x80 | 126, body.length >> 8, body.length & 255]);
		const mask = randomBytes(4);
		this.#socket.write(Buffer.concat([head, mask, body.map((byte, at) => byte ^ mask[at & 3]!)]));
	}

	next(): Promise<string> {
		const ready = this.#ready.shift();
		if (ready !== undefined) return Promise.resolve(ready);
		if (this.#failed !== null) return Promise.reject(this.#failed);
		this.#waiting ??= Promise.withResolvers<string>();
		return this.#waiting.promise;
	}

	end(): void {
		this.#socket.destroy();
		this.#fail(new Error('The connection was given up'));
	}

	hear(part: Buffer): void {
		this.#unread = Buffer.concat([this.#unread, part]);
		while (this.#failed === null && this.#takeFrame());
	}

	/** Whether there was a whole frame. */
	#takeFrame(): boolean {
		const bytes = this.#unread;
		if (bytes.length < 2) return false;
		const [first, second] = [bytes[0]!, bytes[1]!];
		let length = second & 127;
		let start = 2;
		if (length === 126) {
			if (bytes.length < 4) return false;
			length = bytes.readUInt16BE(2);
			start = 4;
		} else if (length === 127) {
			if (bytes.length < 10) return false;
			length = Number(bytes.readBigUInt64BE(2));
			start = 10;
		}
		const long = this.#parts.reduce((all, each) => all + each.length, length);
		// A server masks nothing, and no extension was asked for.
		if ((second & 128) !== 0 || (first & 0x70) !== 0 || long > LONGEST) {
			this.#socket.destroy();
			this.#fail(new NoWebSocket('What it sends is no WebSocket'));
			return false;
		}
		if (bytes.length < start + length) return false;
		this.#unread = bytes.subarray(start + length);
		this.#take(first, bytes.subarray(start, start + length));
		return true;
	}

	#take(first: number, body: Buffer): void {
		const code = first & 15;
		if (code === CLOSE) this.end();
		// Pings go unanswered: the conversation is over before anybody misses a pong.
		if (code > 2) return;
		this.#parts.push(body);
		if ((first & 128) === 0) return;
		const text = Buffer.concat(this.#parts).toString();
		this.#parts = [];
		if (this.#waiting === null) this.#ready.push(text);
		else {
			const { resolve } = this.#waiting;
			this.#waiting = null;
			resolve(text);
		}
	}

	#fail(error: Error): void {
		this.#failed ??= error;
		this.#waiting?.reject(this.#failed);
		this.#waiting = null;
	}
}
