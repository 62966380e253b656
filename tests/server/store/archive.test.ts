import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { onTestFinished, expect, test } from 'vitest';
import { openStore } from '#server/store/index.ts';
import type { LoggedEvent, Store } from '#server/store/types.ts';
import { events, group, newFolder } from './support.ts';

const MONTH = join('b', '2026-11.jsonl.gz');
const common = { branch: 'b', before: 1, at: 1 };

/** Event 1 and 12 are settings, the even ones heartbeats. */
const log = events('b', 1, 30).map((each): LoggedEvent => {
	if (each.seq === 1 || each.seq === 12) return { ...each, type: 'branch.configured' };
	return each.seq % 2 === 0 ? { ...each, type: 'device.heartbeat' } : each;
});
const evens = (from: number, to: number) =>
	log.flatMap(({ seq, type }) =>
		seq >= from && seq <= to && type === 'device.heartbeat' ? seq : []
	);

async function archiving(folder = newFolder(), archive = newFolder()) {
	const store = openStore(folder, { archive });
	onTestFinished(() => store.close());
	const snapshots = [{ branch: 'b', seq: 29, state: '{}' }];
	await store.append(group({ events: log, snapshots }));
	return { store, archive, folder };
}

/** Heartbeats go first, then the age of the log takes the rest, in two steps. */
async function compactAll(store: Store): Promise<void> {
	await store.compact({ ...common, rule: 'heartbeats', through: 24, seqs: evens(3, 24) });
	await store.compact({ ...common, rule: 'log', through: 9, unheld: 0 });
	await store.compact({ ...common, rule: 'log', through: 20, unheld: 0 });
}

test('what left the log stands in the archive, and proves the chain from its beginning', async () => {
	const { store, archive } = await archiving();
	const { head } = store.verify('b') as { head: object };
	await compactAll(store);
	const lines = gunzipSync(readFileSync(join(archive, MONTH)))
		.toString()
		.trim()
		.split('\n');
	const { branch: _, ...third } = log[2]!;
	expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(third);
	// 12 holds the settings, 21 to 30 are there but for 22 and 24.
	expect(await store.verifyArchived('b', archive)).toMatchObject({
		...{ ok: true, head },
		compacted: { whole: 9, archived: { proven: 21, lost: 0 } }
	});
	expect(store.verify('b')).toMatchObject({ ok: true, head, compacted: { whole: 9 } });
});

test('what the archive does not have is counted, and what was changed in it is found', async () => {
	const { store, archive } = await archiving();
	await compactAll(store);
	const file = join(archive, MONTH);
	const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
	const write = (some: string[]) => writeFileSync(file, gzipSync(`${some.join('\n')}\n`));
	const seqOf = (line: string) => (JSON.parse(line) as { seq: number }).seq;
	// Behind the one that is missing nothing is proven before the next that was kept: 12, of the settings.
	write(lines.filter((line) => seqOf(line) !== 5));
	expect(await store.verifyArchived('b', archive)).toMatchObject({
		...{ ok: true, compacted: { archived: { proven: 10, lost: 11 } } }
	});
	write(lines.map((line) => (seqOf(line) === 5 ? line.replace('cash', 'gold') : line)));
	expect(await store.verifyArchived('b', archive)).toMatchObject({
		...{ ok: false, seq: 1, reason: 'changed' }
	});
	// Rows that are there are never taken from the archive, and none may be added to it.
	write([...lines, JSON.stringify({ ...log[24], seq: 25, data: '{}' })]);
	expect((await store.verifyArchived('b', archive)).ok).toBe(true);
	write([...lines, JSON.stringify({ ...log[24], seq: 31 })]);
	expect((await store.verifyArchived('b', archive)).ok).toBe(false);
	rmSync(file);
	expect(await store.verifyArchived('b', archive)).toMatchObject({
		...{ ok: true, compacted: { archived: { proven: 0, lost: 21 } } }
	});
});

test('what a step left that came to nothing is cut off, and another archive is not written into', async () => {
	const { store, archive } = await archiving();
	await store.compact({ ...common, rule: 'heartbeats', through: 9, seqs: evens(3, 9) });
	// A crash in the middle of a line of gzip.
	appendFileSync(join(archive, MONTH), gzipSync('{"seq":').subarray(0, 15));
	await store.compact({ ...common, rule: 'heartbeats', through: 24, seqs: evens(10, 24) });
	expect(await store.verifyArchived('b', archive)).toMatchObject({
		...{ ok: true, compacted: { archived: { proven: 10, lost: 0 } } }
	});

	const other = await archiving(newFolder(), archive);
	const before = readFileSync(join(archive, MONTH));
	const step = { ...common, rule: 'heartbeats', through: 9, seqs: evens(3, 9) } as const;
	await expect(other.store.compact(step)).rejects.toMatchObject({
		...{ code: 'conflict', message: expect.stringContaining('FOYER_ARCHIVE') as string }
	});
	// Nothing goes that has nowhere to go, and everything else goes on.
	expect(other.store.read('b', 0, 100)).toEqual(log);
	expect(readFileSync(join(archive, MONTH))).toEqual(before);
	await other.store.append(group({ events: events('b', 31, 31) }));
	expect(other.store.verify('b').ok).toBe(true);
	expect(readdirSync(archive)).toEqual(['b']);
});
