import type { IncomingMessage } from 'node:http';

/**
 * Whether a handshake comes from a page of ours. Browsers always say where a websocket or a foreign request
 * comes from; without an Origin it is a program, or a page reading from its own origin. Socket.IO's `cors`
 * does not stop a foreign websocket, which is why this exists.
 */
export function isOurOrigin(req: IncomingMessage, allowed: readonly string[]): boolean {
	const { origin, host } = req.headers;
	const site = req.headers['sec-fetch-site'];
	if (site === 'cross-site' || (site === 'same-site' && origin === undefined)) return false;
	if (origin === undefined) return true;
	const url = URL.parse(origin);
	if (url === null || !/^https?:$/.test(url.protocol)) return false;
	return url.host === host?.toLowerCase() || allowed.includes(url.origin);
}
