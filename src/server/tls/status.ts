import { isIP, isIPv6 } from 'node:net';
import type { Config } from '../config.ts';
import { namesOf, outerAddressesOf, thisHost } from './host.ts';
import type { Host } from './host.ts';
import type { Authority, Served } from './served.ts';

/** How the server is reached, and what it shows to whoever reaches it. */
export interface TlsStatus {
	mode: Config['tls']['mode'];
	/** Whether the server speaks HTTPS itself. */
	secure: boolean;
	/** Every way in, without a slash at the end, the best one first. Empty: nobody listens. */
	urls: readonly string[];
	/** The local CA, where one signed the certificate. */
	authority: Authority | undefined;
	/** Names and addresses of this machine that its certificate can't hold. */
	left: readonly string[];
	/** Until when the server's certificate counts, epoch milliseconds. */
	expiresAt: number | undefined;
}

export const NO_TLS: TlsStatus = {
	mode: 'off',
	secure: false,
	urls: [],
	authority: undefined,
	left: [],
	expiresAt: undefined
};

/** `bound`: where the server listens. */
export function statusOf(
	{ host, tls }: Pick<Config, 'host' | 'tls'>,
	bound: { address: string; port: number },
	served: Served | undefined,
	machine: Host = thisHost()
): TlsStatus & { urls: readonly [string, ...string[]] } {
	const url = (name: string) => {
		const plain = `${isIPv6(name) ? `[${name}]` : name}:${bound.port}`;
		return served === undefined ? `http://${plain}` : `https://${plain}`;
	};
	const [first, ...others] = waysIn(host, bound.address, served, machine);
	return {
		mode: tls.mode,
		secure: served !== undefined,
		urls: [url(first), ...others.map(url)],
		authority: served?.authority,
		left: served?.left ?? [],
		expiresAt: served?.expiresAt
	};
}

/** The names and addresses that somebody can type, the best one first. */
function waysIn(
	host: string,
	address: string,
	served: Served | undefined,
	machine: Host
): [string, ...string[]] {
	const everywhere = address === '0.0.0.0' || address === '::';
	if (served !== undefined && served.authority === undefined) {
		// Whoever brings a certificate has the names that it holds lead here; others would only bring up warnings.
		const [first, ...others] = served.holds;
		if (first !== undefined) return [first, ...others];
	}
	if (!everywhere) return isIP(host) === 0 && host !== 'localhost' ? [host, address] : [address];
	const outer = outerAddressesOf(machine).filter((each) => address === '::' || !isIPv6(each));
	const names = namesOf(machine);
	const all = outer.length === 0 ? ['localhost', ...names] : [...outer, ...names, 'localhost'];
	const [first = 'localhost', ...others] = all.filter((each) => !served?.left.includes(each));
	return [first, ...others];
}
