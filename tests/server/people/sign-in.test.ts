import { describe, expect, test } from 'vitest';
import { operator, PASSWORD, signedIn, visitor, withPerson } from '../../support/people.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testServer } from '../../support/test-server.ts';

describe('signing in', () => {
	test('with the right password gives a session that says who it is', async () => {
		const server = await testServer();
		await withPerson(server);
		const { principal, cookies } = await signedIn(server, '  Wang.Min ');
		expect(principal).toMatchObject({
			kind: 'person',
			person: { username: 'wang.min', role: 'lobby_manager', branch: 'lakeside' }
		});
		expect(cookies.map(({ name }) => name)).toContain('foyer-session');
	});

	test('a cookie that was changed, or signed with another key, is nobody', async () => {
		const server = await testServer();
		await withPerson(server);
		const { cookies } = await signedIn(server);
		const { value } = cookies.find(({ name }) => name === 'foyer-session')!;
		const token = decodeURIComponent(value);
		for (const forged of [
			token.slice(0, token.lastIndexOf('.')),
			`x${token}`,
			token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')).replace(/^./, 'Q'),
			`${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(43)}=`,
			''
		]) {
			const cookie = `foyer-session=${encodeURIComponent(forged)}`;
			expect(server.app.access.identify({ cookie }).kind, forged).toBe('nobody');
		}
	});

	test('a wrong password and a wrong name are told the same', async () => {
		const server = await testServer();
		await withPerson(server);
		const wrong = await server.app.signIn.withPassword('wang.min', 'not-the-password', visitor());
		const nobody = await server.app.signIn.withPassword('nobody', 'not-the-password', visitor());
		expect(wrong).toEqual({ ok: false, code: 'wrong_credentials' });
		expect(nobody).toEqual(wrong);
	});

	test('again gives another token, and the session that was there is over', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const { id } = await withPerson(server);
		const first = await signedIn(server);
		const { signIn, access } = server.app;
		const again = await signIn.withPassword('wang.min', PASSWORD, visitor(first.cookies));
		if (!again.ok) throw new Error(again.code);
		const second = visitor(again.cookies);
		expect(second.cookie).not.toBe(first.cookie);
		// Whoever was known a moment ago is believed for half a second.
		clock.advance(500);
		expect(access.identify({ cookie: first.cookie }).kind).toBe('nobody');
		expect(access.identify({ cookie: second.cookie }).kind).toBe('person');
		expect(server.app.accounts.sessions(operator, id)).toHaveLength(1);
	});

	test('with a password that is wrong leaves the session that was there alone', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		await withPerson(server);
		const { cookie, cookies } = await signedIn(server);
		await server.app.signIn.withPassword('wang.min', 'not-the-password', visitor(cookies));
		clock.advance(500);
		expect(server.app.access.identify({ cookie }).kind).toBe('person');
	});

	test('tokens are random, 32 letters and digits', async () => {
		const server = await testServer({ unlimited: true });
		await withPerson(server);
		const tokens = new Set<string>();
		for (let i = 0; i < 5; i += 1) {
			const { principal } = await signedIn(server);
			if (principal.kind === 'person') tokens.add(principal.token);
		}
		expect(tokens.size).toBe(5);
		for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
	});

	test('a working day later one has to sign in again, whatever was done meanwhile', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		await withPerson(server);
		const { principal } = await signedIn(server);
		if (principal.kind !== 'person') throw new Error(principal.kind);
		expect(server.app.access.renewed(principal)?.kind).toBe('person');
		const { expiresAt, createdAt } = principal.session;
		expect(Math.round((expiresAt - createdAt) / 60_000)).toBe(12 * 60);
		const { people } = server.app.store;
		expect(people.bySession(principal.token, expiresAt - 1)).toBeDefined();
		expect(people.bySession(principal.token, expiresAt)).toBeUndefined();
	});

	test('the password counts as typed: in its letters, with its spaces, and to its end', async () => {
		const server = await testServer({ unlimited: true });
		const long = `${'long lamps '.repeat(11)}at dusk`.slice(0, 128);
		await server.app.accounts.create(operator, {
			...{ username: 'li.na', name: '', role: 'teller', branch: 'lakeside', staff: null },
			password: ` ${long.slice(1)}`
		});
		const tries = async (password: string) =>
			(await server.app.signIn.withPassword('li.na', password, visitor())).ok;
		expect(long).toHaveLength(128);
		expect(await tries(` ${long.slice(1)}`)).toBe(true);
		for (const other of [
			long.slice(1),
			` ${long.slice(1)}x`,
			` ${long.slice(1, -1)}`,
			` ${long.slice(1).toUpperCase()}`,
			` ${long.slice(1)}${' '.repeat(2_000)}`
		]) {
			expect([other, await tries(other)]).toEqual([other, false]);
		}
	});
});

