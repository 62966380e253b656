import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/**
 * A connection of MQTT on which no packet is longer than `longest` bytes: whoever announces a longer one is cut before
 * a byte of it is kept. The broker's own reader would collect 256 MB.
 */
export class Gate extends Duplex {
	readonly #socket: Socket;
	readonly #longest: number;
	/** Of the packet that is under way: what is still to come, and what of its head was read. */
	#left = 0;
	#head: number[] = [];

	constructor(socket: Socket, longest: number) {
		super({ allowHalfOpen: false });
		this.#socket = socket;
		this.#longest = longest;
		socket.on('data', (part: Buffer) => {
			if (!this.#passes(part)) this.destroy();
			else if (!this.push(part)) socket.pause();
		});
		socket.once('end', () => this.push(null));
		socket.on('error', () => this.destroy());
		socket.once('close', () => this.destroy());
	}

	override _read(): void {
		this.#socket.resume();
	}

	override _write(part: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
		if (this.#socket.destroyed) done(new Error('The connection ended'));
		else this.#socket.write(part, done);
	}

	override _final(done: () => void): void {
		this.#socket.end(done);
	}

	override _destroy(_error: Error | null, done: (error: Error | null) => void): void {
		this.#socket.destroy();
		done(null);
	}

	/** MQTT 3.1.1, 2.2.3: after the first byte the length, seven bits a byte, at most four. */
	#passes(part: Buffer): boolean {
		let at = 0;
		while (at < part.length) {
			if (this.#left > 0) {
				const taken = Math.min(this.#left, part.length - at);
				this.#left -= taken;
				at += taken;
				continue;
			}
			const byte = part[at] as number;
			at += 1;
			this.#head.push(byte);
			if (this.#head.length === 1 || byte >= 128) {
				if (this.#head.length > 4) return false;
				continue;
			}
			this.#left = this.#head.slice(1).reduce((all, each, n) => all + (each & 127) * 128 ** n, 0);
			this.#head = [];
			if (this.#left > this.#longest) return false;
		}
		return true;
	}
}
