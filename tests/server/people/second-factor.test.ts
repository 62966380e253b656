import { describe, expect, test } from 'vitest';
import { PASSWORD, operator, signedIn, visitor, withPerson } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { totp } from '../../support/totp.ts';

/** Codes follow the real clock of better-auth: the steps before and after are good too. */
const STEP = 30_000;

async function withFactor(server: TestServer) {
	const person = await withPerson(server);
	const { principal, cookies } = await signedIn(server);
	const { accounts } = server.app;
	const started = await accounts.startTwoFactor(principal, PASSWORD, visitor(cookies));
	if (!started.ok) throw new Error(started.detail);
	const secret = new URL(started.uri).searchParams.get('secret') ?? '';
	const used = totp(secret);
	const confirmed = await accounts.confirmTwoFactor(principal, used, visitor(cookies));
	if (!confirmed.ok) throw new Error(confirmed.detail);
	return { person, secret, used, backupCodes: started.backupCodes, uri: started.uri, confirmed };
}

/** The second step after the right password. */
async function withCode(server: TestServer, code: string) {
	const first = await server.app.signIn.withPassword('wang.min', PASSWORD, visitor());
	if (!first.ok || first.next !== 'second_factor') throw new Error(JSON.stringify(first));
	expect(server.app.access.identify({ cookie: visitor(first.cookies).cookie }).kind).toBe('nobody');
	return server.app.signIn.withCode(code, visitor(first.cookies));
}

describe('a second factor', () => {
	test('is on once the app has shown a right code, and names whose it is', async () => {
		const server = await testServer();
		await withPerson(server);
		const { principal, cookies } = await signedIn(server);
		const { accounts } = server.app;
		expect(await accounts.startTwoFactor(principal, 'wrong', visitor(cookies))).toMatchObject({
			code: 'wrong_password'
		});
		const started = await accounts.startTwoFactor(principal, PASSWORD, visitor(cookies));
		if (!started.ok) throw new Error(started.detail);
		expect(started.uri).toMatch(/^otpauth:\/\/totp\/Foyer:wang\.min\?/);
		expect(started.backupCodes).toHaveLength(10);
		expect(await accounts.confirmTwoFactor(principal, '000000', visitor(cookies))).toMatchObject({
			code: 'wrong_code'
		});
		const without = await server.app.signIn.withPassword('wang.min', PASSWORD, visitor());
		expect(without).toMatchObject({ ok: true, next: 'done' });
	});

	test('opens with a code of the app, each once', async () => {
		const server = await testServer();
		const { secret, used } = await withFactor(server);
		expect(await withCode(server, used)).toMatchObject({ code: 'wrong_code' });
		const code = totp(secret, Date.now() + STEP);
		expect(await withCode(server, code)).toMatchObject({ ok: true, next: 'done' });
		const before = server.app.store.people.list().length;
		expect(await withCode(server, code)).toEqual({ ok: false, code: 'wrong_code' });
		expect(server.app.store.people.list()).toHaveLength(before);
	});

	test('a code that was used leaves no session behind', async () => {
		const server = await testServer();
		const { person, used } = await withFactor(server);
		const before = server.app.store.people.sessions(person.id, 0).length;
		await withCode(server, used);
		expect(server.app.store.people.sessions(person.id, 0)).toHaveLength(before);
	});

	test('opens with a backup code, each once', async () => {
		const server = await testServer();
		const { backupCodes } = await withFactor(server);
		const [code = '', other = ''] = backupCodes;
		expect(await withCode(server, ` ${code.toUpperCase()} `)).toMatchObject({ ok: true });
		expect(await withCode(server, code)).toMatchObject({ ok: false, code: 'wrong_code' });
		expect(await withCode(server, other)).toMatchObject({ ok: true });
	});

	test('without the first step opens nothing', async () => {
		const server = await testServer();
		const { secret } = await withFactor(server);
		const code = totp(secret, Date.now() + STEP);
		expect(await server.app.signIn.withCode(code, visitor())).toEqual({
			ok: false,
			code: 'sign_in_again'
		});
	});

	test('ends with the password, or by the administrator', async () => {
		const server = await testServer();
		const { person, confirmed } = await withFactor(server);
		const { accounts, access, signIn } = server.app;
		const principal = access.identify({ cookie: visitor(confirmed.cookies).cookie });
		const wrong = await accounts.stopTwoFactor(principal, 'wrong', visitor(confirmed.cookies));
		expect(wrong).toMatchObject({ code: 'wrong_password' });
		expect(await accounts.removeTwoFactor(operator, person.id)).toEqual({ ok: true });
		expect(await signIn.withPassword('wang.min', PASSWORD, visitor())).toMatchObject({
			ok: true,
			next: 'done'
		});
	});
});
