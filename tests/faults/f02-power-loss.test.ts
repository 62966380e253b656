import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { databaseFile, openReader, openWriter } from '#server/store/connection.ts';
import { readHeads } from '#server/store/heads.ts';
import { lostFrom } from '#server/store/lost.ts';
import { Reader } from '#server/store/reader.ts';
import { openForServing } from '#server/store/index.ts';
import { verifyChain } from '#server/store/verify.ts';
import { crashedFolder } from '../support/crashed-folder.ts';
import { howMany, report } from '../support/fault.ts';
import { events, group, newFolder } from '../server/store/support.ts';

const COMMITS = 40;
const EACH = 7;
/** Of the log: its own header, and a header before each page. */
const HEADER = 32;
const FRAME = 24 + 4096;

it('F2: a log cut at any byte opens, with every fully written commit and nothing else', async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F2: seed ${seed}`);
	const folder = newFolder();
	const groups = Array.from({ length: COMMITS }, (_, i) =>
		events('lakeside', i * EACH + 1, (i + 1) * EACH)
	);
	const crashed = await crashedFolder(folder, groups);
	const { wal, ends } = crashed;
	const borders = Array.from(
		{ length: Math.floor((wal.length - HEADER) / FRAME) + 1 },
		(_, frame) => HEADER + frame * FRAME
	).filter((_, frame) => frame % howMany(6, 1) === 0);
	const random = fc.sample(fc.integer({ min: 0, max: wal.length }), {
		seed,
		numRuns: howMany(30, 150)
	});
	const cuts = [...borders.flatMap((border) => [border - 1, border]), ...random];
	let lost = 0;
	for (const [index, cut] of cuts.entries()) {
		const at = crashed.with(wal.subarray(0, cut), `cut-${index}`);
		const whole = ends.filter((end) => end <= cut).length * EACH;
		const writer = openWriter(databaseFile(at));
		writer.close();
		const db = openReader(databaseFile(at));
		expect(new Reader(db).head('lakeside').seq, `cut at ${cut}`).toBe(whole);
		expect(new Reader(db).read('lakeside', 0, 1_000)).toEqual(events('lakeside', 1, whole));
		expect(verifyChain(db, 'lakeside')).toMatchObject({ ok: true, head: { seq: whole } });
		const missing = COMMITS * EACH - whole;
		expect(lostFrom(db, readHeads(at))).toHaveLength(missing === 0 ? 0 : 1);
		if (missing > 0) lost += 1;
		db.close();
		rmSync(at, { recursive: true });
	}
	report(
		'F2',
		`${cuts.length} cuts of ${wal.length} bytes, ${lost} with a loss, each told; seed ${seed}`
	);
});

it('F2: what a power cut took is told at the start, and a disk that kept its word goes on', async () => {
	const crashed = await crashedFolder(
		newFolder(),
		Array.from({ length: 4 }, (_, i) => events('lakeside', i + 1, i + 1))
	);
	const short = openForServing(crashed.with(crashed.wal.subarray(0, crashed.ends[1]), 'short'));
	expect(short.trouble?.code).toBe('damaged');
	expect(short.trouble?.detail).toMatch(
		/^lakeside: the log ends at 2; 4 was on disk at .+Z: 2 events are missing$/
	);
	await short.store.close();

	const { store, trouble } = openForServing(crashed.with(crashed.wal, 'whole'));
	expect(trouble).toBeUndefined();
	await store.append(group({ events: events('lakeside', 5, 5) }));
	expect(store.verify('lakeside')).toMatchObject({ ok: true, head: { seq: 5 } });
	await store.close();
});
