import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import { labelOf } from './host.ts';
import type { Host } from './host.ts';
import { readPair, writePair } from './pem-file.ts';
import type { ReadPair } from './pem-file.ts';
import { permitsFor } from './permits.ts';
import type { Authority } from './served.ts';
import { BACKDATED_MS, DAY_MS, SOON_MS } from './spans.ts';
import { writeWhole } from './whole-file.ts';
import { makeCa } from './x509.ts';

const CA_MS = 3652 * DAY_MS;

export interface LocalOptions {
	/** The folder of the CA and the certificate. */
	folder: string;
	host: Host;
	/** Names and addresses that somebody asked for beside the machine's own. */
	further: readonly string[];
	/** The real time, epoch milliseconds. */
	now: number;
	/** Told in a sentence what the people of the branch have to know. */
	log: (sentence: string) => void;
}

/**
 * The CA on disk, or a new one where there is none. Every tablet has to trust a new one again, so that one that
 * cannot be read is never just replaced: that throws a ConfigError.
 */
export async function openAuthority(
	options: LocalOptions
): Promise<{ ca: ReadPair; authority: Authority }> {
	const { folder } = options;
	const ca = readOld(options) ?? (await makeNew(options));
	const file = join(folder, 'foyer-ca.crt');
	// The copy to hand out, without the key.
	if (!existsSync(file) || readFileSync(file, 'utf8') !== ca.cert) writeWhole(file, ca.cert, 0o644);
	return { ca, authority: { pem: ca.cert, fingerprint: ca.certificate.fingerprint256, file } };
}

function pathIn(folder: string): string {
	return join(folder, 'ca.pem');
}

function readOld({ folder, now, log }: LocalOptions): ReadPair | undefined {
	const path = pathIn(folder);
	const known = readPair(path);
	if (known === undefined) {
		if (!existsSync(path)) return undefined;
		throw new ConfigError(
			`${path} cannot be read as a CA's certificate with its key; bring it back from a backup, or remove it, ` +
				'and every tablet then has to trust the new CA that is made.'
		);
	}
	// One that does not count yet stays: a machine's clock may be years behind until the network has set it.
	const until = known.certificate.validToDate;
	if (now + SOON_MS < until.getTime()) return known;
	const old = join(folder, 'ca.old.pem');
	renameSync(path, old);
	log(
		`The local CA runs out on ${until.toISOString().slice(0, 10)} and a new one is made: every tablet has to ` +
			`trust it again. If this machine's clock is wrong, set it and put ${old} back.`
	);
	return undefined;
}

function makeNew({ folder, host, further, now }: LocalOptions): Promise<ReadPair> {
	const validity = { from: now - BACKDATED_MS, until: now + CA_MS };
	const made = makeCa(`Foyer local CA ${labelOf(host)}`, permitsFor(host, further), validity);
	return made.then((pair) => writePair(pathIn(folder), pair));
}
