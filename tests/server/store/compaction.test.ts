import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { databaseFile, openReader, openWriter } from '#server/store/connection.ts';
import { pack } from '#server/store/pack.ts';
import { Reader } from '#server/store/reader.ts';
import { prepareDatabase } from '#server/store/prepare.ts';
import { verifyChain } from '#server/store/verify.ts';
import { Writer } from '#server/store/writer.ts';
import type { CompactionStep, LoggedEvent, Store } from '#server/store/types.ts';
import { event, events, group, newFolder, opened, prompt, tamper, ticket } from './support.ts';

const BEFORE = 1_800_000_000_000;
const common = { branch: 'b', before: BEFORE, at: 1 };
const ofB = `branch = (select ordinal from branches where id = 'b')`;

/** Event 1 configures, every third is of the line, the others are heartbeats. */
function busy(from: number, to: number): LoggedEvent[] {
	return events('b', from, to).map((each) => {
		if (each.seq === 1) return { ...each, type: 'branch.configured', source: null, id: null };
		return each.seq % 3 === 0 ? each : { ...each, type: 'device.heartbeat', data: '{}' };
	});
}

function beats(from: number, to: number): number[] {
	return busy(from, to).flatMap(({ seq, type }) => (type === 'device.heartbeat' ? seq : []));
}

/** A store with so many events, and a snapshot after all of them but the newest. */
async function filled(count: number, folder = newFolder()): Promise<Store> {
	const store = opened(folder);
	const snapshots = [{ branch: 'b', seq: count - 1, state: '{}' }];
	await store.append(group({ events: busy(1, count), snapshots }));
	return store;
}

const seqsOf = (store: Store) => store.read('b', 0, 10_000).map(({ seq }) => seq);

test('what heartbeats leave is read as before, and the chain is whole over the gaps', async () => {
	const folder = newFolder();
	const store = await filled(30, folder);
	const { head } = store.verify('b') as { head: object };
	expect(
		await store.compact({ ...common, rule: 'heartbeats', through: 20, seqs: beats(4, 20) })
	).toEqual({ removed: 12, through: 20 });
	expect(store.read('b', 0, 100)).toEqual(
		busy(1, 30).filter(({ seq, type }) => type !== 'device.heartbeat' || seq < 4 || seq > 20)
	);
	const verdict = store.verify('b');
	expect(verdict).toMatchObject({
		...{ ok: true, head },
		compacted: { whole: 18, events: { heartbeats: 12, log: 0 }, history: 0, seal: { nr: 1 } }
	});
	expect(store.compacted('b')).toMatchObject({ heartbeats: 20, log: 0, snapshot: 29 });
	expect(store.find('b', 'queue', 'b-5')).toBeUndefined();
	expect(store.find('b', 'queue', 'b-6')).toEqual(event('b', 6));
	await store.close();
	const again = opened(folder);
	expect(again.verify('b')).toEqual(verdict);
	await again.append(group({ events: busy(31, 31) }));
	expect(again.verify('b')).toMatchObject({ ok: true, head: { seq: 31 } });
});

test('the age of the log takes everything but the newest settings', async () => {
	const store = await filled(12);
	const settings = { type: 'branch.configured', source: null, id: null };
	await store.append(
		group({
			events: [event('b', 13, settings), ...events('b', 14, 30)],
			snapshots: [{ branch: 'b', seq: 29, state: '{}' }]
		})
	);
	const step = { ...common, rule: 'log', unheld: 0 } as const;
	// The older of the two snapshots ends at 11: nothing behind it may go yet.
	expect(await store.compact({ ...step, through: 20 })).toEqual({ removed: 10, through: 11 });
	expect(seqsOf(store)).toEqual([1, ...Array.from({ length: 19 }, (_, i) => i + 12)]);
	await store.append(group({ snapshots: [{ branch: 'b', seq: 30, state: '{}' }] }));
	expect(await store.compact({ ...step, through: 20 })).toEqual({ removed: 9, through: 20 });
	expect(seqsOf(store)).toEqual([13, ...Array.from({ length: 10 }, (_, i) => i + 21)]);
	expect(store.verify('b')).toMatchObject({
		ok: true,
		compacted: { whole: 11, events: { heartbeats: 0, log: 19 }, seal: { nr: 1 } }
	});
	// The end of the log is what the next event follows.
	expect(await store.compact({ ...step, through: 99 })).toEqual({ removed: 9, through: 29 });
	expect(seqsOf(store)).toEqual([13, 30]);
	expect(store.branches()).toEqual(['b']);
	expect(store.verify('b').ok).toBe(true);
});

