import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { PAIRABLE } from '#lib/protocol/roles.ts';
import type { Pairable } from '#lib/protocol/roles.ts';
import { running } from '../running.server.ts';

type Asked = Pick<RequestEvent, 'locals' | 'cookies' | 'url'>;

/** A display keeps its credential for over a year after it last asked for it. Seconds. */
const DISPLAY_SECONDS = 400 * 24 * 3600;
/** The cookie of who waits lives as long as its code may. Seconds. */
const WAITING_SECONDS = 15 * 60;

/** Where a display stands, as its page is told. `left`: milliseconds until the code is renewed. */
export type Standing =
	| { state: 'waiting'; code: string; screen: Pairable; expiresAt: number; left: number }
	| { state: 'approved'; screen: Pairable }
	| { state: 'gone' };

/** Looks without beginning anew; who is approved gets the credential now. */
export function standing({ locals, cookies, url }: Asked): Standing {
	const app = running(locals);
	const now = app.pairing.state(cookies.get(app.cookies.pairing));
	if (now.state === 'waiting') return { ...now, left: now.expiresAt - app.clock.real() };
	if (now.state === 'gone') return now;
	keep(cookies, app.cookies.display, now.secret, DISPLAY_SECONDS, url);
	cookies.delete(app.cookies.pairing, { path: '/', secure: isSecure(url) });
	return { state: 'approved', screen: now.screen };
}

/** A new code; or the seconds to wait until there is one. */
export async function begin(
	{ locals, cookies, url }: Asked,
	screen: Pairable
): Promise<Standing | { state: 'wait'; wait: number }> {
	const app = running(locals);
	const begun = await app.pairing.begin(screen, locals.caller.address ?? '');
	if ('wait' in begun) return { state: 'wait', wait: begun.wait };
	const { token, code, expiresAt } = begun;
	keep(cookies, app.cookies.pairing, token, WAITING_SECONDS, url);
	return { state: 'waiting', code, screen, expiresAt, left: expiresAt - app.clock.real() };
}

export function screenAsked(url: URL): Pairable {
	const asked = url.searchParams.get('screen');
	return PAIRABLE.find((screen) => screen === asked) ?? 'wall';
}

function keep(cookies: Cookies, name: string, value: string, maxAge: number, url: URL): void {
	cookies.set(name, value, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: isSecure(url),
		maxAge
	});
}

function isSecure({ protocol }: URL): boolean {
	return protocol === 'https:';
}
