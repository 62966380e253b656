import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { isLoopback } from './access/loopback.ts';

/** Who stands at the other end of a request, behind the proxies that are named. */
export interface Peer {
	/** The nearest address that is no named proxy. */
	address: string;
	/** Whether that one speaks https. */
	secure: boolean;
	/** The host and port that it asked for. */
	host: string | undefined;
	/** Whether somebody else stands in between, or says so: then nothing of this is at this machine. */
	forwarded: boolean;
}

/** The reverse proxies that may say who stands behind them. */
export type Proxies = (address: string | undefined) => boolean;

const PROTOCOL = 'x-forwarded-proto';
const FOR = 'x-forwarded-for';
const HOST = 'x-forwarded-host';
/** Ours alone: whatever a sender writes in it is overwritten. */
const ADDRESS = 'x-foyer-address';

/** From addresses and networks (`10.0.0.0/24`), as FOYER_PROXY names them. */
export function proxiesOf(named: readonly string[]): Proxies {
	if (named.length === 0) return () => false;
	const list = new BlockList();
	for (const entry of named) {
		const [address, length] = entry.split('/') as [string, string | undefined];
		const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
		if (length === undefined) list.addAddress(address, family);
		else list.addSubnet(address, Number(length), family);
	}
	return (address) => {
		const plain = plainAddress(address ?? '');
		const version = isIP(plain);
		return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
	};
}

/** Whether somebody may speak plain HTTP with a server that other machines reach. */
export function speaksPlain(proxies: Proxies): (address: string | undefined) => boolean {
	return (address) => isLoopback(address) || proxies(address);
}

/** What others wrote on the way is believed only as far as named proxies wrote it. */
export function peerOf(
	{ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
	proxies: Proxies
): Peer {
	const direct = plainAddress(socket.remoteAddress ?? '');
	const encrypted = (socket as { encrypted?: boolean }).encrypted === true;
	if (!proxies(direct)) {
		const forwarded = headers[FOR] !== undefined || headers.forwarded !== undefined;
		return { address: direct, secure: encrypted, host: headers.host, forwarded };
	}
	let address = direct;
	for (const hop of entries(headers[FOR]).map(plainAddress).reverse()) {
		// A proxy never writes what is no address; nothing beyond can be its word.
		if (isIP(hop) === 0) break;
		address = hop;
		if (!proxies(hop)) break;
	}
	const protocol = entries(headers[PROTOCOL]).at(-1);
	return {
		address,
		secure: protocol === undefined ? encrypted : protocol === 'https',
		host: entries(headers[HOST]).at(-1) ?? headers.host,
		forwarded: true
	};
}

/**
 * Makes a request's headers say what `peerOf` does, whatever its sender wrote, so that whoever reads them later is
 * right to. `x-forwarded-for` is there afterwards exactly if somebody forwarded the request.
 */
export function settleHeaders(req: IncomingMessage, proxies: Proxies): void {
	const { headers } = req;
	const { address, secure, host, forwarded } = peerOf(req, proxies);
	headers[PROTOCOL] = secure ? 'https' : 'http';
	headers[ADDRESS] = address;
	if (forwarded) headers[FOR] = address;
	if (host !== undefined) headers.host = host;
	if (headers[HOST] !== undefined) delete headers[HOST];
	if (headers.forwarded !== undefined) delete headers.forwarded;
}

function entries(header: string | string[] | undefined): string[] {
	return String(header ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** Without the port that some proxies write, the brackets, and IPv4's mask of IPv6. */
function plainAddress(address: string): string {
	return address
		.replace(/^\[(.*)\](:\d+)?$/, '$1')
		.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
		.replace(/^::ffff:(?=\d+\.)/i, '');
}