test('nothing goes without a snapshot, twice, or under the name of another rule', async () => {
	const store = opened(newFolder());
	await store.append(group({ events: busy(1, 30) }));
	const step = { ...common, rule: 'heartbeats', through: 20 } as const;
	expect(await store.compact({ ...step, seqs: beats(2, 20) })).toEqual({ removed: 0, through: 0 });
	await store.append(group({ snapshots: [{ branch: 'b', seq: 25, state: '{}' }] }));
	// Events of the line are none of the heartbeats', whoever lists them.
	await store.compact({ ...step, seqs: [6, 7, 8, 9] });
	expect(seqsOf(store).slice(4, 8)).toEqual([5, 6, 9, 10]);
	expect(await store.compact({ ...step, seqs: beats(2, 20) })).toEqual({ removed: 0, through: 20 });
	expect(await store.compact({ ...step, branch: 'nobody', seqs: [] })).toEqual({
		...{ removed: 0, through: 0 }
	});
});

test('events that a webhook waits for are held, but not for ever', async () => {
	const store = await filled(30);
	const url = 'https://hooks.bank.lan/foyer';
	const id = store.webhooks.create({ branch: 'b', url, kinds: ['sale'] }, 1);
	store.webhooks.replay(id, { from: 11 }, 2);
	const step = { ...common, rule: 'log', through: 20 } as const;
	expect(await store.compact({ ...step, unheld: 0 })).toEqual({ removed: 9, through: 10 });
	const plan = { kind: 'plan', endpoint: id, from: 10, to: 30, now: 3 } as const;
	await store.outbox({ ...plan, events: [{ seq: 14, type: 'sale.recorded' }] });
	expect(await store.compact({ ...step, unheld: 0 })).toEqual({ removed: 3, through: 13 });
	expect(await store.compact({ ...step, unheld: 17 })).toEqual({ removed: 4, through: 17 });
	expect(store.webhooks.gone('b')).toEqual({ seq: 17, before: BEFORE });
	expect(store.webhooks.seqAt('b', event('b', 5).recordedAt)).toBe(18);
	expect(store.webhooks.seqAt('b', event('b', 25).recordedAt)).toBe(25);
});

test('history goes by day, in steps, with the devices that ended; what is open stays', async () => {
	const store = await filled(3);
	const old = Array.from({ length: 900 }, (_, i) => ticket(`A${i}`, { branch: 'b' }));
	const spell = { branch: 'b', device: 'd', state: 'ok', service: 'full', cause: null } as const;
	await store.append(
		group({
			tickets: [...old, ticket('B1', { branch: 'b', day: '2026-11-24' })],
			prompts: [prompt('p', { branch: 'b' }), prompt('q', { branch: 'b', day: '2026-11-24' })],
			spells: [
				{ ...spell, from: 1, to: BEFORE, functions: {} },
				{ ...spell, from: BEFORE, to: BEFORE + 1, functions: {} },
				{ ...spell, device: 'e', from: 1, to: null, functions: {} }
			]
		})
	);
	const step = { ...common, rule: 'history', day: '2026-11-24' } as const;
	const removed: number[] = [];
	do removed.push((await store.compact(step)).removed);
	while (removed.at(-1) !== 0);
	expect(removed).toEqual([400, 400, 102, 0]);
	const { history } = store;
	expect(history.tickets('b', '2000-01-01', '2030-01-01').map(({ number }) => number)).toEqual([
		'B1'
	]);
	expect(history.prompts('b', '2000-01-01', '2030-01-01').map(({ id }) => id)).toEqual(['q']);
	expect(history.spells('b', 0, BEFORE * 2).map(({ from }) => from)).toEqual([BEFORE, 1]);
	expect(store.compacted('b')).toMatchObject({ history: BEFORE, log: 0 });
	expect(store.verify('b')).toMatchObject({ ok: true, compacted: { history: 902 } });
});

