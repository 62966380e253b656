import type { ServerResponse } from 'node:http';

/** For whatever is no page: a page brings its own, with the nonces of its scripts (svelte.config.js). */
const NO_PAGE = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	"img-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'"
].join('; ');

const HEADERS: readonly (readonly [string, string])[] = [
	['Content-Security-Policy', NO_PAGE],
	['X-Content-Type-Options', 'nosniff'],
	// Not `no-referrer`: browsers then hide where a form of ours comes from, too.
	['Referrer-Policy', 'same-origin'],
	['Cross-Origin-Opener-Policy', 'same-origin'],
	['Cross-Origin-Resource-Policy', 'same-origin'],
	['X-Frame-Options', 'DENY'],
	[
		'Permissions-Policy',
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), screen-wake-lock=(self)'
	]
];
const YEAR_SECONDS = 365 * 24 * 3600;

/** Headers of every answer but those of the machines' door. */
export function setSafetyHeaders(res: ServerResponse): void {
	for (const [name, value] of HEADERS) res.setHeader(name, value);
}

/** A header of every answer, where browsers reach us over https. */
export function setHttpsOnly(res: ServerResponse): void {
	res.setHeader('Strict-Transport-Security', `max-age=${YEAR_SECONDS}`);
}
