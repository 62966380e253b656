import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Clock } from '../clock.ts';

/** The whole of an attempt: finding the host, connecting, sending and its answer. Real milliseconds. */
export const LONGEST_ATTEMPT = 10_000;
/** Of an answer's body, which says nothing to us, so much is taken for the sender's sake. */
const MOST_READ = 16_384;

/** What went wrong with an attempt; the screens have words for each. */
export type SendError =
	/** Nobody listens at its address, or the name leads nowhere. */
	| 'unreachable'
	/** No answer in time. */
	| 'timed_out'
	/** Its certificate is not trusted, or it speaks no TLS. */
	| 'certificate'
	/** The connection broke before the answer. */
	| 'interrupted'
	/** It wants to send us elsewhere, where nobody allowed us to go. */
	| 'redirected'
	/** Any other answer than 2xx. */
	| 'refused';

export interface Attempt {
	/** Of the answer; null: there was none. */
	httpStatus: number | null;
	/** Null: it was delivered. */
	error: SendError | null;
}

/** Posts a message once. Follows no redirect, keeps no connection, and never rejects. `signal` ends it early. */
export function send(
	url: string,
	body: string,
	headers: Record<string, string>,
	{ clock, signal }: { clock: Clock; signal: AbortSignal }
): Promise<Attempt> {
	const { promise, resolve } = Promise.withResolvers<Attempt>();
	const post = url.startsWith('https:') ? secureRequest : plainRequest;
	const bytes = Buffer.from(body);
	const request = post(url, {
		method: 'POST',
		agent: false,
		signal,
		headers: {
			...headers,
			'content-type': 'application/json',
			'content-length': bytes.length,
			'user-agent': 'Foyer'
		}
	});
	let status: number | null = null;
	let late = false;
	let connecting = true;
	// Real time: a demonstration's clock runs faster than a receiver.
	const cancel = clock.every(LONGEST_ATTEMPT, () => {
		late = true;
		request.destroy();
	});
	const end = (error: SendError) => {
		cancel();
		request.destroy();
		resolve(status === null ? { httpStatus: null, error } : answered(status));
	};
	request.on('socket', (socket) => socket.once('connect', () => (connecting = false)));
	request.on('response', (response) => {
		status = response.statusCode ?? null;
		let read = 0;
		response.on('data', (chunk: Buffer) => {
			read += chunk.length;
			if (read > MOST_READ) end('refused');
		});
		response.on('error', () => end('interrupted'));
		response.once('end', () => end('interrupted'));
	});
	// Never taken away: a request that has nobody to tell of an error ends the process.
	request.on('error', (error: NodeJS.ErrnoException) => {
		end(late ? 'timed_out' : faultOf(error, connecting));
	});
	request.once('close', () => end(late ? 'timed_out' : 'interrupted'));
	request.end(bytes);
	return promise;
}

function answered(httpStatus: number): Attempt {
	if (httpStatus >= 200 && httpStatus < 300) return { httpStatus, error: null };
	const isRedirect = httpStatus >= 300 && httpStatus < 400;
	return { httpStatus, error: isRedirect ? 'redirected' : 'refused' };
}

function faultOf({ code = '' }: NodeJS.ErrnoException, connecting: boolean): SendError {
	if (/CERT|SIGNATURE|SSL|TLS|EPROTO/.test(code)) return 'certificate';
	return connecting ? 'unreachable' : 'interrupted';
}
