/**
 * Makes certificates. The library behind it costs 180 ms and 35 MB to load, so that it is loaded only when a
 * certificate has to be made: once a year, or when the machine moves to another network.
 */
import type * as Library from '@peculiar/x509';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { decodePermits, encodePermits, NAME_CONSTRAINTS } from './permits.ts';
import type { Permits } from './permits.ts';

/** A certificate with its private key, both PEM. */
export interface Pair {
	cert: string;
	key: string;
}

/** From and until when, epoch milliseconds. */
export interface Validity {
	from: number;
	until: number;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A CA that may sign servers' certificates for what `permits` says, and nothing else. */
export async function makeCa(name: string, permits: Permits, validity: Validity): Promise<Pair> {
	const x509 = await load();
	const keys = await newKeys();
	const certificate = await x509.X509CertificateGenerator.createSelfSigned({
		serialNumber: serial(),
		name: [{ CN: [name] }],
		notBefore: new Date(validity.from),
		notAfter: new Date(validity.until),
		signingAlgorithm: ALGORITHM,
		keys,
		extensions: [
			new x509.BasicConstraintsExtension(true, 0, true),
			new x509.KeyUsagesExtension(
				x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
				true
			),
			new x509.Extension(NAME_CONSTRAINTS, true, encodePermits(permits)),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)
		]
	});
	return pairOf(certificate, keys.privateKey);
}

/** What a CA of `makeCa` may sign for. */
export async function permitsOf(ca: string): Promise<Permits> {
	const x509 = await load();
	const extension = new x509.X509Certificate(ca).getExtension(NAME_CONSTRAINTS);
	return decodePermits(new Uint8Array(extension?.value ?? new ArrayBuffer()));
}

/** A server's certificate for names and addresses, signed by a CA of `makeCa`. */
export async function makeLeaf(
	ca: Pair,
	name: string,
	holds: readonly string[],
	validity: Validity
): Promise<Pair> {
	const x509 = await load();
	const issuer = new x509.X509Certificate(ca.cert);
	const der = x509.PemConverter.decode(ca.key)[0] as ArrayBuffer;
	const signingKey = await crypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
	const keys = await newKeys();
	const certificate = await x509.X509CertificateGenerator.create({
		serialNumber: serial(),
		subject: [{ CN: [name] }],
		issuer: issuer.subjectName,
		notBefore: new Date(validity.from),
		notAfter: new Date(validity.until),
		signingAlgorithm: ALGORITHM,
		signingKey,
		publicKey: keys.publicKey,
		extensions: [
			new x509.BasicConstraintsExtension(false, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
			new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
			new x509.SubjectAlternativeNameExtension(
				holds.map((value) => ({
					type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
					value
				}))
			),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
			await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey)
		]
	});
	return pairOf(certificate, keys.privateKey);
}

function newKeys(): Promise<CryptoKeyPair> {
	return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** 127 bits of chance, positive and without leading zeros, as hexadecimal. */
function serial(): string {
	const bytes = randomBytes(16);
	bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
	return bytes.toString('hex');
}

async function pairOf(certificate: Library.X509Certificate, key: CryptoKey): Promise<Pair> {
	const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
	const lines = pkcs8.toString('base64').match(/.{1,64}/g) ?? [];
	return {
		cert: `${certificate.toString('pem')}\n`,
		key: ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
	};
}

type Metadata = Record<'getMetadata' | 'getOwnMetadata' | 'defineMetadata', () => undefined>;
let library: Promise<typeof Library> | undefined;

/**
 * A package that the library stands on refuses to load where nobody has added metadata to `Reflect`, though nothing
 * here uses any: three empty functions stand in while it loads, and are taken away again.
 */
function load(): Promise<typeof Library> {
	return (library ??= (async () => {
		const reflect = Reflect as Partial<Metadata>;
		if (reflect.getMetadata !== undefined) return import('@peculiar/x509');
		const nothing = () => undefined;
		const metadata = { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing };
		Object.assign(reflect, metadata);
		try {
			return await import('@peculiar/x509');
		} finally {
			for (const name of Object.keys(metadata) as (keyof Metadata)[]) delete reflect[name];
		}
	})());
}
