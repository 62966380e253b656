import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from '../config.ts';
import type { Served } from './served.ts';

/** Where a brought certificate and its key lie. */
export interface PairFiles {
	/** The whole chain, the server's own certificate first, PEM. */
	cert: string;
	/** Its private key without a passphrase, PEM. */
	key: string;
}

/** Reads and checks a brought certificate. `now`: epoch milliseconds. Throws a ConfigError that says what to do. */
export function broughtCertificate(files: PairFiles, now: number): Served {
	const cert = read(files.cert, 'FOYER_TLS_CERT');
	const key = read(files.key, 'FOYER_TLS_KEY');
	const certificate = certificateOf(cert, files.cert);
	if (!certificate.checkPrivateKey(keyOf(key, files.key))) {
		throw new ConfigError(
			`The certificate ${files.cert} does not match the key ${files.key}: name the key that it was asked for with, ` +
				"and put the server's own certificate first in the file, before those of its CA."
		);
	}
	const [from, until] = [certificate.validFromDate, certificate.validToDate];
	if (now >= until.getTime()) {
		throw new ConfigError(
			`The certificate ${files.cert} ran out on ${dayOf(until)}; bring a renewed one.`
		);
	}
	if (now < from.getTime()) {
		throw new ConfigError(
			`The certificate ${files.cert} counts only from ${dayOf(from)}; bring one that counts today, or set this machine's clock.`
		);
	}
	return {
		pair: { cert, key },
		expiresAt: until.getTime(),
		holds: subjectsOf(certificate),
		left: [],
		authority: undefined
	};
}

/** Changes whenever one of the files does. */
export function stampOf({ cert, key }: PairFiles): string {
	return [cert, key]
		.map((path) => {
			const stat = statSync(path, { throwIfNoEntry: false });
			return stat === undefined ? 'none' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
		})
		.join();
}

function read(path: string, setting: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const why =
			code === 'ENOENT'
				? 'does not exist'
				: code === 'EACCES'
					? 'may not be read by the user that runs Foyer'
					: `cannot be read (${code})`;
		throw new ConfigError(`${path} ${why}; write in ${setting} where the file is.`);
	}
}

function certificateOf(text: string, path: string): X509Certificate {
	try {
		if (text.includes('-----BEGIN CERTIFICATE-----')) return new X509Certificate(text);
	} catch {
		// Said below.
	}
	throw new ConfigError(
		`${path} holds no certificate in PEM (text that begins with -----BEGIN CERTIFICATE-----); ` +
			'convert it with: openssl x509 -inform der -in FILE -out FILE.pem'
	);
}

function keyOf(text: string, path: string): KeyObject {
	if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)) {
		throw new ConfigError(
			`The key ${path} is locked with a passphrase, which nobody could type at a restart; ` +
				'unlock it with: openssl pkey -in FILE -out FILE.open, and let only the user that runs Foyer read it.'
		);
	}
	try {
		if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return createPrivateKey(text);
	} catch {
		// Said below.
	}
	throw new ConfigError(
		`${path} holds no private key in PEM (text that begins with -----BEGIN PRIVATE KEY-----); ` +
			'convert it with: openssl pkey -inform der -in FILE -out FILE.pem'
	);
}

/** Names and addresses without wildcards: those that somebody can type. */
function subjectsOf({ subjectAltName = '' }: X509Certificate): string[] {
	return subjectAltName
		.split(', ')
		.map((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1])
		.filter((name) => name !== undefined && !name.includes('*'))
		.map((name) => (name as string).toLowerCase());
}

function dayOf(date: Date): string {
	return date.toISOString().slice(0, 10);
}
