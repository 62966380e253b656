import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { SignInAnswer } from '#server/people/sign-in.ts';
import { readForm } from '../form.server.ts';
import { isInTheClear } from '../origin.ts';
import { ownPath } from '../own-path.ts';
import { running } from '../running.server.ts';
import { handOn, visitorOf } from '../visitor.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url, cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const app = running(locals);
	const next = ownPath(url.searchParams.get('next'));
	if (locals.caller.principal.kind === 'person') redirect(303, next);
	return {
		next,
		/** The second step; its cookie says whose. */
		code: url.searchParams.has('code') && cookies.get(app.cookies.twoFactor) !== undefined,
		expired: url.searchParams.has('code'),
		provider: app.signIn.hasProvider,
		refusedByProvider: url.searchParams.has('error'),
		clear: isInTheClear(url)
	};
};

export const actions: Actions = {
	password: async (event) => {
		const form = await readForm(event.request);
		const username = text(form, 'username');
		const app = running(event.locals);
		const answer = await app.signIn.withPassword(
			username,
			text(form, 'password'),
			visitorOf(event)
		);
		return goOn(event, form, answer, username);
	},
	code: async (event) => {
		const form = await readForm(event.request);
		const answer = await running(event.locals).signIn.withCode(
			text(form, 'code'),
			visitorOf(event)
		);
		return goOn(event, form, answer, '');
	},
	provider: async (event) => {
		const form = await readForm(event.request);
		const { signIn } = running(event.locals);
		// No page offers it then.
		if (!signIn.hasProvider) return fail(404, refusal('provider', ''));
		const sent = await signIn.withProvider(ownPath(text(form, 'next')), visitorOf(event));
		if (sent === undefined) return fail(503, refusal('provider_silent', ''));
		handOn(event.cookies, sent.cookies);
		redirect(303, sent.url);
	}
};

/** `stay`: a dialog over a screen asks, and is told instead of led on. */
function goOn(event: RequestEvent, form: FormData, answer: SignInAnswer, username: string) {
	const stay = form.has('stay');
	const next = ownPath(text(form, 'next'));
	if (!answer.ok) return refused(event, answer, { stay, next, username });
	handOn(event.cookies, answer.cookies);
	if (answer.next === 'second_factor') {
		if (stay) return { step: 'code' as const };
		redirect(303, `/sign-in?code&next=${encodeURIComponent(next)}`);
	}
	if (!stay) redirect(303, next);
	const { access } = running(event.locals);
	const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const principal = access.identify({ cookie });
	const person = principal.kind === 'person' ? principal.person : undefined;
	return {
		step: 'done' as const,
		person: person?.id,
		mustChangePassword: person?.mustChangePassword ?? false
	};
}

const STATUS = {
	wrong_credentials: 401,
	wrong_code: 401,
	sign_in_again: 401,
	password_expired: 401,
	too_many_attempts: 429
} as const;

function refused(
	{ cookies, locals, url }: RequestEvent,
	answer: Extract<SignInAnswer, { ok: false }>,
	{ stay, next, username }: { stay: boolean; next: string; username: string }
) {
	if (answer.code === 'sign_in_again' && !stay) {
		const secure = url.protocol === 'https:';
		cookies.delete(running(locals).cookies.twoFactor, { path: '/', secure });
		redirect(303, `/sign-in?code&next=${encodeURIComponent(next)}`);
	}
	const wait = answer.code === 'too_many_attempts' ? answer.wait : undefined;
	return fail(STATUS[answer.code], refusal(answer.code, username, wait));
}

function refusal(code: string, username: string, wait?: number) {
	return { code, username, wait };
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
