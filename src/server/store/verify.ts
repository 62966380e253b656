import type Database from 'better-sqlite3';
import { chain, chainStart, type ChainedRow } from './chain.ts';
import type { Verdict } from './types.ts';

interface Row extends ChainedRow {
	pos: number;
	hash: Buffer;
}

/**
 * Walks the hash chain of a branch from its beginning. It finds every row that was changed, removed, added
 * or moved, except the removal of the newest ones: compare `head` with one that was kept elsewhere.
 */
export function verifyChain(db: Database.Database, branch: string): Verdict {
	const rows = db
		.prepare(
			`select e.pos, e.seq, e.type, e.at, e.recorded_at as recordedAt, e.subject, e.data,
			 s.id as source, e.event_id as id, e.hash
			 from events e left join sources s on s.ordinal = e.source
			 where e.branch = (select ordinal from branches where id = ?) order by e.seq`
		)
		.iterate(branch) as IterableIterator<Row>;
	const hash = chainStart(branch);
	let seq = 0;
	let pos = 0;
	for (const row of rows) {
		if (row.seq < seq + 1) return { ok: false, seq: row.seq, pos: row.pos, reason: 'misplaced' };
		if (row.seq > seq + 1) return { ok: false, seq: seq + 1, pos: null, reason: 'missing' };
		if (row.pos < pos) return { ok: false, seq: row.seq, pos: row.pos, reason: 'misplaced' };
		chain(hash, row);
		if (!hash.equals(row.hash)) return { ok: false, seq: row.seq, pos: row.pos, reason: 'changed' };
		({ seq, pos } = row);
	}
	return { ok: true, head: { seq, hash: hash.toString('hex') } };
}
