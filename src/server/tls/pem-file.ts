import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeWhole } from './whole-file.ts';
import type { Pair } from './x509.ts';

/** A pair with its certificate read. */
export type ReadPair = Pair & { certificate: X509Certificate };

/** A certificate and its key in one file, so that no crash leaves one without the other. Its owner's alone. */
export function writePair(path: string, { cert, key }: Pair): ReadPair {
	writeWhole(path, key + cert);
	return { cert, key, certificate: new X509Certificate(cert) };
}

/** What `writePair` wrote; undefined: there is none, or it is none that can be used. */
export function readPair(path: string): ReadPair | undefined {
	try {
		const text = readFileSync(path, 'utf8');
		const key = /-----BEGIN PRIVATE KEY-----[^]*?-----END PRIVATE KEY-----\n/.exec(text)?.[0] ?? '';
		const cert = text.slice(text.indexOf('-----BEGIN CERTIFICATE-----'));
		const certificate = new X509Certificate(cert);
		return certificate.checkPrivateKey(createPrivateKey(key))
			? { cert, key, certificate }
			: undefined;
	} catch {
		return undefined;
	}
}

/** Whether a certificate counts at an instant, epoch milliseconds. */
export function countsAt({ validFromDate, validToDate }: X509Certificate, at: number): boolean {
	return validFromDate.getTime() <= at && at < validToDate.getTime();
}
