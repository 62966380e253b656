/**
 * What a local CA may sign for (RFC 5280, 4.2.1.10): the branch's own names and the networks inside buildings. Tablets
 * trust it for ten years, and whoever steals its key must not be able to be anybody else to them.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';
import { namesOf } from './host.ts';
import type { Host } from './host.ts';

export interface Permits {
	/** Names, each with all that ends in it. */
	names: readonly string[];
	/** Networks as `address/length`. */
	networks: readonly string[];
}

export const NAME_CONSTRAINTS = '2.5.29.30';

/** Endings and networks that belong to nobody on the internet. */
const PRIVATE: Permits = {
	names: ['localhost', 'local', 'lan', 'internal', 'home.arpa'],
	networks: [
		...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'],
		...['100.64.0.0/10', '::1/128', 'fc00::/7', 'fe80::/10']
	]
};
/** A network that is wider than these is not one that a machine sits in, whatever its settings say. */
const WIDEST = { 4: 16, 6: 48 };

/** What is private anyway, what the machine is called, the networks it sits in, and what somebody asked for. */
export function permitsFor(host: Host, further: readonly string[]): Permits {
	const own = host.addresses.map(({ address, cidr }) => {
		const [length] = cidr.split('/').slice(1).map(Number);
		return length !== undefined && length >= WIDEST[isIPv4(address) ? 4 : 6] ? cidr : address;
	});
	const asked = further.filter((each) => isIP(each) !== 0);
	const networks = [...own, ...asked]
		.filter((each) => !mayHold(PRIVATE, each.split('/')[0] as string))
		.map((each) => (each.includes('/') ? each : `${each}/${isIPv4(each) ? 32 : 128}`));
	const names = [...namesOf(host), ...further.filter((each) => isIP(each) === 0)].filter(
		(each) => !mayHold(PRIVATE, each)
	);
	return {
		names: [...PRIVATE.names, ...new Set(names)],
		networks: [...PRIVATE.networks, ...new Set(networks)]
	};
}

/** Whether a certificate under these may hold a name or an address. */
export function mayHold({ names, networks }: Permits, wanted: string): boolean {
	if (isIP(wanted) === 0) return names.some((name) => `.${wanted}`.endsWith(`.${name}`));
	const list = new BlockList();
	for (const network of networks) {
		const [address, length] = network.split('/') as [string, string];
		list.addSubnet(address, Number(length), isIPv4(address) ? 'ipv4' : 'ipv6');
	}
	return list.check(wanted, isIPv4(wanted) ? 'ipv4' : 'ipv6');
}

const [SEQUENCE, PERMITTED, DNS_NAME, IP_ADDRESS] = [0x30, 0xa0, 0x82, 0x87];

/** The extension's value in DER. */
export function encodePermits({ names, networks }: Permits): Uint8Array<ArrayBuffer> {
	const subtrees = [
		...names.map((name) => element(DNS_NAME, Buffer.from(name, 'ascii'))),
		...networks.map((network) => element(IP_ADDRESS, networkBytes(network)))
	].map((name) => element(SEQUENCE, name));
	return element(SEQUENCE, element(PERMITTED, Buffer.concat(subtrees)));
}

/** Reads what `encodePermits` wrote. */
export function decodePermits(value: Uint8Array): Permits {
	const permits = { names: [] as string[], networks: [] as string[] };
	const [constraints] = elements(value);
	const [permitted] = elements(constraints?.content ?? new Uint8Array());
	for (const subtree of elements(permitted?.content ?? new Uint8Array())) {
		const [name] = elements(subtree.content);
		if (name?.tag === DNS_NAME) permits.names.push(Buffer.from(name.content).toString('ascii'));
		if (name?.tag === IP_ADDRESS) permits.networks.push(networkText(name.content));
	}
	return permits;
}

function element(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
	const { length } = content;
	const [high, low] = [length >> 8, length & 0xff];
	const size = length < 0x80 ? [length] : high === 0 ? [0x81, low] : [0x82, high, low];
	return Uint8Array.from([tag, ...size, ...content]);
}

function elements(bytes: Uint8Array): { tag: number; content: Uint8Array }[] {
	const found = [];
	for (let at = 0; at + 1 < bytes.length;) {
		const [tag = 0, first = 0] = bytes.subarray(at);
		const more = first < 0x80 ? 0 : first & 0x7f;
		const length =
			more === 0 ? first : bytes.subarray(at + 2, at + 2 + more).reduce((n, b) => n * 256 + b, 0);
		const start = at + 2 + more;
		found.push({ tag, content: bytes.subarray(start, start + length) });
		at = start + length;
	}
	return found;
}

/** The network's address and then its mask. */
function networkBytes(network: string): Uint8Array {
	const [address, length] = network.split('/') as [string, string];
	const bytes = addressBytes(address);
	const mask = bytes.map((_, index) => {
		const bits = Math.min(8, Math.max(0, Number(length) - index * 8));
		return 0xff & ~(0xff >> bits);
	});
	return Uint8Array.from([...bytes.map((byte, index) => byte & (mask[index] as number)), ...mask]);
}

function networkText(bytes: Uint8Array): string {
	const half = bytes.length / 2;
	const length = [...bytes.subarray(half)].reduce(
		(bits, byte) => bits + byte.toString(2).replaceAll('0', '').length,
		0
	);
	const address = bytes.subarray(0, half);
	if (half === 4) return `${address.join('.')}/${length}`;
	return `${Buffer.from(address).toString('hex').match(/.{4}/g)?.join(':')}/${length}`;
}

function addressBytes(address: string): number[] {
	if (isIPv4(address)) return address.split('.').map(Number);
	const [plain = ''] = address.split('%');
	// The last two groups may be written as IPv4.
	const [, start = plain, quad] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain) ?? [];
	const last = quad === undefined ? '' : Buffer.from(addressBytes(quad)).toString('hex');
	const [before = '', after] = (start + last.replace(/(.{4})(.{4})/, '$1:$2')).split('::');
	const groups = (text: string) => (text === '' ? [] : text.split(':'));
	const [head, tail] = [groups(before), groups(after ?? '')];
	const zeros = new Array<string>(8 - head.length - tail.length).fill('0');
	return [...head, ...zeros, ...tail].flatMap((group) => {
		const value = parseInt(group, 16);
		return [value >> 8, value & 0xff];
	});
}
