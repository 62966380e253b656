import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import type { Kind } from '../kind.ts';
import { OK, wrong } from '../result.ts';
import type { TryResult } from '../result.ts';

/** UDP loses datagrams: RFC 3261, 17.1.2 asks again after 500 ms, and then each time after twice as long. */
const FIRST_AGAIN = 500;

/** Whether a telephone line answers: the question OPTIONS of RFC 3261, 11, over UDP. */
export const sip: Kind<'sip'> = {
	type: 'sip',
	port: ({ port = 5060 }) => port,
	ask({ user }, { host, address, family, port }, { clock, signal }) {
		const { promise, resolve, reject } = Promise.withResolvers<TryResult>();
		const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
		const call = randomBytes(12).toString('hex');
		let cancel = () => {};
		const ask = (message: Buffer, after: number) => {
			socket.send(message);
			cancel = clock.every(after, () => {
				cancel();
				ask(message, after * 2);
			});
		};
		// Never taken away: a socket that has nobody to tell of an error ends the process.
		socket.on('error', reject);
		// Connected, it hears nobody else, and is told that nobody listens there.
		socket.connect(port, address, () => {
			if (signal.aborted) return;
			const own = socket.address();
			const uri = `sip:${user === undefined ? '' : `${user}@`}${bracketed(host)}:${port}`;
			ask(options(uri, `${bracketed(own.address)}:${own.port}`, call), FIRST_AGAIN);
		});
		socket.on('message', (message) => {
			const status = statusOf(message.toString('latin1'), call);
			if (status !== undefined && status >= 200) resolve(judged(status));
		});
		const stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
		return promise.finally(() => {
			signal.removeEventListener('abort', stop);
			cancel();
			socket.close();
		});
	}
};

/**
 * RFC 3261, 11.2: OPTIONS is answered as INVITE would be. So a line that is busy (486), wants a password (401, 407) or
 * does not know the method (405) is there, and 4xx counts as an answer. Not so 408 and 480, by which an exchange says
 * that the telephone behind it does not answer. 5xx and 6xx are failures of whoever answers.
 */
function judged(status: number): TryResult {
	return status < 500 && status !== 408 && status !== 480 ? OK : wrong(`SIP ${status}`);
}

/** The status of a response to our question; undefined: it is none. */
function statusOf(message: string, call: string): number | undefined {
	const [head = ''] = message.split('\r\n\r\n', 1);
	const status = /^SIP\/2\.0 ([1-6]\d\d)[ \r]/.exec(head)?.[1];
	const id = /\r\n(?:call-id|i)[ \t]*:[ \t]*(\S+)/i.exec(head)?.[1];
	return status === undefined || id !== call ? undefined : Number(status);
}

function options(uri: string, own: string, call: string): Buffer {
	return Buffer.from(
		[
			`OPTIONS ${uri} SIP/2.0`,
			// `rport`: the answer comes back to where the question came from, through address translation too.
			`Via: SIP/2.0/UDP ${own};rport;branch=z9hG4bK${call}`,
			'Max-Forwards: 70',
			`From: <sip:foyer@${own}>;tag=${call.slice(0, 8)}`,
			`To: <${uri}>`,
			`Call-ID: ${call}`,
			'CSeq: 1 OPTIONS',
			`Contact: <sip:foyer@${own}>`,
			'Accept: application/sdp',
			'User-Agent: Foyer',
			'Content-Length: 0',
			'',
			''
		].join('\r\n')
	);
}

function bracketed(host: string): string {
	return isIP(host) === 6 ? `[${host}]` : host;
}
