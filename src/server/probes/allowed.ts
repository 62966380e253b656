import { BlockList, isIP, isIPv4 } from 'node:net';

/** One entry of the list: a host at any port or at one, or a network of IPv4. */
type Rule =
	| { kind: 'host'; host: string; port: number | null }
	| { kind: 'network'; address: string; length: number };

/** What an entry of FOYER_PROBE_HOSTS stands for; undefined: for nothing that can be probed. */
export function ruleOf(entry: string): Rule | undefined {
	const network = /^([\d.]+)\/(\d{1,2})$/.exec(entry);
	if (network !== null) {
		const [, address = '', length = ''] = network;
		const fits = isIPv4(address) && Number(length) >= 1 && Number(length) <= 32;
		return fits ? { kind: 'network', address, length: Number(length) } : undefined;
	}
	if (isIP(entry) !== 0) return { kind: 'host', host: entry.toLowerCase(), port: null };
	const [, bracketed, plain, digits] =
		/^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(entry) ?? [];
	const host = bracketed ?? plain;
	if (host === undefined || host.startsWith('-')) return undefined;
	if (bracketed !== undefined && isIP(bracketed) !== 6) return undefined;
	// What ends in a number is an address, or a mistyped one.
	if (plain !== undefined && /(^|\.)\d+$/.test(plain) && !isIPv4(plain)) return undefined;
	const port = digits === undefined ? null : Number(digits);
	if (port !== null && (port < 1 || port > 65_535)) return undefined;
	return { kind: 'host', host: host.toLowerCase(), port };
}

/** Whom probes may ask. */
export class AllowedHosts {
	readonly #hosts: { host: string; port: number | null }[] = [];
	readonly #networks = new BlockList();
	#hasNetworks = false;

	/** From entries that `ruleOf` understands. */
	constructor(entries: readonly string[]) {
		for (const rule of entries.map(ruleOf)) {
			if (rule?.kind === 'host') this.#hosts.push(rule);
			else if (rule?.kind === 'network') {
				this.#networks.addSubnet(rule.address, rule.length, 'ipv4');
				this.#hasNetworks = true;
			}
		}
	}

	/** Whether the list names the host itself. `port` null: it is asked at none, and only a whole host will do. */
	names(host: string, port: number | null): boolean {
		const asked = host.toLowerCase();
		return this.#hosts.some(
			(each) => each.host === asked && (each.port === null || each.port === port)
		);
	}

	/** Whether an address stands in a network of the list. */
	holds(address: string): boolean {
		return isIPv4(address) && this.#networks.check(address, 'ipv4');
	}

	/** Whether any address could: otherwise no name has to be looked up. */
	get hasNetworks(): boolean {
		return this.#hasNetworks;
	}
}
