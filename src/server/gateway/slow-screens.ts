import type { Clock } from '../clock.ts';

/** What may wait for a screen that does not read; more for longer than GRACE_MS and it is cut. */
const MOST_FRAMES = 64;
const MOST_BYTES = 256 * 1024;
const GRACE_MS = 3_000;
/** A cut screen has so long to read the goodbye. */
const GOODBYE_MS = 1_000;

/** What of an Engine.IO connection this looks at: `writeBuffer` is the only place where a slow reader shows. */
export interface Connection {
	writeBuffer: { data?: unknown }[];
	transport: { socket?: { terminate?: () => void } };
	close(discard?: boolean): void;
	write(text: string, options: object): void;
}

/** Finds screens that stopped reading, so that what waits for them does not grow without end. */
export class SlowScreens {
	readonly #clock: Clock;
	/** Since when too much has waited, on the monotonic clock. */
	readonly #since = new WeakMap<Connection, number>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** To ask again and again; true: it has been too slow for too long. */
	isTooSlow(connection: Connection): boolean {
		const now = this.#clock.monotonic();
		if (!overBound(connection.writeBuffer)) {
			this.#since.delete(connection);
			return false;
		}
		const since = this.#since.get(connection);
		if (since === undefined) {
			this.#since.set(connection, now);
			return false;
		}
		return now - since > GRACE_MS;
	}

	/** Drops what waits, lets `goodbye` send its word, and closes whether or not that is read. */
	cut(connection: Connection, goodbye: () => void): void {
		connection.writeBuffer.length = 0;
		goodbye();
		connection.close();
		this.#clock.after(GOODBYE_MS, () => {
			connection.transport.socket?.terminate?.();
			connection.close(true);
		});
	}
}

function overBound(frames: readonly { data?: unknown }[]): boolean {
	return frames.length > MOST_FRAMES || bytesIn(frames) > MOST_BYTES;
}

/** What waits to be written. */
export function bytesIn(frames: readonly { data?: unknown }[]): number {
	let bytes = 0;
	for (const { data } of frames) {
		bytes += typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0;
	}
	return bytes;
}
