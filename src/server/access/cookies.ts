import { createHmac, timingSafeEqual } from 'node:crypto';

/** Names of the cookies that let somebody in, as better-auth and the displays' pairing set them. */
export interface CookieNames {
	session: string;
	/** Between the password and the one-time password. */
	twoFactor: string;
	display: string;
	/** A display that waits for its approval. */
	pairing: string;
	/** Whoever came by the set-up link. */
	setup: string;
}

/** Over https they carry the prefix that keeps them to this very host and to encrypted connections. */
export function cookieNames(secure: boolean): CookieNames {
	const prefix = secure ? '__Host-' : '';
	return {
		session: `${prefix}foyer-session`,
		twoFactor: `${prefix}foyer-two-factor`,
		display: `${prefix}foyer-display`,
		pairing: `${prefix}foyer-pairing`,
		setup: `${prefix}foyer-setup`
	};
}

/** The value of a cookie in a Cookie header, decoded; undefined: not there, or not readable. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
	if (header === undefined) return undefined;
	for (const part of header.split(';')) {
		const equals = part.indexOf('=');
		if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
		try {
			return decodeURIComponent(part.slice(equals + 1).trim());
		} catch {
			return undefined;
		}
	}
	return undefined;
}

/**
 * What a signed cookie says, as better-auth signs it: the value, a dot, and the HMAC-SHA256 of the value in
 * base64. Undefined: nobody of ours signed it. A session is looked up for every page and handshake; doing
 * that here costs microseconds and no wait.
 */
export function unsigned(cookie: string | undefined, key: string): string | undefined {
	const dot = cookie?.lastIndexOf('.') ?? -1;
	if (cookie === undefined || dot < 1 || cookie.length > 512) return undefined;
	const value = cookie.slice(0, dot);
	const given = Buffer.from(cookie.slice(dot + 1), 'base64');
	const expected = createHmac('sha256', key).update(value).digest();
	return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}
