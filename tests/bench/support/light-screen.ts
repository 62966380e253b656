import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { sharedNow } from './numbers.ts';

/** How a frame begins, its length in bytes, and when it came (`sharedNow`). */
export type OnHead = (head: string, bytes: number, at: number) => void;

export interface LightTarget {
	url: string;
	/** A loopback address of its own gives a crowd its own ports. */
	from: string;
}

/** All that is read of a frame: enough for its log numbers. */
const HEAD_BYTES = 80;
/** Whatever comes is read before the next screen's turn, so that one buffer does for all of them. */
const SHARED = Buffer.allocUnsafe(64 * 1024);
const PONG = frameOf(10, '');
const ENGINE_PONG = frameOf(1, '3');

/**
 * A screen for crowds of ten thousands: a bare socket that speaks just enough websocket, Engine.IO and Socket.IO, so
 * that clients leave the machine to the server. Who is closed early says so by `onLost`.
 */
export class LightScreen {
	readonly #socket: Socket;
	#open = false;
	/** The beginning of a frame whose end has not come. */
	#rest: Buffer | undefined;
	readonly #onOpen: () => void;
	readonly #onText: (text: Buffer, at: number) => void;

	private constructor(
		{ url, from }: LightTarget,
		path: string,
		on: {
			open?: (screen: LightScreen) => void;
			text: (screen: LightScreen, text: Buffer, at: number) => void;
			lost: (error: Error) => void;
		}
	) {
		this.#onOpen = () => on.open?.(this);
		this.#onText = (text, at) => on.text(this, text, at);
		const { hostname, port, host } = new URL(url);
		this.#socket = connect({
			...{ host: hostname, port: Number(port), localAddress: from, noDelay: true },
			onread: { buffer: SHARED, callback: (count) => this.#read(SHARED.subarray(0, count)) }
		});
		let why = new Error('The server hung up on a screen');
		this.#socket.on('error', (error) => (why = error));
		this.#socket.once('close', () => on.lost(why));
		this.#socket.write(
			`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
				'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
		);
	}

	/** A screen that watches a branch; resolves when it has its view. */
	static watching(
		at: LightTarget & { key: string },
		branch: string,
		screen: string,
		onHead: OnHead,
		onLost: (error: Error) => void
	): Promise<LightScreen> {
		return new Promise((resolve, reject) => {
			let lost = reject;
			const text = (self: LightScreen, text: Buffer, now: number) => {
				const head = text.toString('latin1', 0, HEAD_BYTES);
				if (head.startsWith('42["patch"')) onHead(head, text.length, now);
				else if (head === '2') self.#socket.write(ENGINE_PONG);
				else if (head.startsWith('0')) {
					self.#socket.write(frameOf(1, `40${JSON.stringify({ token: at.key })}`));
				} else if (head.startsWith('40')) {
					const watch = ['watch', { protocol: 1, branch, screen }];
					self.#socket.write(frameOf(1, `420${JSON.stringify(watch)}`));
				} else if (head.startsWith('430[{"ok":true')) {
					lost = onLost;
					resolve(self);
				} else if (!head.startsWith('42[')) {
					self.#socket.destroy(new Error(text.toString('latin1', 0, 300)));
				}
			};
			const path = '/socket.io/?EIO=4&transport=websocket';
			new LightScreen(at, path, { text, lost: (error) => lost(error) });
		});
	}

	/** The floor's: whatever comes is a frame. */
	static raw(
		at: LightTarget,
		branch: string,
		onHead: OnHead,
		onLost: (error: Error) => void
	): Promise<LightScreen> {
		return new Promise((resolve, reject) => {
			let lost = reject;
			new LightScreen(at, `/${branch}`, {
				open: (self) => {
					lost = onLost;
					resolve(self);
				},
				text: (_, text, now) => onHead(text.toString('latin1', 0, HEAD_BYTES), text.length, now),
				lost: (error) => lost(error)
			});
		});
	}

	close(): void {
		this.#socket.removeAllListeners('close');
		this.#socket.destroy();
	}

	#read(chunk: Buffer): boolean {
		const now = sharedNow();
		const data = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
		this.#rest = undefined;
		let at = 0;
		if (!this.#open) {
			const end = data.indexOf('\r\n\r\n');
			if (end >= 0 && !data.toString('latin1', 0, 12).endsWith('101')) {
				this.#socket.destroy(new Error(data.toString('latin1', 0, 300)));
				return false;
			}
			this.#open = end >= 0;
			at = this.#open ? end + 4 : 0;
			if (this.#open) this.#onOpen();
		}
		for (let next = this.#open ? frameAt(data, at) : undefined; next !== undefined;) {
			const { opcode, from, to } = next;
			if (opcode === 1) this.#onText(data.subarray(from, to), now);
			else if (opcode === 9) this.#socket.write(PONG);
			at = to;
			next = frameAt(data, at);
		}
		if (at < data.length) this.#rest = Buffer.from(data.subarray(at));
		return true;
	}
}

/** The whole frame that begins at a byte; undefined: its end has not come. A server's frames are not masked. */
function frameAt(data: Buffer, at: number) {
	if (data.length - at < 2) return undefined;
	const opcode = (data[at] as number) & 15;
	const short = (data[at + 1] as number) & 127;
	const head = short === 126 ? 4 : short === 127 ? 10 : 2;
	if (data.length - at < head) return undefined;
	const length =
		head === 2 ? short : head === 4 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
	const to = at + head + length;
	return to > data.length ? undefined : { opcode, from: at + head, to };
}

/** A client's frame; the mask of zeros is a mask too, and costs nothing. */
function frameOf(opcode: number, text: string): Buffer {
	const body = Buffer.from(text);
	const head =
		body.length < 126
			? [0x80 | opcode, 0x80 | body.length]
			: [0x80 | opcode, 0x80 | 126, body.length >> 8, body.length & 255];
	return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}