interface Move {
	kind: 'append' | 'thin' | 'shorten';
	count: number;
	/** Which of the heartbeats go. */
	some: number;
}

/** Any compactions that the rules could make, between any appends, without a thread in between. */
function compactAtRandom(folder: string, moves: readonly Move[]): void {
	const db = openWriter(databaseFile(folder));
	// Hundreds of histories: none of them has to outlive this machine.
	db.pragma('synchronous = OFF');
	const [writer, reader] = [new Writer(db), new Reader(db)];
	let seq = 0;
	let day = 0;
	for (const { kind, count, some } of [{ kind: 'append', count: 9, some: 0 } as const, ...moves]) {
		const reach = reader.compacted('b');
		day += some % 2;
		const step = { branch: 'b', before: BEFORE + day, at: day };
		if (kind === 'append') {
			const snapshots = [{ branch: 'b', seq: seq + count, state: '{}' }];
			writer.commit(pack(group({ events: busy(seq + 1, seq + count), snapshots })));
			seq += count;
		} else if (kind === 'thin') {
			const through = reach.heartbeats + count;
			const seqs = beats(reach.heartbeats + 1, through).filter((each) => (each * some) % 5 < 3);
			writer.compact({ ...step, rule: 'heartbeats', through, seqs });
		} else {
			writer.compact({ ...step, rule: 'log', through: reach.log + count, unheld: 0 });
		}
	}
	expect(verifyChain(db, 'b')).toMatchObject({ ok: true, head: reader.head('b') });
	writer.close();
}

const anyMoves = fc.array(
	fc.record({
		kind: fc.constantFrom('append' as const, 'thin' as const, 'shorten' as const),
		count: fc.integer({ min: 1, max: 20 }),
		some: fc.integer({ min: 1, max: 9 })
	}),
	{ minLength: 6, maxLength: 25 }
);

test('any compactions leave a chain that is whole, and no hand beside them stays hidden', () => {
	let tampered = 0;
	const empty = newFolder();
	prepareDatabase(empty);
	fc.assert(
		fc.property(anyMoves, fc.nat(), fc.nat(), (moves, which, how) => {
			const folder = mkdtempSync(join(tmpdir(), 'foyer-compacted-'));
			copyFileSync(databaseFile(empty), databaseFile(folder));
			try {
				compactAtRandom(folder, moves);
				const hand = handAt(folder, which, how);
				if (hand === undefined) return;
				tampered += 1;
				tamper(folder, ...hand);
				const db = openReader(databaseFile(folder));
				expect([hand, verifyChain(db, 'b').ok]).toEqual([hand, false]);
				db.close();
			} finally {
				rmSync(folder, { recursive: true });
			}
		}),
		{ numRuns: 80 }
	);
	expect(tampered).toBeGreaterThan(30);
});

