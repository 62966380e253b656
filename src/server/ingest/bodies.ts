import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cancel, Clock } from '../clock.ts';
import { sendFault } from './answer.ts';
import type { RequestFault } from './answer.ts';
import { faults } from './faults.ts';
import { BODY_MS, DISCARD_BYTES, DISCARD_MS, MAX_BYTES } from './limits.ts';

interface Pending {
	req: IncomingMessage;
	res: ServerResponse;
	/** On the monotonic clock; what is not complete then is cut. */
	until: number;
	/** Already answered: what still comes is thrown away. */
	refused: boolean;
}

/** Reads bodies up to their limits of size and time. One for the whole door: one sweep serves them all. */
export class Bodies {
	readonly #clock: Clock;
	readonly #pending = new Set<Pending>();
	readonly #stopSweeping: Cancel;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#stopSweeping = clock.every(500, () => this.#sweep());
	}

	/** Calls `whole` with the bytes of the body, unless it is refused (then it was answered) or cut. */
	read(req: IncomingMessage, res: ServerResponse, whole: (body: Buffer) => void): void {
		const declared = req.headers['content-length'];
		if (declared !== undefined && Number(declared) > MAX_BYTES) {
			this.refuse(req, res, faults.tooLarge);
			return;
		}
		const pending: Pending = {
			req,
			res,
			until: this.#clock.monotonic() + BODY_MS,
			refused: false
		};
		this.#pending.add(pending);
		let first: Buffer | undefined;
		let more: Buffer[] | undefined;
		let size = 0;
		req.on('data', (chunk: Buffer) => {
			if (pending.refused) return;
			size += chunk.length;
			if (size > MAX_BYTES) {
				this.#pending.delete(pending);
				pending.refused = true;
				first = more = undefined;
				this.refuse(req, res, faults.tooLarge);
			} else if (first === undefined) first = chunk;
			else (more ??= [first]).push(chunk);
		});
		req.on('end', () => {
			this.#pending.delete(pending);
			if (pending.refused) return;
			whole(more === undefined ? (first ?? EMPTY) : Buffer.concat(more, size));
		});
		// Of a sender that hangs up in the middle the sweep takes what is left: no listener for that here,
		// each costs every request.
	}

	/**
	 * Answers without reading on. What the sender still has under way is thrown away for a little while:
	 * closing at once would reset the connection, and the answer would be lost with it.
	 */
	refuse(req: IncomingMessage, res: ServerResponse, fault: RequestFault): void {
		sendFault(res, fault);
		if (req.complete || req.destroyed) return;
		const pending: Pending = {
			req,
			res,
			until: this.#clock.monotonic() + DISCARD_MS,
			refused: true
		};
		this.#pending.add(pending);
		let thrown = 0;
		req.on('data', (chunk: Buffer) => {
			thrown += chunk.length;
			if (thrown > DISCARD_BYTES) req.socket.destroy();
		});
		req.on('end', () => this.#pending.delete(pending));
		req.on('close', () => this.#pending.delete(pending));
		req.resume();
	}

	dispose(): void {
		this.#stopSweeping();
		this.#pending.clear();
	}

	#sweep(): void {
		const now = this.#clock.monotonic();
		for (const pending of this.#pending) {
			if (pending.until > now) continue;
			this.#pending.delete(pending);
			if (!pending.refused) {
				pending.refused = true;
				sendFault(pending.res, faults.slow);
			}
			pending.req.socket.destroySoon();
		}
	}
}

const EMPTY = Buffer.alloc(0);

/** Undefined: not UTF-8. A byte order mark at the start is dropped. */
export function textOf(body: Buffer): string | undefined {
	if (!isUtf8(body)) return undefined;
	const text = body.toString('utf8');
	return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
