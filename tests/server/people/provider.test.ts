import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '#server/server.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testConfig } from '../../support/test-config.ts';

const visitor = { address: '10.0.0.7', userAgent: 'test', cookie: undefined };

/** A server whose bank signs people in, and says of itself what `change` leaves of it. */
async function withProvider(change: Record<string, unknown> = {}) {
	const bank = createServer((_req, res) => {
		const said = {
			issuer,
			authorization_endpoint: `${issuer}/authorize`,
			token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/keys`,
			id_token_signing_alg_values_supported: ['RS256'],
			...change
		};
		res.setHeader('content-type', 'application/json');
		res.end(JSON.stringify(said));
	});
	bank.listen(0, '127.0.0.1');
	await once(bank, 'listening');
	const issuer = `http://127.0.0.1:${(bank.address() as AddressInfo).port}`;
	const folder = mkdtempSync(join(tmpdir(), 'foyer-provider-'));
	const provider = { issuer, clientId: 'foyer', clientSecret: 'hush', origin: 'http://localhost' };
	const config = testConfig(folder, { provider });
	const server = await startServer({ config, clock: manualClock(), pages: false });
	onTestFinished(async () => {
		await server.close();
		bank.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return { server, issuer };
}

test('a sign-in at the bank is asked for with a proof, a state and a nonce of its own', async () => {
	const { server, issuer } = await withProvider();
	const sent = await server.app.signIn.withProvider('/lobby', visitor);
	const url = new URL(sent?.url ?? 'about:blank');
	expect(`${url.origin}${url.pathname}`).toBe(`${issuer}/authorize`);
	const asked = Object.fromEntries(url.searchParams);
	expect(asked).toMatchObject({
		response_type: 'code',
		client_id: 'foyer',
		code_challenge_method: 'S256',
		scope: 'openid profile'
	});
	for (const each of ['state', 'nonce', 'code_challenge']) {
		expect([each, (asked[each] ?? '').length >= 32]).toEqual([each, true]);
	}
	expect(url.href).not.toContain('hush');
});

test('a bank that publishes no keys, so that nobody can check its tokens, signs nobody in', async () => {
	const { server } = await withProvider({ jwks_uri: undefined });
	expect(await server.app.signIn.withProvider('/lobby', visitor)).toBeUndefined();
});
