import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { databaseFile, openReader, openWriter } from '#server/store/connection.ts';
import { HeadsFile, readHeads } from '#server/store/heads.ts';
import { lossInWords, lostFrom } from '#server/store/lost.ts';
import { startServer } from '#server/server.ts';
import { foyer } from '../server/cli/terminal.ts';
import { events, newFolder } from '../server/store/support.ts';
import { crashedFolder } from '../support/crashed-folder.ts';
import { howMany, report } from '../support/fault.ts';
import { silenced } from '../support/silenced.ts';
import { prepareFolder } from '../support/server-process.ts';
import { lakeside } from '../support/test-server.ts';
import { testConfig } from '../support/test-config.ts';

const COMMITS = 300;

it('F3: commits behind garbage in the log are dropped by SQLite, and counted by us', async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F3: seed ${seed}`);
	const groups = Array.from({ length: COMMITS }, (_, i) => events('lakeside', i + 1, i + 1));
	const crashed = await crashedFolder(newFolder(), groups);
	const size = crashed.wal.length;
	const hits = fc.sample(
		fc.record({
			from: fc.integer({ min: 0, max: size - 1 }),
			bytes: fc.uint8Array({ minLength: 1, maxLength: 600 })
		}),
		{ seed, numRuns: howMany(25, 150) }
	);
	let dropped = 0;
	let harmless = 0;
	for (const [index, { from, bytes }] of hits.entries()) {
		const wal = Buffer.from(crashed.wal);
		wal.set(bytes.subarray(0, size - from), from);
		const at = crashed.with(wal, `hit-${index}`);
		openWriter(databaseFile(at)).close();
		const db = openReader(databaseFile(at));
		const seq = db.prepare('select count(*) from events').pluck().get() as number;
		const sentences = lostFrom(db, readHeads(at)).map(lossInWords);
		if (seq === COMMITS) {
			expect(sentences).toEqual([]);
			harmless += 1;
		} else {
			const missing = COMMITS - seq;
			const count = missing === 1 ? '1 event is' : `${missing} events are`;
			expect(sentences).toEqual([expect.stringContaining(`: ${count} missing`)]);
			dropped += missing;
		}
		db.close();
		rmSync(at, { recursive: true });
	}
	expect(dropped).toBeGreaterThan(0);
	report(
		'F3',
		`${hits.length} logs with garbage, ${dropped} commits dropped by SQLite, all counted; ` +
			`${harmless} hit nothing that counts; seed ${seed}`
	);
});

it('F3: a server whose log lost its end serves reading only, and goes on once that is accepted', async () => {
	silenced();
	const data = newFolder();
	const key = await prepareFolder(data, lakeside());
	// The end that was noted: one that the log does not reach.
	const store = openReader(join(data, 'foyer.db'));
	const { seq } = store.prepare('select max(seq) as seq from events').get() as { seq: number };
	store.close();
	const heads = new HeadsFile(data);
	heads.note([{ branch: 'lakeside', seq: seq + 300, hash: '0'.repeat(64), at: Date.now() }]);
	heads.close();

	const config = testConfig(data);
	const damaged = await startServer({ config, pages: false });
	onTestFinished(() => damaged.close());
	expect(damaged.app.trouble?.code).toBe('damaged');
	expect(damaged.app.trouble?.detail).toContain(`: 300 events are missing`);
	expect(damaged.app.branches.get('lakeside')?.view('wall').seq).toBe(seq);
	const refused = await send(damaged.url, key);
	expect(refused.status).toBe(503);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await refused.json()).toMatchObject({ code: 'damaged' });
	await damaged.close();

	const restored = await foyer('restore', join(data, 'foyer.db'), '--data', data);
	expect(restored.err).toEqual([]);
	expect(restored.out.join('\n')).toContain('nothing is known, 300 events');
	const mended = await startServer({ config, pages: false });
	onTestFinished(() => mended.close());
	expect(mended.app.trouble).toBeUndefined();
	expect((await send(mended.url, key)).status).toBe(200);
});

function send(url: string, key: string): Promise<Response> {
	return fetch(`${url}/api/v1/events`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
		body: JSON.stringify({
			...{ specversion: '1.0', id: 'after', source: '/test', type: 'ticket.issued' },
			...{ subject: 'A1', data: { service: 'cash' } }
		})
	});
}
