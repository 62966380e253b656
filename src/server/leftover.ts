import type { IncomingMessage, ServerResponse } from 'node:http';

/** As much as a page takes at most: whoever sends more is not worth its connection. */
const MOST_BYTES = 8 << 20;

/**
 * Throws away what of a body nobody read before the request was answered. Otherwise it would stay in the connection, and
 * the next request on it, which is a good one, would wait behind it until both are cut.
 */
export function discardLeftover(req: IncomingMessage, res: ServerResponse): void {
	res.once('finish', () => {
		if (req.complete || req.destroyed) return;
		// Whoever was given the body pauses it, because they do not read on.
		req.removeAllListeners('data');
		let thrown = 0;
		req.on('data', (chunk: Buffer) => {
			thrown += chunk.length;
			if (thrown > MOST_BYTES) req.socket.destroy();
		});
		req.resume();
	});
}
