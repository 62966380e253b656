import { isIPv4 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { domainToASCII } from 'node:url';

/** An address of this machine with the network that it sits in. */
export interface HostAddress {
	address: string;
	/** The network's address and length, `192.168.1.5/24`. */
	cidr: string;
	/** Reached from this machine alone. */
	internal: boolean;
}

/** What this machine is called and where it is reached, as its operating system tells it. */
export interface Host {
	name: string;
	addresses: readonly HostAddress[];
}

export function thisHost(): Host {
	const addresses = Object.values(networkInterfaces()).flatMap((each) =>
		(each ?? []).map(({ address, cidr, internal }) => ({
			address,
			cidr: cidr ?? `${address}/${isIPv4(address) ? 32 : 128}`,
			internal
		}))
	);
	return { name: hostname(), addresses };
}

/** A name as certificates hold it: lower case, ASCII; undefined: no name that a certificate can hold. */
export function dnsName(name: string): string | undefined {
	const ascii = domainToASCII(name.trim().replace(/\.$/, ''));
	const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
	const isName = ascii.length <= 253 && new RegExp(`^${label}(\\.${label})*$`).test(ascii);
	// What ends in a number is an address, or a mistyped one.
	return isName && !/(^|\.)\d+$/.test(ascii) ? ascii : undefined;
}

/** Both ways that a network knows the machine by name: as it calls itself, and through multicast DNS. */
export function namesOf(host: Host): string[] {
	const name = dnsName(host.name);
	if (name === undefined || name === 'localhost') return [];
	return name.includes('.') ? [name, `${name.split('.')[0]}.local`] : [name, `${name}.local`];
}

/** Where other machines reach it, IPv4 first. Link-local IPv6 is left out: no browser takes its zone. */
export function outerAddressesOf(host: Host): string[] {
	const outer = host.addresses
		.filter(({ internal }) => !internal)
		.map(({ address }) => address)
		.filter((address) => !/^fe[89ab]/i.test(address));
	return [...outer.filter((each) => isIPv4(each)), ...outer.filter((each) => !isIPv4(each))];
}

/** Every name and address that a certificate for this machine should hold. */
export function wantedOf(host: Host, further: readonly string[]): string[] {
	const own = [...namesOf(host), 'localhost', ...outerAddressesOf(host), '127.0.0.1', '::1'];
	return [...new Set([...own, ...further])];
}

/** The machine in a certificate's subject, which has room for 64 characters. */
export function labelOf(host: Host): string {
	return (dnsName(host.name) ?? 'server').slice(0, 40);
}
