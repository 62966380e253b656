import { describe, expect, test } from 'vitest';
import type { Caller } from '#server/access/access.ts';
import { OPERATOR } from '#server/access/access.ts';
import type { SetCookie } from '#server/people/set-cookie.ts';
import type { Visitor } from '#server/people/sign-in.ts';
import { testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const operator: Caller = { principal: OPERATOR, address: null };
const PASSWORD = 'lantern-harbour-7';

function visitor(cookies: readonly SetCookie[] = [], address = '10.0.0.7'): Visitor {
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	return { address, userAgent: 'test', cookie };
}

async function withPerson(server: TestServer, username = 'wang.min') {
	const made = await server.app.accounts.create(operator, {
		username,
		name: '王敏',
		role: 'lobby_manager',
		branch: 'lakeside',
		staff: null,
		password: PASSWORD
	});
	if (!made.ok) throw new Error(made.detail);
	return made.person;
}

async function signedIn(server: TestServer, username = 'wang.min', password = PASSWORD) {
	const answer = await server.app.signIn.withPassword(username, password, visitor());
	if (!answer.ok || answer.next !== 'done') throw new Error(JSON.stringify(answer));
	const { cookie } = visitor(answer.cookies);
	return { cookies: answer.cookies, cookie, principal: server.app.access.identify({ cookie }) };
}

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
});
