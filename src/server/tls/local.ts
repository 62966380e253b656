import type { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import { openAuthority } from './authority.ts';
import type { LocalOptions } from './authority.ts';
import { labelOf, wantedOf } from './host.ts';
import { countsAt, readPair, writePair } from './pem-file.ts';
import type { ReadPair } from './pem-file.ts';
import { mayHold } from './permits.ts';
import type { Served } from './served.ts';
import { BACKDATED_MS, DAY_MS, SOON_MS } from './spans.ts';
import { makeLeaf, permitsOf } from './x509.ts';

/** Browsers and tablets refuse a server's certificate that counts for more than 398 days. */
const LEAF_MS = 396 * DAY_MS;

/**
 * A certificate of our own CA for every name and address of this machine: what is on disk where that still serves,
 * otherwise made anew. Throws a ConfigError when the CA may not sign for a name that was asked for.
 */
export async function localCertificate(options: LocalOptions): Promise<Served> {
	const { folder, host, further, now } = options;
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const { ca, authority } = await openAuthority(options);
	const wanted = wantedOf(host, further);
	const path = join(folder, 'server.pem');
	const known = readPair(path);
	const good = known !== undefined && isGood(known.certificate, ca.certificate, now);
	if (good && holdsAll(known.certificate, wanted)) return served(known, wanted);
	const permits = await permitsOf(ca.cert);
	const held = wanted.filter((name) => mayHold(permits, name));
	refuseUnlessHeld(further, held, folder);
	if (good && holdsAll(known.certificate, held)) return served(known, held);
	const ends = Math.min(now + LEAF_MS, ca.certificate.validToDate.getTime());
	const validity = { from: now - BACKDATED_MS, until: ends };
	const made = await makeLeaf(ca, `Foyer ${labelOf(host)}`, held, validity);
	return served(writePair(path, made), held);

	function served({ cert, key, certificate }: ReadPair, holds: readonly string[]): Served {
		return {
			pair: { cert, key },
			expiresAt: certificate.validToDate.getTime(),
			holds,
			left: wanted.filter((name) => !holds.includes(name)),
			authority
		};
	}
}

/** Whether it is of this CA and counts, now and for some time. */
function isGood(leaf: X509Certificate, ca: X509Certificate, now: number): boolean {
	return (
		countsAt(leaf, now) &&
		countsAt(leaf, now + SOON_MS) &&
		leaf.checkIssued(ca) &&
		leaf.verify(ca.publicKey)
	);
}

function holdsAll(leaf: X509Certificate, names: readonly string[]): boolean {
	return names.every((name) =>
		isIP(name) === 0
			? leaf.checkHost(name, { subject: 'never' }) !== undefined
			: leaf.checkIP(name) !== undefined
	);
}

function refuseUnlessHeld(
	further: readonly string[],
	held: readonly string[],
	folder: string
): void {
	const refused = further.find((name) => !held.includes(name));
	if (refused === undefined) return;
	throw new ConfigError(
		`The local CA was made before "${refused}" was asked for and may not sign for it: leave the name out of ` +
			`FOYER_TLS_NAMES and HOST, or remove ${folder}, and every tablet then has to trust the new CA that is made.`
	);
}
