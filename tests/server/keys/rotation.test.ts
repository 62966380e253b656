import { expect, test } from 'vitest';
import type { Role } from '#lib/protocol/roles.ts';
import type { Caller } from '#server/access/access.ts';
import { OPERATOR } from '#server/access/access.ts';
import { BOTH_WORK } from '#server/key-desk.ts';
import { until } from '../../support/test-server.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const operator: Caller = { principal: OPERATOR, address: null };
const NEW = { branch: 'lakeside', scopes: ['events:write'], name: '取号机' };

function made(answer: ReturnType<TestServer['app']['keys']['create']>) {
	if (!answer.ok) throw new Error(answer.detail);
	return answer;
}

function opens(server: TestServer, secret: string): boolean {
	return server.app.access.identify({ authorization: `Bearer ${secret}` }).kind === 'key';
}

/** A server whose time the test moves, and a key of its own. */
async function withKey() {
	const clock = manualClock();
	const server = await testServer({ clock });
	const old = made(server.app.keys.create(operator, NEW));
	return { clock, server, old };
}

/** Long enough that nothing is believed any more that was looked up before. */
const FORGOTTEN = 2_000;

test('after a rotation both keys work, and the newer one says which it takes over from', async () => {
	const { clock, server, old } = await withKey();
	clock.advance(1);
	const young = made(server.app.keys.rotate(operator, old.id));
	expect([opens(server, old.secret), opens(server, young.secret)]).toEqual([true, true]);
	expect(server.app.keys.list(operator)).toMatchObject([
		{ id: old.id, replaces: null, name: '取号机' },
		{ id: young.id, replaces: old.id, ...NEW, expiresAt: null }
	]);
});

test('the older one works until its day, and not a millisecond longer', async () => {
	const { clock, server, old } = await withKey();
	const young = made(server.app.keys.rotate(operator, old.id));
	clock.advance(BOTH_WORK - 1);
	expect(opens(server, old.secret)).toBe(true);
	clock.advance(FORGOTTEN);
	expect([opens(server, old.secret), opens(server, young.secret)]).toEqual([false, true]);
});

test('a rotation never makes an older key last longer than it did', async () => {
	const { clock, server } = await withKey();
	const soon = clock.real() + 60_000;
	const old = made(server.app.keys.create(operator, { ...NEW, expiresAt: soon }));
	made(server.app.keys.rotate(operator, old.id));
	expect(server.app.keys.list(operator).find(({ id }) => id === old.id)?.expiresAt).toBe(soon);
});

test('a key that was rotated can be revoked at once, and the newer one works on', async () => {
	const { clock, server, old } = await withKey();
	const young = made(server.app.keys.rotate(operator, old.id));
	expect(server.app.keys.revoke(operator, old.id)).toEqual({ ok: true });
	clock.advance(FORGOTTEN);
	expect([opens(server, old.secret), opens(server, young.secret)]).toEqual([false, true]);
	expect(server.app.keys.rotate(operator, old.id)).toMatchObject({ code: 'unknown_key' });
	expect(server.app.keys.revoke(operator, old.id)).toMatchObject({ code: 'unknown_key' });
});

test('an expired key is not rotated, and nothing is made that had expired before', async () => {
	const { clock, server, old } = await withKey();
	made(server.app.keys.rotate(operator, old.id, 1_000));
	clock.advance(FORGOTTEN);
	expect(server.app.keys.rotate(operator, old.id)).toMatchObject({ code: 'unknown_key' });
	expect(server.app.keys.rotate(operator, old.id, -1)).toMatchObject({ code: 'expired' });
	expect(server.app.keys.create(operator, { ...NEW, expiresAt: clock.real() })).toMatchObject({
		code: 'expired'
	});
});

test('when a key was last used is noted', async () => {
	const { clock, server, old } = await withKey();
	const lastUsed = () =>
		server.app.keys.list(operator).find(({ id }) => id === old.id)?.lastUsedAt ?? null;
	expect(lastUsed()).toBeNull();
	clock.advance(5_000);
	opens(server, old.secret);
	await until(() => lastUsed() === clock.real());
});

test('each step is written down, without the secret', async () => {
	const { server, old } = await withKey();
	const young = made(server.app.keys.rotate(operator, old.id));
	server.app.keys.revoke(operator, old.id);
	const rows = server.app.store.audit.search({ actions: ['key'], limit: 9 });
	expect(rows).toMatchObject([
		{ action: 'key.revoked', target: old.id, branch: 'lakeside', actor: 'operator' },
		{ action: 'key.rotated', target: old.id, detail: { by: young.id } },
		{ action: 'key.created', target: old.id, detail: { scopes: ['events:write'] } }
	]);
	const text = JSON.stringify(rows);
	expect(text).not.toContain(old.secret.slice(-40));
	expect(text).not.toContain(young.secret.slice(-40));
});

/** Somebody with a role, as if signed in. */
function caller(role: Role, branch: string | null): Caller {
	const person = { role, branch, username: 'x', mustChangePassword: false };
	const principal = { kind: 'person', person, session: {}, token: '' };
	return { principal: principal as never, address: '10.0.0.7' };
}

test.each([
	'teller',
	'lobby_manager',
	'wealth_manager',
	'branch_head',
	'operations_supervisor'
] as const)('a %s manages no keys', async (role) => {
	const { server, old } = await withKey();
	const who = caller(role, 'lakeside');
	const { keys } = server.app;
	expect(keys.list(who)).toEqual([]);
	for (const answer of [
		keys.create(who, NEW),
		keys.rotate(who, old.id),
		keys.revoke(who, old.id)
	]) {
		expect(answer).toMatchObject({ ok: false, code: 'forbidden' });
	}
	expect(opens(server, old.secret)).toBe(true);
});

test('an administrator of one branch manages the keys of that one, and none of all', async () => {
	const { server, old } = await withKey();
	const { keys } = server.app;
	const elsewhere = made(keys.create(operator, { ...NEW, branch: 'hillside' }));
	const everywhere = made(keys.create(operator, { ...NEW, branch: null }));
	const who = caller('administrator', 'lakeside');
	expect(keys.list(who).map(({ id }) => id)).toEqual([old.id]);
	for (const { id } of [elsewhere, everywhere]) {
		expect(keys.rotate(who, id)).toMatchObject({ code: 'forbidden' });
		expect(keys.revoke(who, id)).toMatchObject({ code: 'forbidden' });
	}
	expect(keys.create(who, { ...NEW, branch: null })).toMatchObject({ code: 'forbidden' });
	expect(keys.create(who, { ...NEW, branch: 'hillside' })).toMatchObject({ code: 'forbidden' });
	expect(keys.create(who, NEW).ok).toBe(true);
});
