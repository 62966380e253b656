import type { IncomingHttpHeaders } from 'node:http';

/**
 * The envelope that the `ce-*` headers of a binary-mode request make, without its data; undefined: one of
 * them is not encoded as CloudEvents asks (percent-encoded UTF-8).
 */
export function envelopeOf(headers: IncomingHttpHeaders): Record<string, unknown> | undefined {
	const envelope: Record<string, unknown> = {};
	for (const name in headers) {
		if (!name.startsWith('ce-')) continue;
		const value = headers[name];
		const decoded = typeof value === 'string' ? decode(value) : undefined;
		if (decoded === undefined) return undefined;
		const attribute = name.slice(3);
		// In this mode data is the body; a header by that name is an extension that nobody asked for.
		if (attribute !== 'data' && attribute !== '__proto__') envelope[attribute] = decoded;
	}
	return envelope;
}

const PLAIN = /^[\x20-\x24\x26-\x7e]*$/;

function decode(value: string): string | undefined {
	if (PLAIN.test(value)) return value;
	try {
		// Some clients send UTF-8 as it is; node:http hands every byte over as one character.
		const bytes = Buffer.from(value, 'latin1');
		return decodeURIComponent(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		return undefined;
	}
}