/** What somebody could do to the file with an editor, who knows how gaps are noted but not the seals. */
function handAt(folder: string, which: number, how: number): string[] | undefined {
	const db = new Database(`${folder}/foyer.db`, { readonly: true });
	const rows = db
		.prepare(
			`select seq, hex(hash) as hash, hash_before is not null as behind from events order by seq`
		)
		.all() as { seq: number; hash: string; behind: number }[];
	const counts = db.prepare('select count from compactions order by nr').pluck().all() as number[];
	db.close();
	const records = counts.length;
	// Nobody misses the newest but a head that was kept elsewhere.
	const row = rows[which % (rows.length - 1)]!;
	const behind = rows.filter((each) => each.behind === 1);
	const gap = behind.length === 0 ? undefined : behind[which % behind.length]!.seq;
	const nr = records === 0 ? 0 : 1 + (which % records);
	const hands: (string[] | undefined)[] = [
		[`delete from events where seq = ${row.seq}`],
		// Passed off as compacted.
		[
			`delete from events where seq = ${row.seq}`,
			`update events set hash_before = x'${row.hash}' where seq = ${row.seq + 1}`
		],
		[`update events set data = '{"x":1}' where seq = ${row.seq}`],
		gap === undefined ? undefined : [`update events set hash_before = null where seq = ${gap}`],
		gap === undefined
			? undefined
			: [`update events set hash_before = zeroblob(32) where seq = ${gap}`],
		nr === 0 ? undefined : [`update compactions set count = count + 1 where nr = ${nr}`],
		nr === 0 ? undefined : [`update compactions set to_seq = to_seq + 1 where nr = ${nr}`],
		// The newest, of a step that took nothing, says nothing.
		nr === 0 || (nr === records && counts.at(-1) === 0)
			? undefined
			: [`delete from compactions where nr = ${nr}`]
	];
	return hands[how % hands.length];
}

test('a record that was taken off the end shows against a seal that was kept', async () => {
	const folder = newFolder();
	const store = await filled(30, folder);
	await store.compact({ ...common, rule: 'history', day: '2026-01-01' });
	const first: CompactionStep = { ...common, rule: 'log', through: 10, unheld: 0 };
	await store.compact(first);
	const kept = store.verify('b');
	await store.compact({ ...first, before: BEFORE + 1, through: 20 });
	const later = store.verify('b');
	expect(later).toMatchObject({ ok: true, compacted: { seal: { nr: 2 } } });
	expect(kept).toMatchObject({ ok: true, compacted: { seal: { nr: 1 } } });
	await store.close();
	tamper(folder, 'delete from compactions where nr = 2');
	expect(opened(folder, { readOnly: true }).verify('b')).toMatchObject({
		...{ ok: false, seq: 11, reason: 'missing' }
	});
});

test('a damaged record is named by the event from which on it told', async () => {
	const folder = newFolder();
	const store = await filled(30, folder);
	await store.compact({ ...common, rule: 'log', through: 10, unheld: 0 });
	await store.close();
	tamper(folder, `update compactions set before = before + 1 where ${ofB}`);
	expect(opened(folder, { readOnly: true }).verify('b')).toEqual({
		...{ ok: false, seq: 1, pos: null, reason: 'unsealed' }
	});
});

test('killed anywhere between its steps and in them, compaction leaves a whole chain and goes on', async () => {
	const folder = newFolder();
	const before = await filled(4_000, folder);
	const head = before.head('b');
	await before.close();
	const program = fileURLToPath(new URL('./compacting.ts', import.meta.url));
	let reached = 0;
	for (let kill = 0; kill < 2; kill += 1) {
		const child = fork(program, [folder], { execPath: process.execPath, stdio: 'inherit' });
		const exited = once(child, 'exit');
		const wanted = reached + 400 + 130 * kill;
		child.on('message', (through: number) => {
			if (through > wanted) child.kill('SIGKILL');
		});
		await exited;
		const store = opened(folder);
		const verdict = store.verify('b');
		expect(verdict).toMatchObject({ ok: true, head });
		const { heartbeats } = store.compacted('b');
		expect(heartbeats).toBeGreaterThan(reached);
		reached = heartbeats;
		expect(verdict.ok && verdict.compacted?.events.heartbeats).toBe(beats(1, reached).length);
		await store.close();
	}
	expect(reached).toBeLessThan(4_000);
});
