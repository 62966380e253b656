import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HEADS_FILE, HeadsFile, readHeads } from '#server/store/heads.ts';
import { events, group, newFolder, opened, tamper } from './support.ts';

const LINE = 512;
const head = (branch: string, seq: number) => ({
	...{ branch, seq, hash: String(seq).padStart(64, '0'), at: 1_000 * seq }
});

test('behind every commit the end of each branch is noted, and stands where the log does', async () => {
	const folder = newFolder();
	const store = opened(folder);
	await store.append(group({ events: [...events('a', 1, 3), ...events('b', 1, 2)] }));
	await store.append(group({ events: events('a', 4, 4) }));
	for (const branch of ['a', 'b']) {
		expect(readHeads(folder).get(branch)).toMatchObject({ branch, ...store.head(branch) });
	}
	expect(store.lost()).toEqual([]);
	await store.close();
});

test('a torn line is noticed, and the head before counts', () => {
	const folder = newFolder();
	const file = new HeadsFile(folder);
	file.note([head('a', 1), head('b', 7)]);
	file.note([head('a', 2)]);
	file.close();
	const path = join(folder, HEADS_FILE);
	expect(readHeads(folder).get('a')?.seq).toBe(2);
	const whole = readFileSync(path);
	for (let cut = 0; cut < LINE - 1; cut += 7) {
		// The second line of `a` as a write that stopped after so many bytes.
		const torn = Buffer.from(whole);
		torn.fill(0, LINE + cut, 2 * LINE);
		writeFileSync(path, torn);
		const seq = readHeads(folder).get('a')?.seq;
		expect(seq === 1 || seq === 2, `cut at ${cut}`).toBe(true);
		expect(readHeads(folder).get('b')?.seq).toBe(7);
	}
	// Whoever writes next writes over the torn one.
	const next = new HeadsFile(folder);
	next.note([head('a', 3)]);
	next.close();
	expect(readHeads(folder).get('a')?.seq).toBe(3);
	expect(readFileSync(path)).toHaveLength(whole.length);
});

test('thousands of commits take no more room than the first', () => {
	const folder = newFolder();
	const file = new HeadsFile(folder);
	for (let seq = 1; seq <= 2_000; seq += 1) file.note([head('a', seq), head('长'.repeat(64), seq)]);
	file.close();
	expect(readFileSync(join(folder, HEADS_FILE)).length).toBeLessThanOrEqual(4 * LINE);
	expect(readHeads(folder).get('长'.repeat(64))?.seq).toBe(2_000);
});

test('an older head is as it should be; a log that ends before its head, or is another, is told', async () => {
	const folder = newFolder();
	const store = opened(folder);
	await store.append(group({ events: events('a', 1, 1_112) }));
	await store.close();
	tamper(folder, 'delete from events where seq > 812');
	expect(opened(folder, { readOnly: true }).lost()).toEqual([
		expect.stringMatching(
			/^a: the log ends at 812; 1,112 was on disk at 2026-.+Z: 300 events are missing$/
		)
	]);
	tamper(folder, `update events set hash = x'00' where seq = 5`);
	const heads = new HeadsFile(folder);
	heads.note([head('c', 1)]);
	heads.close();
	expect(opened(folder, { readOnly: true }).lost()).toHaveLength(2);
	truncateSync(join(folder, HEADS_FILE), 0);
	expect(opened(folder, { readOnly: true }).lost()).toEqual([]);
});

test('a folder that takes no file stops nothing', () => {
	const file = new HeadsFile(join(newFolder(), 'missing'));
	file.note([head('a', 1)]);
	file.close();
	expect(existsSync('events.head')).toBe(false);
});
