import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { readForm } from '../form.server.ts';
import { ownPath } from '../own-path.ts';
import { qrOf } from '../qr.server.ts';
import { running } from '../running.server.ts';
import { handOn, visitorOf } from '../visitor.server.ts';
import { deviceOf } from './device.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const app = running(locals);
	const { person, session } = personOf(locals);
	const branch = person.branch === null ? undefined : app.branches.get(person.branch);
	return {
		person: {
			name: person.name,
			username: person.username,
			role: person.role,
			twoFactor: person.twoFactor
		},
		branch: branch?.file.name ?? null,
		timeZone:
			(branch ?? app.branches.get(app.branches.list()[0]?.id ?? ''))?.file.timeZone ?? 'UTC',
		first: person.mustChangePassword,
		next: ownPath(url.searchParams.get('next')),
		sessions: app.accounts.sessions(locals.caller, person.id).map((each) => ({
			id: each.id,
			since: each.createdAt,
			address: each.address,
			device: deviceOf(each.userAgent),
			here: each.id === session.id
		}))
	};
};

export const actions: Actions = {
	password: async (event: RequestEvent) => {
		const form = await readForm(event.request);
		const next = textOf(form, 'next');
		if (next !== textOf(form, 'again')) return refused('password', { code: 'password_differs' });
		const { person } = personOf(event.locals);
		const answer = await running(event.locals).accounts.changePassword(
			event.locals.caller.principal,
			{ current: textOf(form, 'current'), next },
			visitorOf(event)
		);
		if (!answer.ok) return refused('password', answer);
		handOn(event.cookies, answer.cookies);
		if (person.mustChangePassword) redirect(303, ownPath(event.url.searchParams.get('next')));
		return { about: 'password', done: true } as const;
	},
	startTwoFactor: async (event: RequestEvent) => {
		const form = await readForm(event.request);
		const answer = await running(event.locals).accounts.startTwoFactor(
			event.locals.caller.principal,
			textOf(form, 'password'),
			visitorOf(event)
		);
		if (!answer.ok) return refused('factor', answer);
		const secret = new URL(answer.uri).searchParams.get('secret') ?? '';
		return {
			about: 'factor',
			start: { qr: qrOf(answer.uri), secret, backupCodes: answer.backupCodes }
		} as const;
	},
	confirmTwoFactor: async (event: RequestEvent) => {
		const form = await readForm(event.request);
		const answer = await running(event.locals).accounts.confirmTwoFactor(
			event.locals.caller.principal,
			textOf(form, 'code'),
			visitorOf(event)
		);
		if (!answer.ok) return refused('confirm', answer);
		handOn(event.cookies, answer.cookies);
		return { about: 'factor', done: true } as const;
	},
	stopTwoFactor: async (event: RequestEvent) => {
		const form = await readForm(event.request);
		const answer = await running(event.locals).accounts.stopTwoFactor(
			event.locals.caller.principal,
			textOf(form, 'password'),
			visitorOf(event)
		);
		if (!answer.ok) return refused('factor', answer);
		handOn(event.cookies, answer.cookies);
		return { about: 'factor', done: true } as const;
	},
	endSession: async ({ locals, request }: RequestEvent) => {
		const form = await readForm(request);
		const { person } = personOf(locals);
		const answer = running(locals).accounts.endSession(
			locals.caller,
			person.id,
			textOf(form, 'session')
		);
		return answer.ok ? ({ about: 'sessions', done: true } as const) : refused('sessions', answer);
	},
	endOthers: ({ locals }: RequestEvent) => {
		const { person } = personOf(locals);
		const answer = running(locals).accounts.endSessions(locals.caller, person.id);
		return answer.ok ? ({ about: 'sessions', done: true } as const) : refused('sessions', answer);
	},
	signOut: (event: RequestEvent) => {
		const { cookies, locals, url } = event;
		const app = running(locals);
		// Nothing of them stays on a device that others use; browsers heed it over https and on their own machine.
		event.setHeaders({ 'clear-site-data': '"cache", "storage"' });
		app.signIn.signOut(locals.caller.principal, visitorOf(event));
		cookies.delete(app.cookies.session, { path: '/', secure: url.protocol === 'https:' });
		redirect(303, '/sign-in');
	}
};

/** A key or the command line has no account. */
function personOf({ caller }: App.Locals) {
	if (caller.principal.kind !== 'person') {
		error(403, { message: 'Only people have an account.', code: 'other' });
	}
	return caller.principal;
}

function refused(about: string, { code, wait }: { code: string; wait?: number }) {
	return fail(400, { about, code, wait });
}

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
