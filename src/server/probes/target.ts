import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { AllowedHosts } from './allowed.ts';
import type { Target } from './kind.ts';

/**
 * The address that a probe may ask; null: none. A name is looked up once, and whoever asks gets the address that was
 * checked. Rejects where the name leads nowhere.
 */
export async function targetOf(
	host: string,
	port: number | null,
	allowed: AllowedHosts
): Promise<Target | null> {
	const named = allowed.names(host, port);
	if (!named && !(allowed.hasNetworks && isIP(host) !== 6)) return null;
	const found = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }];
	const chosen = found.find(({ address }) => named || allowed.holds(address));
	if (chosen === undefined) return null;
	const { address } = chosen;
	return { host, address, family: isIP(address) === 6 ? 6 : 4, port: port ?? 0 };
}
