import type { Pair } from './x509.ts';

/** The CA of our own that signed the server's certificate; there to be handed out. */
export interface Authority {
	/** The certificate, PEM. */
	pem: string;
	/** SHA-256, as hexadecimal pairs with colons. */
	fingerprint: string;
	/** Where the certificate lies on disk. */
	file: string;
}

/** A certificate that the server can show right now. */
export interface Served {
	/** The whole chain and its key. */
	pair: Pair;
	/** Until when it counts, epoch milliseconds. */
	expiresAt: number;
	/** The names and addresses that it holds, as far as somebody chose them. */
	holds: readonly string[];
	/** Names and addresses of this machine that it can't hold. */
	left: readonly string[];
	/** Undefined: the certificate was brought, and who signed it is not ours to say. */
	authority: Authority | undefined;
}