describe('signing out', () => {
	test('ends the session here: its cookie is nobody’s from then on', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const { id } = await withPerson(server);
		const { principal, cookie } = await signedIn(server);
		server.app.signIn.signOut(principal, visitor());
		expect(server.app.accounts.sessions(operator, id)).toEqual([]);
		clock.advance(500);
		expect(server.app.access.identify({ cookie }).kind).toBe('nobody');
	});
});

describe('one’s own password', () => {
	test('is changed with the present one only, to another one, and ends all other sessions', async () => {
		const clock = manualClock();
		const server = await testServer({ clock, unlimited: true });
		const { id } = await withPerson(server);
		const elsewhere = await signedIn(server);
		const { principal, cookies } = await signedIn(server);
		const change = (current: string, next: string) =>
			server.app.accounts.changePassword(principal, { current, next }, visitor(cookies));
		expect(await change('not-the-password', 'quiet-orchard-9')).toMatchObject({
			code: 'wrong_password'
		});
		expect(await change(PASSWORD, PASSWORD)).toMatchObject({ code: 'password_same' });
		expect(await change(PASSWORD, 'password1234')).toMatchObject({ code: 'password_common' });
		const faces = '🦊🐢🌵🍋🎻🛶🧭🪁'.repeat(15);
		const changed = await change(PASSWORD, `${faces}🥨`);
		expect(changed).toMatchObject({ ok: true });
		clock.advance(500);
		expect(server.app.access.identify({ cookie: elsewhere.cookie }).kind).toBe('nobody');
		expect(server.app.accounts.sessions(operator, id)).toHaveLength(1);
		expect(await signedIn(server, 'wang.min', `${faces}🥨`)).toBeDefined();
	});

	test('that works once cannot be kept, and opens nothing but its change', async () => {
		const server = await testServer({ unlimited: true });
		const { id } = await withPerson(server);
		const reset = await server.app.accounts.resetPassword(operator, id);
		if (!reset.ok) throw new Error(reset.detail);
		const { principal, cookies } = await signedIn(server, 'wang.min', reset.password);
		expect(server.app.access.denies(principal, 'watch:lobby', 'lakeside')).toBeDefined();
		const change = { current: reset.password, next: reset.password };
		expect(
			await server.app.accounts.changePassword(principal, change, visitor(cookies))
		).toMatchObject({ code: 'password_same' });
	});
});

describe('a second factor', () => {
	test('is begun and ended with the password only', async () => {
		const server = await testServer({ unlimited: true });
		await withPerson(server);
		const { principal, cookies } = await signedIn(server);
		const { accounts } = server.app;
		for (const deed of ['startTwoFactor', 'stopTwoFactor'] as const) {
			expect(await accounts[deed](principal, 'not-the-password', visitor(cookies))).toMatchObject({
				code: 'wrong_password'
			});
		}
		expect(await accounts.startTwoFactor(principal, PASSWORD, visitor(cookies))).toMatchObject({
			ok: true
		});
	});
});

describe('guessing', () => {
	test('one account is shut for a while after ten wrong passwords, from wherever', async () => {
		const server = await testServer();
		await withPerson(server);
		const answers: unknown[] = [];
		for (let i = 0; i < 12; i += 1) {
			const from = visitor([], `10.0.1.${i}`);
			answers.push(await server.app.signIn.withPassword('wang.min', `not-the-password-${i}`, from));
		}
		expect(answers[9]).toMatchObject({ code: 'wrong_credentials' });
		expect(answers.at(-1)).toMatchObject({ code: 'too_many_attempts', wait: expect.any(Number) });
	});

	test('one address has to wait after twenty, whichever accounts it tries', async () => {
		const server = await testServer();
		const answers: unknown[] = [];
		for (let i = 0; i < 22; i += 1) {
			answers.push(await server.app.signIn.withPassword(`nobody${i}`, 'not-it', visitor()));
		}
		expect(answers[19]).toMatchObject({ code: 'wrong_credentials' });
		expect(answers.at(-1)).toMatchObject({ code: 'too_many_attempts' });
		// Nobody else has to.
		await withPerson(server);
		const elsewhere = visitor([], '10.0.0.8');
		expect(await server.app.signIn.withPassword('wang.min', PASSWORD, elsewhere)).toMatchObject({
			ok: true
		});
	});
});

describe('a folder that is new', () => {
	test('has no account at all', async () => {
		const server = await testServer();
		expect(server.app.store.people.list()).toEqual([]);
		expect(server.app.setup.open).toBe(true);
	});
});
