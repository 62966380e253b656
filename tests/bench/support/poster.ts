import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { pause, sharedNow } from './numbers.ts';

/** What a request and its answer look like on the wire, prepared once: the load must cost next to nothing. */
export function requestBytes(url: string, key: string, type: string, body: string): Buffer {
	const { host } = new URL(url);
	const head =
		`POST /api/v1/events HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\n` +
		`Content-Type: application/${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
	return Buffer.from(head + body);
}

export const BATCH = 'cloudevents-batch+json';
export const SINGLE = 'cloudevents+json';

/** One keep-alive connection: a request, its answer, the next. */
export class Poster {
	readonly #socket: Socket;
	#answer: ((body: string) => void) | undefined;
	#fail: ((error: Error) => void) | undefined;
	#text = '';

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.setNoDelay(true);
		socket.setEncoding('latin1');
		socket.on('data', (text: string) => this.#read(text));
		socket.on('error', (error) => this.#fail?.(error));
		socket.on('close', () => this.#fail?.(new Error('The server hung up')));
	}

	static open(url: string): Promise<Poster> {
		const { hostname, port } = new URL(url);
		return new Promise((resolve, reject) => {
			const socket = connect(Number(port), hostname);
			socket.once('error', reject);
			socket.once('connect', () => resolve(new Poster(socket)));
		});
	}

	static async several(url: string, count: number): Promise<Poster[]> {
		return Promise.all(Array.from({ length: count }, () => Poster.open(url)));
	}

	/** Calls back with the body of the answer; throws what is not 200. */
	send(request: Buffer, answer: (body: string) => void, fail?: (error: Error) => void): void {
		// A server hangs up on who was silent for five seconds: open a connection when it is needed.
		if (this.#socket.destroyed) throw new Error('The server hung up');
		this.#answer = answer;
		this.#fail = fail;
		this.#socket.write(request);
	}

	post(request: Buffer): Promise<string> {
		return new Promise((resolve, reject) => {
			this.send(request, resolve, reject);
		});
	}

	get isOpen(): boolean {
		return !this.#socket.destroyed;
	}

	close(): void {
		this.#fail = undefined;
		this.#socket.destroy();
	}

	#read(text: string): void {
		this.#text += text;
		const end = this.#text.indexOf('\r\n\r\n');
		if (end < 0) return;
		const head = this.#text.slice(0, end);
		const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
		if (this.#text.length < end + 4 + length) return;
		const body = this.#text.slice(end + 4, end + 4 + length);
		this.#text = this.#text.slice(end + 4 + length);
		if (!head.startsWith('HTTP/1.1 200')) {
			const error = new Error(`${head.slice(0, 40)}: ${body}`);
			if (this.#fail === undefined) throw error;
			this.#fail(error);
			return;
		}
		this.#answer?.(body);
	}
}

/** A server hangs up on who was silent for five seconds, perhaps just as something is sent to it. */
const IDLE_MS = 3_000;

/** As many connections as are needed at once. */
export class Posters {
	readonly #url: string;
	#idle: { poster: Poster; since: number }[] = [];

	constructor(url: string) {
		this.#url = url;
	}

	/** A connection for one request after the other; give it back to `release`. */
	async acquire(): Promise<Poster> {
		for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
			const { poster, since } = idle;
			if (poster.isOpen && sharedNow() - since < IDLE_MS) return poster;
			poster.close();
		}
		return Poster.open(this.#url);
	}

	release(poster: Poster): void {
		this.#idle.push({ poster, since: sharedNow() });
	}

	close(): void {
		for (const { poster } of this.#idle.splice(0)) poster.close();
	}
}

/** Whoever is told 429 comes again after so long, as `Retry-After` says. */
const AGAIN_MS = 1_000;

/** Posts until it is taken. `on.sending` is called each time that it is sent, `on.shed` whenever the answer was 429. */
export async function postUntilTaken(
	posters: Posters,
	request: Buffer,
	on: { sending?: () => void; shed?: () => void } = {}
): Promise<string> {
	for (;;) {
		const poster = await posters.acquire();
		try {
			on.sending?.();
			const body = await poster.post(request);
			posters.release(poster);
			return body;
		} catch (error) {
			poster.close();
			if (!(error as Error).message.startsWith('HTTP/1.1 429')) throw error;
			on.shed?.();
			await pause(AGAIN_MS);
		}
	}
}
