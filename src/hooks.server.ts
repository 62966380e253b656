import { redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { LOCALE_COOKIE, chooseLocale, isLocale } from '#lib/i18n/index.ts';
import { ownCookie } from '#lib/client/own-cookie.ts';
import type { Caller, Principal } from '#server/access/access.ts';
import type { Admission } from '#server/access/routes.ts';
import type { App as FoyerApp } from '#server/app.ts';
import { fault } from './routes/api/v1/answer.server.ts';
import { fontFaces } from './routes/fonts.css/faces.ts';

const YEAR = 365 * 24 * 3600;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The one running instance, put there by the entry: an import would be a second copy of it (see docs/decisions). */
function runningApp(): FoyerApp | undefined {
	return (globalThis as Record<symbol, unknown>)[Symbol.for('foyer.app')] as FoyerApp | undefined;
}

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.locale = localeOf(event);
	const app = runningApp();
	event.locals.app = app;
	event.locals.caller = callerOf(app, event);
	if (isForeign(event)) {
		return fault(
			403,
			'cross_site',
			'This request comes from another site, and changes nothing here.'
		);
	}
	if (app !== undefined) {
		const refusal = await refusalOf(app, event);
		if (refusal !== undefined) return refusal;
	}
	const { locale } = event.locals;
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%foyer.lang%', locale === 'zh' ? 'zh-CN' : 'en')
				.replace('%foyer.fonts%', () => fontFaces(html, locale, screenOf(event)))
	});
	settle(response.headers);
	return response;
};

/** The screen that a page is of: one of a counter's is a counter's. */
function screenOf({ route }: RequestEvent): string | undefined {
	return route.id?.slice(1).replace(/\/\[id\]$/, '');
}

/** What no route has to think of: nothing is kept that is not said to be for everybody, and texts are UTF-8. */
function settle(headers: Headers): void {
	if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
	if (headers.get('content-type') === 'text/html') {
		headers.set('content-type', 'text/html; charset=utf-8');
	}
}

export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) runningApp()?.fault('a page', error);
	return { message, code: status === 404 ? 'not_found' : 'other' };
};

function localeOf(event: RequestEvent) {
	const asked = event.url.searchParams.get('lang');
	const secure = event.url.protocol === 'https:';
	const name = ownCookie(LOCALE_COOKIE, secure);
	if (isLocale(asked)) event.cookies.set(name, asked, { path: '/', maxAge: YEAR, secure });
	const remembered = event.cookies.get(name);
	return chooseLocale(asked, remembered, event.request.headers.get('accept-language'));
}

function callerOf(app: FoyerApp | undefined, { request, getClientAddress }: RequestEvent): Caller {
	const { headers } = request;
	const principal: Principal = app?.access.identify({
		authorization: headers.get('authorization') ?? undefined,
		cookie: headers.get('cookie') ?? undefined
	}) ?? { kind: 'nobody' };
	return { principal, address: app === undefined ? null : getClientAddress() };
}

/** Browsers say where a request that changes something comes from; programs, which have no cookies of ours, may not. */
function isForeign({ request, url }: RequestEvent): boolean {
	if (SAFE.has(request.method)) return false;
	const origin = request.headers.get('origin');
	if (origin !== null) return origin !== url.origin;
	const site = request.headers.get('sec-fetch-site');
	return site !== null && site !== 'same-origin' && site !== 'none';
}

/** The answer to somebody who may not come in; undefined: they may. */
async function refusalOf(app: FoyerApp, event: RequestEvent): Promise<Response | undefined> {
	const { caller, locale: _ } = event.locals;
	const { id } = event.route;
	if (id === null) return undefined;
	const { principal } = caller;
	const admission = app.admit(principal, event.request.method, id, actionOf(event.url));
	if (principal.kind === 'nobody') {
		const shown = event.request.headers.has('authorization');
		const wait = await app.turnedAway(caller, shown);
		if (wait !== undefined) return fault(429, 'too_many_requests', `Wait ${wait} seconds.`, wait);
	}
	if (admission.ok) return undefined;
	if (admission.entrance !== undefined) leadOn(event, principal, admission.entrance);
	const status = admission.code === 'unauthenticated' ? 401 : 403;
	return fault(status, admission.code, admission.detail);
}

/** A page is not refused with a document: who is nobody signs in, and who may see other pages is shown those. */
function leadOn(
	{ url, locals }: RequestEvent,
	principal: Principal,
	entrance: NonNullable<Extract<Admission, { ok: false }>['entrance']>
): never {
	const here = encodeURIComponent(url.pathname + url.search);
	if (principal.kind === 'display') redirect(303, `/${principal.display.screen}`);
	if (principal.kind === 'person' && principal.person.mustChangePassword) {
		redirect(303, `/account?first&next=${here}`);
	}
	if (principal.kind === 'person') redirect(303, `/?denied=${here}`);
	if (locals.app?.setup.open === true) redirect(303, '/setup');
	if (entrance === 'pair') redirect(303, `/pair?screen=${url.pathname.slice(1)}`);
	redirect(303, `/sign-in?next=${here}`);
}

/** The form action that a request is for: SvelteKit names it in the address. */
function actionOf(url: URL): string | undefined {
	for (const key of url.searchParams.keys()) if (key.startsWith('/')) return key.slice(1);
	return undefined;
}
