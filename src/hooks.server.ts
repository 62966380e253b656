import type { Handle, HandleServerError } from '@sveltejs/kit';
import { LOCALE_COOKIE, chooseLocale, isLocale } from '#lib/i18n/index.ts';
import { fontFaces } from './routes/fonts.css/faces.ts';

const YEAR = 365 * 24 * 3600;

/** The one running instance, put there by the entry: an import would be a second copy of it (see docs/decisions). */
function runningApp(): RunningApp | undefined {
	return (globalThis as Record<symbol, unknown>)[Symbol.for('foyer.app')] as RunningApp | undefined;
}

export const handle: Handle = ({ event, resolve }) => {
	const asked = event.url.searchParams.get('lang');
	const locale = chooseLocale(
		asked,
		event.cookies.get(LOCALE_COOKIE),
		event.request.headers.get('accept-language')
	);
	if (isLocale(asked)) {
		event.cookies.set(LOCALE_COOKIE, asked, {
			path: '/',
			maxAge: YEAR,
			secure: event.url.protocol === 'https:'
		});
	}
	event.locals.app = runningApp();
	event.locals.locale = locale;
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%foyer.lang%', locale === 'zh' ? 'zh-CN' : 'en')
				.replace('%foyer.fonts%', () => fontFaces(html, locale, event.route.id?.slice(1)))
	});
};

export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) console.error(error);
	return { message, code: status === 404 ? 'not_found' : 'other' };
};
