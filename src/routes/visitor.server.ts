import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { SetCookie } from '#server/people/set-cookie.ts';
import type { Visitor } from '#server/people/visitor.ts';

/** Where a request comes from, as signing in wants to know it. */
export function visitorOf({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>): Visitor {
	return {
		address: locals.caller.address ?? '',
		userAgent: request.headers.get('user-agent') ?? undefined,
		cookie: request.headers.get('cookie') ?? undefined
	};
}

/** Hands on the cookies of a sign-in as they are: their values are written already. */
export function handOn(cookies: Cookies, set: readonly SetCookie[]): void {
	for (const { name, value, maxAge, secure } of set) {
		cookies.set(name, value, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure,
			...(maxAge === undefined ? {} : { maxAge }),
			encode: (written) => written
		});
	}
}
