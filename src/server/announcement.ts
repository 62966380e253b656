import { isLoopback } from './access/loopback.ts';
import type { Config } from './config.ts';
import type { TlsStatus } from './tls/status.ts';

/** What a server says once it serves, in lines: every way in, and how to trust its certificate. */
export function announcement(
	{ host, data, proxies }: Config,
	{ urls, secure, authority, expiresAt, left }: TlsStatus
): string[] {
	const [url, ...others] = urls;
	const lines = [`serving on ${url}${reach(host, secure, proxies)}, data in ${data}`];
	for (const other of others) lines.push(`also on ${other}`);
	if (expiresAt !== undefined) {
		const until = new Date(expiresAt).toISOString().slice(0, 10);
		const then =
			authority === undefined ? 'a renewed file is taken by itself' : 'renewed by itself';
		lines.push(`the certificate counts until ${until}; ${then}`);
	}
	if (authority !== undefined) {
		lines.push(
			`the local CA is ${authority.file}`,
			`its SHA-256 is ${authority.fingerprint}`,
			`how to trust it on a tablet: ${url}/trust`
		);
	}
	if (left.length > 0) {
		lines.push(
			`the local CA may not sign for ${left.join(', ')}: reach this machine by another name or address`
		);
	}
	return lines;
}

function reach(host: string, secure: boolean, proxies: readonly string[]): string {
	if (isLoopback(host)) return ' (this machine only)';
	return secure ? '' : ` (plain HTTP, for ${proxies.join(', ')} only)`;
}
