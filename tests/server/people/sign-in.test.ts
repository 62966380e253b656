import { describe, expect, test } from 'vitest';
import { signedIn, visitor, withPerson } from '../../support/people.ts';
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
});
