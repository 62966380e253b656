import { describe, expect, test } from 'vitest';
import { cookiesOf } from '#server/people/set-cookie.ts';
import type { SetCookie } from '#server/people/set-cookie.ts';
import { bank } from '../../support/bank.ts';
import type { Bank } from '../../support/bank.ts';
import { operator, visitor, withPerson } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

/** Where browsers reach us; nothing is asked there. */
const ORIGIN = 'http://foyer.localhost:3000';

async function withBank(): Promise<{ server: TestServer; provider: Bank }> {
	const provider = await bank(ORIGIN);
	const { issuer, clientId, clientSecret } = provider;
	const server = await testServer({
		provider: { issuer, clientId, clientSecret, origin: ORIGIN }
	});
	return { server, provider };
}

/** Goes to the bank and comes back; `change` what a browser brings back with it. */
async function throughTheBank(
	{ server, provider }: { server: TestServer; provider: Bank },
	username: string,
	change: (back: URL, cookies: SetCookie[]) => SetCookie[] = (_, cookies) => cookies
) {
	provider.present = username;
	const sent = await server.app.signIn.withProvider('/lobby', visitor());
	if (sent === undefined) throw new Error('The bank did not answer');
	const back = await provider.visit(sent.url, ORIGIN);
	const brought = visitor(change(back, sent.cookies));
	const request = new Request(back, { headers: { cookie: brought.cookie ?? '' } });
	const response = await server.app.signIn.fromProvider(request, brought);
	const { cookie } = visitor(cookiesOf(response));
	return {
		location: response.headers.get('location') ?? '',
		principal: server.app.access.identify({ cookie })
	};
}

describe('the bank’s own sign-in', () => {
	test('signs in whoever has the same username here, and goes on to where they wanted', async () => {
		const both = await withBank();
		await withPerson(both.server);
		expect(both.server.app.signIn.hasProvider).toBe(true);
		for (let round = 0; round < 2; round += 1) {
			const { location, principal } = await throughTheBank(both, 'wang.min');
			expect(location).toBe('/lobby');
			expect(principal).toMatchObject({
				kind: 'person',
				person: { username: 'wang.min', role: 'lobby_manager' }
			});
		}
		const { audit } = both.server.app.store;
		expect(audit.search({ limit: 100 })).toContainEqual(
			expect.objectContaining({
				action: 'person.signed_in',
				actor: 'person:wang.min',
				target: 'wang.min',
				detail: { with: 'provider' }
			})
		);
	});

	test('makes nobody an account: who is unknown here is refused', async () => {
		const both = await withBank();
		await withPerson(both.server);
		const { location, principal } = await throughTheBank(both, 'somebody.else');
		expect(location).toMatch(/^\/sign-in\?error=/);
		expect(principal.kind).toBe('nobody');
		expect(both.server.app.store.people.list()).toHaveLength(1);
	});

	test('does not let in who is disabled here', async () => {
		const both = await withBank();
		const person = await withPerson(both.server);
		both.server.app.accounts.change(operator, person.id, { disabledAt: 1 });
		const { location, principal } = await throughTheBank(both, 'wang.min');
		expect(location).toMatch(/^\/sign-in\?error=/);
		expect(principal.kind).toBe('nobody');
	});

	test('is refused with the answer to another question, or in another browser', async () => {
		const both = await withBank();
		await withPerson(both.server);
		const other = await throughTheBank(both, 'wang.min', (back, cookies) => {
			back.searchParams.set('state', 'x'.repeat(32));
			return cookies;
		});
		expect(other.principal.kind).toBe('nobody');
		expect(other.location).toContain('/sign-in?');
		const elsewhere = await throughTheBank(both, 'wang.min', () => []);
		expect(elsewhere.principal.kind).toBe('nobody');
		expect(elsewhere.location).toContain('/sign-in?');
	});

	test('that is silent is told as such', async () => {
		const server = await testServer({
			provider: {
				issuer: 'http://127.0.0.1:1',
				clientId: 'foyer',
				clientSecret: 'secret',
				origin: ORIGIN
			}
		});
		await expect(server.app.signIn.withProvider('/', visitor())).resolves.toBeUndefined();
	});

	test('is not offered where there is none', async () => {
		const server = await testServer();
		expect(server.app.signIn.hasProvider).toBe(false);
		await expect(server.app.signIn.withProvider('/', visitor())).resolves.toBeUndefined();
	});
});
