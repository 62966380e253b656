import { isLoopback } from '../access/loopback.ts';

const LONGEST = 500;

/**
 * What one entry of the allow-list stands for, as origins: `hooks.bank.lan` is https alone, on its usual port unless
 * one is written; a loopback host is http too; `http://relay.lan:8080` says so itself. Undefined: it is no host.
 */
export function originsAllowed(entry: string): string[] | undefined {
	if (/^https?:\/\//i.test(entry)) {
		const origin = bareOrigin(entry);
		return origin === undefined ? undefined : [origin];
	}
	const secure = bareOrigin(`https://${entry}`);
	if (secure === undefined) return undefined;
	const plain = bareOrigin(`http://${entry}`);
	return plain !== undefined && isLoopback(new URL(plain).hostname) ? [secure, plain] : [secure];
}

/** What an address that somebody typed is kept as, or the code of why it is refused. */
export function targetOf(
	typed: string,
	allowed: readonly string[]
): { url: string } | { refused: 'invalid_url' | 'host_not_allowed' } {
	const url = URL.parse(typed);
	const isPlain =
		url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === '';
	if (!isPlain || typed.length > LONGEST) return { refused: 'invalid_url' };
	if (!allowed.includes(url.origin)) return { refused: 'host_not_allowed' };
	url.hash = '';
	return { url: url.href };
}

/** Whether an endpoint may still be sent to: the list can be another since it was made. */
export function isAllowed(url: string, allowed: readonly string[]): boolean {
	return allowed.includes(new URL(url).origin);
}

function bareOrigin(text: string): string | undefined {
	const url = URL.parse(text);
	const isBare =
		url !== null &&
		url.username + url.password + url.search + url.hash === '' &&
		url.pathname === '/';
	// A star would be a host of that name, and stand for no other.
	return isBare && /^[\w.-]+$|^\[/.test(url.hostname) ? url.origin : undefined;
}
