import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAccess } from '#server/store/index.ts';
import { event, group, newFolder, opened, T0 } from './support.ts';

const ingest = { branch: 'lakeside', name: 'queue machine', scopes: ['events:write', 'read'] };

test('a key opens with its whole secret and nothing else', () => {
	const { keys } = opened(newFolder());
	const { id, secret } = keys.create(ingest, T0);
	expect(secret).toMatch(new RegExp(`^foyer_${id}_[0-9A-Za-z]{40}$`));
	expect(keys.check(secret, T0 + 1)).toMatchObject({
		id,
		...ingest,
		createdAt: T0,
		expiresAt: null
	});
	const other = keys.create({ ...ingest, branch: null }, T0);
	expect(keys.check(other.secret, T0)?.branch).toBeNull();
	const mixed = secret.replace(id, other.id);
	const cut = secret.slice(0, -1);
	const last = secret.endsWith('x') ? 'y' : 'x';
	for (const wrong of [
		mixed,
		cut,
		`${cut}${last}`,
		`${secret}x`,
		` ${secret}`,
		id,
		'',
		'foyer__'
	]) {
		expect(keys.check(wrong, T0)).toBeUndefined();
	}
});

test('secrets are random, and not in the folder', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const secrets = Array.from({ length: 50 }, () => store.keys.create(ingest, T0).secret);
	expect(new Set(secrets).size).toBe(50);
	await store.close();
	const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
	expect(files.some((text) => text.includes('queue machine'))).toBe(true);
	for (const secret of secrets) {
		expect(files.some((text) => text.includes(secret.slice(20)))).toBe(false);
	}
});

test('an expired key is refused from that instant on', () => {
	const { keys } = opened(newFolder());
	const { secret } = keys.create({ ...ingest, expiresAt: T0 + 100 }, T0);
	expect(keys.check(secret, T0 + 99)).toBeDefined();
	expect(keys.check(secret, T0 + 100)).toBeUndefined();
});

test('a revoked key is refused at once by the store that revoked it', () => {
	const { keys } = opened(newFolder());
	const { id, secret } = keys.create(ingest, T0);
	expect(keys.check(secret, T0)).toBeDefined();
	expect(keys.revoke(id, T0 + 1)).toBe(true);
	expect(keys.check(secret, T0 + 1)).toBeUndefined();
	expect(keys.revoke(id, T0 + 2)).toBe(false);
	expect(keys.revoke('nobody', T0 + 2)).toBe(false);
	expect(keys.list()).toMatchObject([{ id, revokedAt: T0 + 1 }]);
});

test('a command makes and revokes keys while the store serves: seen a second later at most', () => {
	const folder = newFolder();
	const { keys } = opened(folder);
	const command = openAccess(folder);
	const { id, secret } = command.keys.create(ingest, T0);
	expect(keys.check(secret, T0)).toMatchObject({ id });
	command.keys.revoke(id, T0 + 10);
	command.close();
	expect(keys.check(secret, T0 + 1_000)).toBeUndefined();
	// A clock that was set back does not make a key believed for longer.
	expect(keys.check(secret, T0 - 60_000)).toBeUndefined();
});

test('a command makes the database where there is none, and the server finds its keys', () => {
	const folder = newFolder();
	const command = openAccess(folder);
	const { secret } = command.keys.create(ingest, T0);
	expect(command.keys.list()).toMatchObject([ingest]);
	expect(command.keys.check(secret, T0)).toMatchObject(ingest);
	command.close();
	expect(opened(folder).keys.check(secret, T0)).toMatchObject(ingest);
});

test('the last use is noted, at most once a minute, behind the events', async () => {
	const store = opened(newFolder());
	const { secret } = store.keys.create(ingest, T0);
	const lastUse = async () => {
		await store.append(group({ events: [event('b', store.head('b').seq + 1)] }));
		return store.keys.list()[0]!.lastUsedAt;
	};
	expect(await lastUse()).toBeNull();
	store.keys.check(secret, T0 + 5);
	store.keys.check(secret, T0 + 50_000);
	expect(await lastUse()).toBe(T0 + 5);
	store.keys.check(secret, T0 + 60_005);
	expect(await lastUse()).toBe(T0 + 60_005);
});
