import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { sharedNow } from './numbers.ts';

/** A frame as it came, and when. */
export type OnFrame = (frame: string, at: number) => void;

/**
 * A screen as little as can be, so that what is measured is the server: a raw websocket that speaks just enough
 * Engine.IO and Socket.IO, or nothing at all for the floor.
 */
export class BenchScreen {
	readonly #socket: WebSocket;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
	}

	/** A screen that watches a branch; resolves when it has its view. */
	static watching(
		at: { url: string; key: string },
		branch: string,
		screen: string,
		onPatch: OnFrame
	) {
		const socket = open(`${at.url}/socket.io/?EIO=4&transport=websocket`);
		return new Promise<BenchScreen>((resolve, reject) => {
			socket.once('error', reject);
			socket.on('message', (data: Buffer) => {
				const heardAt = sharedNow();
				const text = data.toString('latin1');
				if (text.startsWith('42["patch"')) onPatch(data.toString(), heardAt);
				else if (text === '2') socket.send('3');
				else if (text.startsWith('0')) socket.send(`40${JSON.stringify({ token: at.key })}`);
				else if (text.startsWith('40')) {
					socket.send(`420${JSON.stringify(['watch', { protocol: 1, branch, screen }])}`);
				} else if (text.startsWith('430')) {
					if (text.startsWith('430[{"ok":true')) resolve(new BenchScreen(socket));
					else reject(new Error(text.slice(0, 300)));
				}
			});
		});
	}

	/** The floor's: whatever comes is a frame. */
	static raw(url: string, branch: string, onFrame: OnFrame): Promise<BenchScreen> {
		const socket = open(`${url}/${branch}`);
		return new Promise((resolve, reject) => {
			socket.once('error', reject);
			socket.once('open', () => resolve(new BenchScreen(socket)));
			socket.on('message', (data: Buffer) => {
				const at = sharedNow();
				onFrame(data.toString(), at);
			});
		});
	}

	/** Bytes that came so far, frames' heads included. */
	get bytes(): number {
		return (this.#socket as unknown as { _socket: Socket })._socket.bytesRead;
	}

	close(): void {
		this.#socket.terminate();
	}
}

function open(url: string): WebSocket {
	return new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
}

/** The log numbers that a frame carries, read without parsing it. */
export function seqOf(frame: string): { prev: number; seq: number } {
	return { prev: numberAfter(frame, '"prev":'), seq: numberAfter(frame, '"seq":') };
}

function numberAfter(text: string, name: string): number {
	return Number.parseInt(text.slice(text.indexOf(name) + name.length), 10);
}
