import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openWriter } from '#server/store/connection.ts';
import { toStoreError } from '#server/store/errors.ts';
import { openStore } from '#server/store/index.ts';
import { pack } from '#server/store/pack.ts';
import { Writer } from '#server/store/writer.ts';
import { canMount, mountedFolder, remount } from '../../support/mounts.ts';
import { event, events, group, newFolder, opened } from './support.ts';

test('a database that may not grow refuses with disk_full and keeps nothing of the group', async () => {
	const folder = newFolder();
	await opened(folder).close();
	const db = openWriter(join(folder, 'foyer.db'));
	const writer = new Writer(db);
	writer.commit(pack(group({ events: events('b', 1, 10) })));
	db.pragma('max_page_count = 1');
	let failure: unknown;
	try {
		writer.commit(pack(group({ events: events('b', 11, 2_000) })));
	} catch (thrown) {
		failure = toStoreError(thrown, folder);
	}
	expect(failure).toMatchObject({ name: 'StoreError', code: 'disk_full' });
	writer.close();
	const store = opened(folder);
	expect(store.head('b').seq).toBe(10);
	expect(store.verify('b').ok).toBe(true);
});

test.runIf(canMount)(
	'a disk that runs full: refused, nothing half done, goes on when there is room',
	async () => {
		const folder = mountedFolder('size=4m');
		const store = opened(folder);
		let stored = 0;
		let failure: unknown;
		while (!failure) {
			const next = events('b', stored + 1, stored + 100);
			await store.append(group({ events: next })).then(
				() => (stored += 100),
				(thrown: unknown) => (failure = thrown)
			);
		}
		expect(failure).toMatchObject({ name: 'StoreError', code: 'disk_full' });
		expect(store.halted).toBe(failure);
		expect(store.head('b').seq).toBe(stored);
		expect(store.read('b', stored - 1, 10)).toHaveLength(1);

		store.resume();
		await expect(
			store.append(group({ events: events('b', stored + 1, stored + 500) }))
		).rejects.toMatchObject({ code: 'disk_full' });

		remount(folder, 'size=32m');
		store.resume();
		await store.append(group({ events: events('b', stored + 1, stored + 500) }));
		expect(store.verify('b')).toMatchObject({ ok: true, head: { seq: stored + 500 } });
		await store.close();
	}
);

test.runIf(canMount)('a folder that cannot be written is refused as such', async () => {
	const folder = mountedFolder('size=8m');
	const store = opened(folder);
	await store.append(group({ events: events('b', 1, 10) }));
	await store.close();
	remount(folder, 'ro');
	expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: 'read_only' }));
});

test.each([
	['SQLITE_FULL', 'disk_full'],
	['ENOSPC', 'disk_full'],
	['SQLITE_READONLY_DBMOVED', 'read_only'],
	['EROFS', 'read_only'],
	['SQLITE_CORRUPT_INDEX', 'corrupt'],
	['SQLITE_IOERR_FSYNC', 'io'],
	['SQLITE_CONSTRAINT_UNIQUE', 'conflict'],
	['SQLITE_BUSY', 'io'],
	['', 'io']
])('%s is told as %s', (native, code) => {
	const thrown = Object.assign(new Error('as SQLite says it'), { code: native });
	const told = toStoreError(thrown, newFolder());
	expect(told).toMatchObject({ code, cause: thrown });
	expect(told.message).toContain('as SQLite says it');
	expect(toStoreError(told, '/elsewhere')).toBe(told);
});

test('a writer that is killed half way: refused, and what was acknowledged is there once', async () => {
	const folder = newFolder();
	const threads: Worker[] = [];
	const noted = (worker: Worker) => threads.push(worker);
	process.on('worker', noted);
	onTestFinished(() => void process.off('worker', noted));
	const store = opened(folder);
	let next = 1;
	for (let round = 0; round < 5; round++) {
		await store.append(group({ events: events('b', next, next) }));
		const underWay = Array.from({ length: 40 }, (_, i) => {
			const from = next + 1 + i * 50;
			return store.append(group({ events: events('b', from, from + 49) }));
		});
		const settled = Promise.allSettled(underWay);
		await underWay[round];
		await threads.at(-1)!.terminate();
		const outcomes = await settled;
		const accepted = outcomes.filter(({ status }) => status === 'fulfilled').length;
		expect(accepted).toBeGreaterThan(round);
		if (accepted < outcomes.length) expect(store.halted).toMatchObject({ code: 'io' });
		await vi.waitUntil(() => store.halted, { timeout: 60_000 });

		// Whole groups only, and at least those acknowledged: the last may have died after its commit.
		const { seq } = store.head('b');
		expect((seq - next) % 50).toBe(0);
		expect(seq).toBeGreaterThanOrEqual(next + accepted * 50);
		store.resume();
		next = seq + 1;
	}
	await store.append(group({ events: [event('b', next)] }));
	expect(store.read('b', 0, 100_000)).toEqual(events('b', 1, next));
	expect(store.verify('b').ok).toBe(true);
});

test('a process that is killed half way loses nothing that it acknowledged', async () => {
	const folder = newFolder();
	const store = join(import.meta.dirname, '../../../src/server/store/index.ts');
	const support = join(import.meta.dirname, 'killed.ts');
	for (let round = 0; round < 3; round++) {
		const child = spawn(process.execPath, [support, store, folder], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		onTestFinished(() => void child.kill('SIGKILL'));
		let acknowledged = 0;
		for await (const line of createInterface(child.stdout)) {
			acknowledged = Number(line);
			if (acknowledged % 1_000 > 200 + round * 150) child.kill('SIGKILL');
		}
		if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
		const after = openStore(folder);
		const { seq } = after.head('b');
		expect(seq).toBeGreaterThanOrEqual(acknowledged);
		expect(seq % 10).toBe(0);
		expect(after.verify('b')).toMatchObject({ ok: true, head: { seq } });
		expect(after.read('b', 0, seq + 1)).toHaveLength(seq);
		await after.close();
	}
});

test('a connection waits while another process writes', async () => {
	const folder = newFolder();
	const store = opened(folder);
	await store.append(group({ events: [event('b', 1)] }));
	const other = openWriter(join(folder, 'foyer.db'));
	other.exec('begin immediate');
	const waiting = store.append(group({ events: [event('b', 2)] }));
	other.exec('commit');
	other.close();
	await waiting;
	expect(store.head('b').seq).toBe(2);
});
