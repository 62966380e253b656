import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openWriter } from '#server/store/connection.ts';
import { acquireLock, openStore, StoreError } from '#server/store/index.ts';
import { event, events, group, newFolder, opened, tamper } from './support.ts';

test('a folder is served once; the refusal says by whom', async () => {
	const folder = newFolder();
	const first = opened(folder);
	expect(() => openStore(folder)).toThrow(/in use by another process/);
	writeFileSync(join(folder, 'server.json'), '{"pid":4711,"url":"http://127.0.0.1:3000"}');
	expect(() => acquireLock(folder)).toThrow(/in use by process 4711 \(http:\/\/127.0.0.1:3000\)/);
	writeFileSync(join(folder, 'server.json'), '{"pid":');
	let failure: unknown;
	try {
		acquireLock(folder);
	} catch (thrown) {
		failure = thrown;
	}
	expect(failure).toBeInstanceOf(StoreError);
	expect(failure).toMatchObject({ code: 'in_use' });
	await first.close();
	opened(folder);
});

test('another process is refused too, and the lock ends with the process that holds it', async () => {
	const folder = newFolder();
	const store = join(import.meta.dirname, '../../../src/server/store/index.ts');
	const holder = spawn(
		process.execPath,
		[
			...['--expose-gc', '--input-type=module', '-e'],
			// Nothing of the store is kept: the process holds the folder, not whoever still knows of the lock.
			`import { openStore } from ${JSON.stringify(store)};
			 openStore(${JSON.stringify(folder)}); setImmediate(() => { gc(); console.log('open'); });
			 setInterval(() => {}, 1e6);`
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	onTestFinished(() => void holder.kill('SIGKILL'));
	await once(holder.stdout, 'data');
	expect(() => openStore(folder)).toThrow(/in use/);
	expect(opened(folder, { readOnly: true }).branches()).toEqual([]);
	holder.kill('SIGKILL');
	await once(holder, 'exit');
	await opened(folder).append(group({ events: [event('b', 1)] }));
});

test('a store that only reads needs no lock, sees what is committed, and writes nothing', async () => {
	const folder = newFolder();
	expect(() => openStore(folder, { readOnly: true })).toThrow(/no database/);
	expect(existsSync(join(folder, 'foyer.db'))).toBe(false);
	const writing = opened(folder);
	const reading = opened(folder, { readOnly: true });
	expect([writing.readOnly, reading.readOnly]).toEqual([false, true]);
	await writing.append(group({ events: events('b', 1, 2) }));
	expect(reading.read('b', 0, 10)).toEqual(events('b', 1, 2));
	await expect(reading.append(group({ events: [event('b', 3)] }))).rejects.toMatchObject({
		code: 'read_only'
	});
	expect(() => reading.keys.create({ branch: null, name: 'x', scopes: [] }, 0)).toThrow(
		/read only/
	);
	await writing.close();
	expect(reading.head('b').seq).toBe(2);
});

test('every connection that writes waits for the disk, on a new file and on an old one', async () => {
	const folder = newFolder();
	await opened(folder).close();
	for (let i = 0; i < 2; i++) {
		const db = openWriter(join(folder, 'foyer.db'));
		expect(db.pragma('synchronous', { simple: true })).toBe(2);
		expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
		db.close();
	}
	const plain = new Database(join(folder, 'foyer.db'));
	expect(plain.pragma('journal_mode', { simple: true })).toBe('wal');
	plain.close();
});

test('a file of a later version is left alone', async () => {
	const folder = newFolder();
	await opened(folder).close();
	tamper(
		folder,
		`insert into __drizzle_migrations (hash, created_at) values ('x', 99999999999999)`
	);
	for (const readOnly of [false, true]) {
		expect(() => openStore(folder, { readOnly })).toThrow(/later version/);
	}
	acquireLock(folder)();
});

test('a file that is no database, or a damaged one, is refused by name', async () => {
	const folder = newFolder();
	writeFileSync(join(folder, 'foyer.db'), 'not a database, and longer than a header'.repeat(100));
	for (const readOnly of [false, true]) {
		expect(() => openStore(folder, { readOnly })).toThrow(
			expect.objectContaining({ name: 'StoreError', code: 'corrupt' })
		);
	}
});
