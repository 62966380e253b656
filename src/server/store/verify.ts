import type Database from 'better-sqlite3';
import { chain, chainStart, type ChainedRow } from './chain.ts';
import { Gaps } from './gaps.ts';
import { compactionsOf, firstUnsealed, type CompactionRow } from './seals.ts';
import type { Verdict } from './types.ts';

interface Row extends ChainedRow {
	pos: number;
	hash: Buffer;
	hashBefore: Buffer | null;
}

/**
 * Walks the hash chain of a branch from its beginning, over what was compacted. It finds every row that was changed,
 * removed, added or moved, except the removal of the newest ones: compare `head` with one that was kept elsewhere, and
 * `compacted.seal` with the one of then, which says that nothing was passed off as compacted since.
 */
export function verifyChain(db: Database.Database, branch: string): Verdict {
	// One transaction: a step of compaction between two reads would look like damage.
	return db.transaction(() => verify(db, branch))();
}

function verify(db: Database.Database, branch: string): Verdict {
	const ordinal = db.prepare('select ordinal from branches where id = ?').pluck().get(branch);
	const records = compactionsOf(db)((ordinal as number | undefined) ?? -1);
	const unsealed = firstUnsealed(branch, records);
	if (unsealed !== undefined) {
		return { ok: false, seq: unsealed.fromSeq, pos: null, reason: 'unsealed' };
	}
	const gaps = new Gaps(records);
	const hash = chainStart(branch);
	let seq = 0;
	let pos = 0;
	let whole = 0;
	for (const row of rowsOf(db, branch)) {
		if (row.seq < seq + 1) return { ok: false, seq: row.seq, pos: row.pos, reason: 'misplaced' };
		const isGap = row.seq > seq + 1;
		if (isGap) {
			const untold = row.hashBefore === null ? seq + 1 : gaps.take(seq + 1, row.seq - 1);
			if (untold !== null) return { ok: false, seq: untold, pos: null, reason: 'missing' };
		}
		if (!isGap && row.hashBefore !== null) {
			return { ok: false, seq: row.seq, pos: row.pos, reason: 'changed' };
		}
		if (row.pos < pos) return { ok: false, seq: row.seq, pos: row.pos, reason: 'misplaced' };
		if (row.hashBefore !== null) row.hashBefore.copy(hash);
		chain(hash, row);
		if (!hash.equals(row.hash)) return { ok: false, seq: row.seq, pos: row.pos, reason: 'changed' };
		({ seq, pos } = row);
		whole += 1;
	}
	const wrong = gaps.wrong();
	if (wrong !== null) return { ok: false, seq: wrong, pos: null, reason: 'missing' };
	const head = { seq, hash: hash.toString('hex') };
	const last = records.at(-1);
	if (last === undefined) return { ok: true, head };
	const compacted = {
		whole,
		events: gaps.compacted,
		history: historyOf(records),
		seal: { nr: last.nr, hash: last.seal.toString('hex') }
	};
	return { ok: true, head, compacted };
}

function rowsOf(db: Database.Database, branch: string): IterableIterator<Row> {
	return db
		.prepare(
			`select e.pos, e.seq, e.type, e.at, e.recorded_at as recordedAt, e.subject, e.data,
			 s.id as source, e.event_id as id, e.hash, e.hash_before as hashBefore
			 from events e left join sources s on s.ordinal = e.source
			 where e.branch = (select ordinal from branches where id = ?) order by e.seq`
		)
		.iterate(branch) as IterableIterator<Row>;
}

function historyOf(records: readonly CompactionRow[]): number {
	return records.reduce((sum, { rule, count }) => sum + (rule === 'history' ? count : 0), 0);
}
