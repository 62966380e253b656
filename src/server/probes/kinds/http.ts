import { request as plainRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Kind } from '../kind.ts';
import { OK, wrong } from '../result.ts';
import type { TryResult } from '../result.ts';

/** Of a page so much is read at most. Bytes. */
export const MOST_READ = 256 * 1024;

/**
 * Whether a page is shown: an answer of 2xx in which `text` stands. Redirects are not followed: they lead to whom
 * nobody allowed us to ask.
 */
export const http: Kind<'http'> = {
	type: 'http',
	port: ({ port, tls }) => port ?? (tls === true ? 443 : 80),
	ask({ path = '/', tls = false, text = '' }, { host, address, port }, { signal }) {
		const { promise, resolve, reject } = Promise.withResolvers<TryResult>();
		const usual = port === (tls ? 443 : 80);
		const name = isIP(host) === 6 ? `[${host}]` : host;
		const request = (tls ? secureRequest : plainRequest)({
			...{ host: address, port, path, agent: false, signal },
			// The certificate is of the name, whatever the address is; addresses are no server names.
			...(tls && { servername: isIP(host) === 0 ? host : '' }),
			headers: {
				host: usual ? name : `${name}:${port}`,
				accept: '*/*',
				'accept-encoding': 'identity',
				'user-agent': 'Foyer'
			}
		});
		const end = (result: TryResult) => {
			resolve(result);
			request.destroy();
		};
		request.on('response', (response) => {
			const { statusCode = 0 } = response;
			response.on('error', reject);
			if (statusCode < 200 || statusCode > 299) end(wrong(`HTTP ${statusCode}`));
			else if (text === '') end(OK);
			else read(response, (page) => end(page.includes(text) ? OK : wrong('The text is missing')));
		});
		// Never taken away: a request that has nobody to tell of an error ends the process.
		request.on('error', (error: NodeJS.ErrnoException) => {
			const { code = '' } = error;
			if (/CERT|SIGNATURE|SSL|TLS|EPROTO|HPE_/.test(code)) resolve(wrong(code));
			else reject(error);
		});
		request.end();
		return promise;
	}
};

/** Hands over the page, or as much of it as is read. */
function read(response: IncomingMessage, done: (page: string) => void): void {
	const parts: Buffer[] = [];
	let length = 0;
	const finish = () => done(decoded(Buffer.concat(parts), response.headers['content-type']));
	response.on('data', (part: Buffer) => {
		parts.push(part);
		length += part.length;
		if (length >= MOST_READ) finish();
	});
	response.once('end', finish);
}

/** Banks' older pages are written in GB 18030, and say so. */
function decoded(bytes: Buffer, type = ''): string {
	const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return bytes.toString();
	}
}
