import { OPERATOR } from '#server/access/access.ts';
import type { Caller, Principal } from '#server/access/access.ts';
import type { NewAccount } from '#server/people/accounts.ts';
import type { SetCookie } from '#server/people/set-cookie.ts';
import type { Visitor } from '#server/people/visitor.ts';
import type { TestServer } from './test-server.ts';

export const operator: Caller = { principal: OPERATOR, address: null };
export const PASSWORD = 'lantern-harbour-7';

/** Somebody at an address, with the cookies that they were given. */
export function visitor(cookies: readonly SetCookie[] = [], address = '10.0.0.7'): Visitor {
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	return { address, userAgent: 'test', cookie };
}

/** Makes an account; what is left out is a lobby manager of the branch with `PASSWORD`. */
export async function withPerson(server: TestServer, change: Partial<NewAccount> = {}) {
	const made = await server.app.accounts.create(operator, {
		username: 'wang.min',
		name: '王敏',
		role: 'lobby_manager',
		branch: 'lakeside',
		staff: null,
		password: PASSWORD,
		...change
	});
	if (!made.ok) throw new Error(made.detail);
	return made.person;
}

/** Signs somebody in all the way. */
export async function signedIn(
	server: TestServer,
	username = 'wang.min',
	password = PASSWORD
): Promise<{ cookies: SetCookie[]; cookie: string; principal: Principal; caller: Caller }> {
	const answer = await server.app.signIn.withPassword(username, password, visitor());
	if (!answer.ok || answer.next !== 'done') throw new Error(JSON.stringify(answer));
	const cookie = visitor(answer.cookies).cookie ?? '';
	const principal = server.app.access.identify({ cookie });
	return { cookies: answer.cookies, cookie, principal, caller: { principal, address: '10.0.0.7' } };
}
