import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { readForm } from '../form.server.ts';
import { reachableOrigin } from '../reachable.server.ts';
import { running } from '../running.server.ts';
import { handOn, visitorOf } from '../visitor.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Long enough to fill in a form; a start of the server ends it anyway. Seconds. */
const LINK_SECONDS = 24 * 3600;

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const { locals, url, cookies } = event;
	const app = running(locals);
	if (!app.setup.open) redirect(303, locals.caller.principal.kind === 'person' ? '/' : '/sign-in');
	const shown = url.searchParams.get('token');
	const token = shown ?? cookies.get(app.cookies.setup);
	const admitted =
		token === undefined ? false : await app.setup.admits(token, locals.caller.address ?? '');
	if (admitted !== true) {
		const wait = admitted === false ? 0 : admitted.wait;
		const origin = reachableOrigin(event);
		return { step: 'closed' as const, origin, wrong: token !== undefined, wait };
	}
	if (shown !== null) {
		// Kept where no history and no referrer shows it.
		cookies.set(app.cookies.setup, shown, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			maxAge: LINK_SECONDS
		});
		redirect(303, '/setup');
	}
	const step = url.searchParams.has('administrator') ? 'administrator' : 'language';
	return { step: step as 'administrator' | 'language' };
};

export const actions: Actions = {
	administrator: async (event: RequestEvent) => {
		const { locals, cookies, request, url } = event;
		const app = running(locals);
		const form = await readForm(request);
		const account = {
			username: textOf(form, 'username'),
			name: textOf(form, 'name'),
			password: textOf(form, 'password')
		};
		const typed = { username: account.username, name: account.name };
		if (account.password !== textOf(form, 'again')) {
			return fail(400, { code: 'password_differs', ...typed });
		}
		const made = await app.setup.createAdministrator(
			cookies.get(app.cookies.setup),
			account,
			visitorOf(event)
		);
		if (!made.ok) return fail(400, { code: made.code, wait: made.wait, ...typed });
		handOn(cookies, made.cookies);
		cookies.delete(app.cookies.setup, { path: '/', secure: url.protocol === 'https:' });
		redirect(303, '/setup/branch');
	},
	demonstration: async ({ locals, cookies }: RequestEvent) => {
		const app = running(locals);
		const token = cookies.get(app.cookies.setup);
		const admitted = await app.setup.admits(token, locals.caller.address ?? '');
		if (admitted !== true) return fail(403, { code: 'no_link' });
		const users = app.setup.demonstrate();
		return users === undefined ? fail(409, { code: 'cannot' }) : { users };
	}
};

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
