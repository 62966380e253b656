import { describe, expect, test } from 'vitest';
import { PASSWORD, operator, signedIn, visitor, withPerson } from '../../support/people.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testServer } from '../../support/test-server.ts';

describe('a one-time password', () => {
	test('opens nothing but the change of it', async () => {
		const server = await testServer();
		const { app } = server;
		const made = await app.accounts.create(operator, {
			username: 'new.one',
			name: '新人',
			role: 'branch_head',
			branch: 'lakeside',
			staff: null
		});
		if (!made.ok || made.password === null) throw new Error('no password was made');
		const { principal, cookies } = await signedIn(server, 'new.one', made.password);
		expect(app.access.denies(principal, 'watch:head', 'lakeside')).toMatchObject({
			code: 'forbidden'
		});
		expect(app.access.denies(principal, 'own_account', null)).toBeUndefined();
		const change = (next: string) =>
			app.accounts.changePassword(
				principal,
				{ current: made.password ?? '', next },
				visitor(cookies)
			);
		expect(await change('short')).toMatchObject({ code: 'password_short' });
		expect(await change('my-new.one-secret')).toMatchObject({ code: 'password_username' });
		expect(await change(made.password)).toMatchObject({ code: 'password_same' });
		const changed = await change('river-stone-mountain');
		if (!changed.ok) throw new Error(changed.detail);
		const after = app.access.identify({ cookie: visitor(changed.cookies).cookie });
		expect(app.access.denies(after, 'watch:head', 'lakeside')).toBeUndefined();
		const old = await app.signIn.withPassword('new.one', made.password, visitor());
		expect(old).toMatchObject({ code: 'wrong_credentials' });
	});

	test('opens nothing after a week, and a new one does', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const { accounts, signIn, store } = server.app;
		const made = await accounts.create(operator, {
			...{ username: 'late.one', name: '', role: 'branch_head', branch: 'lakeside', staff: null }
		});
		if (!made.ok || made.password === null) throw new Error('no password was made');
		clock.advance(7 * 86_400_000 - 1);
		expect(await signIn.withPassword('late.one', made.password, visitor())).toMatchObject({
			ok: true
		});
		clock.advance(1);
		const late = await signIn.withPassword('late.one', made.password, visitor());
		expect(late).toEqual({ ok: false, code: 'password_expired' });
		expect(store.people.sessions(made.person.id, 0)).toEqual([]);
		const reset = await accounts.resetPassword(operator, made.person.id);
		if (!reset.ok) throw new Error(reset.detail);
		expect(await signIn.withPassword('late.one', reset.password, visitor())).toMatchObject({
			ok: true
		});
	});

	test('follows a reset, which ends every session', async () => {
		const server = await testServer();
		const person = await withPerson(server);
		const { cookie } = await signedIn(server);
		const reset = await server.app.accounts.resetPassword(operator, person.id);
		if (!reset.ok) throw new Error(reset.detail);
		expect(server.app.store.people.sessions(person.id, 0)).toEqual([]);
		const again = await signedIn(server, 'wang.min', reset.password);
		expect(again.principal).toMatchObject({ person: { mustChangePassword: true } });
		expect(again.cookie).not.toBe(cookie);
	});
});

describe('sessions', () => {
	test('are listed, and end one by one or all but this', async () => {
		const server = await testServer();
		const { accounts, store } = server.app;
		const person = await withPerson(server);
		const here = await signedIn(server);
		await signedIn(server);
		await signedIn(server);
		const listed = accounts.sessions(here.caller, person.id);
		expect(listed).toHaveLength(3);
		expect(listed[0]).toMatchObject({ address: '10.0.0.7', userAgent: 'test' });
		const own = here.principal.kind === 'person' ? here.principal.session.id : '';
		const other = listed.find(({ id }) => id !== own)?.id ?? '';
		expect(accounts.endSession(here.caller, person.id, other)).toEqual({ ok: true });
		expect(accounts.endSession(here.caller, person.id, other)).toMatchObject({
			code: 'unknown_session'
		});
		expect(accounts.endSessions(here.caller, person.id)).toEqual({ ok: true });
		expect(store.people.sessions(person.id, 0).map(({ id }) => id)).toEqual([own]);
	});

	test('of others are nobody’s but the administrator’s', async () => {
		const server = await testServer();
		const { accounts } = server.app;
		const person = await withPerson(server);
		await withPerson(server, { username: 'li.rui', role: 'branch_head' });
		await signedIn(server);
		const head = await signedIn(server, 'li.rui');
		expect(accounts.sessions(head.caller, person.id)).toEqual([]);
		expect(accounts.endSessions(head.caller, person.id)).toMatchObject({ code: 'unknown_person' });
		const [session] = server.app.store.people.sessions(person.id, 0);
		expect(accounts.endSession(head.caller, person.id, session?.id ?? '')).toMatchObject({
			code: 'unknown_session'
		});
	});

	test('end at once for whoever is disabled, who signs in no more', async () => {
		const server = await testServer();
		const person = await withPerson(server);
		await signedIn(server);
		server.app.accounts.change(operator, person.id, { disabledAt: 1 });
		expect(server.app.store.people.sessions(person.id, 0)).toEqual([]);
		const again = await server.app.signIn.withPassword('wang.min', PASSWORD, visitor());
		expect(again).toEqual({ ok: false, code: 'wrong_credentials' });
	});

	test('signing out ends this one', async () => {
		const server = await testServer();
		const person = await withPerson(server);
		const { principal, cookies } = await signedIn(server);
		server.app.signIn.signOut(principal, visitor(cookies));
		expect(server.app.store.people.sessions(person.id, 0)).toEqual([]);
		const actions = server.app.store.audit.search({ limit: 100 }).map(({ action }) => action);
		expect(actions).toContain('person.signed_out');
	});
});

test('only an administrator makes accounts, and one of a branch only there', async () => {
	const server = await testServer();
	await withPerson(server, { username: 'su.yun', role: 'administrator' });
	await withPerson(server, { username: 'shen.tao', role: 'branch_head' });
	const account = {
		username: 'zhang.qian',
		name: '张倩',
		role: 'teller' as const,
		branch: 'lakeside',
		staff: null
	};
	const head = await signedIn(server, 'shen.tao');
	expect(await server.app.accounts.create(head.caller, account)).toMatchObject({
		ok: false,
		code: 'forbidden'
	});
	const local = await signedIn(server, 'su.yun');
	const everywhere = { ...account, role: 'administrator' as const, branch: null };
	expect(await server.app.accounts.create(local.caller, everywhere)).toMatchObject({ ok: false });
	expect(await server.app.accounts.create(local.caller, account)).toMatchObject({ ok: true });
	expect(await server.app.accounts.create(local.caller, account)).toMatchObject({
		code: 'username_taken'
	});
});
