import type Database from 'better-sqlite3';
import { chain, chainStart, type ChainedRow } from './chain.ts';
import { Gaps } from './gaps.ts';
import { compactionsOf, firstUnsealed, type CompactionRow } from './seals.ts';
import type { Compacted, Verdict } from './types.ts';

interface Row extends ChainedRow {
	pos: number;
	/** Null: it comes from an archive. */
	hash: Buffer | null;
	hashBefore: Buffer | null;
}

type Kept = Row & { hash: Buffer };
type Bad = Extract<Verdict, { ok: false }>;

/**
 * Walks the hash chain of a branch from its beginning, over what was compacted. It finds every row that was changed,
 * removed, added or moved, except the removal of the newest ones: compare `head` with one that was kept elsewhere, and
 * `compacted.seal` with the one of then, which says that nothing was passed off as compacted since. `archived`: with
 * the rows that `readArchive` has read in their places.
 */
export function verifyChain(db: Database.Database, branch: string, archived = false): Verdict {
	// One transaction: a step of compaction between two reads would look like damage.
	return db.transaction(() => verify(db, branch, archived))();
}

function verify(db: Database.Database, branch: string, archived: boolean): Verdict {
	const ordinal = db.prepare('select ordinal from branches where id = ?').pluck().get(branch);
	const records = compactionsOf(db)((ordinal as number | undefined) ?? -1);
	const unsealed = firstUnsealed(branch, records);
	if (unsealed !== undefined) return bad('unsealed', unsealed.fromSeq);
	const walk = new Walk(branch, records);
	const rows = db
		.prepare(archived ? ROWS_AND_ARCHIVED : ROWS)
		.iterate({ branch }) as IterableIterator<Row>;
	for (const row of rows) {
		const wrong = walk.take(row);
		if (wrong !== undefined) return wrong;
	}
	return walk.end(archived);
}

/** A row after the other, and what is to be said at the end. */
class Walk {
	readonly #records: readonly CompactionRow[];
	readonly #gaps: Gaps;
	readonly #hash: Buffer;
	/** Whether `#hash` is that of the row before: not behind a gap, until a row is there that knows. */
	#known = true;
	#seq = 0;
	#pos = 0;
	#whole = 0;
	#proven = 0;
	/** The first of the archived rows that lead up to the next that was kept; 0: none does. */
	#archivedFrom = 0;
	#compacted = 0;

	constructor(branch: string, records: readonly CompactionRow[]) {
		this.#records = records;
		this.#gaps = new Gaps(records);
		this.#hash = chainStart(branch);
	}

	take(row: Row): Bad | undefined {
		if (row.seq < this.#seq + 1) return bad('misplaced', row.seq, row.pos);
		const isGap = row.seq > this.#seq + 1;
		if (isGap) {
			const wrong = this.#pass(this.#seq + 1, row.seq - 1, row);
			if (wrong !== undefined) return wrong;
		}
		const wrong = row.hash === null ? this.#archived(row) : this.#kept(row as Kept, isGap);
		this.#seq = row.seq;
		return wrong;
	}

	end(archived: boolean): Verdict {
		const wrong = this.#gaps.wrong();
		if (wrong !== null) return bad('missing', wrong);
		const head = { seq: this.#seq, hash: this.#hash.toString('hex') };
		const last = this.#records.at(-1);
		if (last === undefined) return { ok: true, head };
		const compacted: Compacted = {
			whole: this.#whole,
			events: this.#gaps.compacted,
			history: historyOf(this.#records),
			seal: { nr: last.nr, hash: last.seal.toString('hex') }
		};
		if (archived) {
			const proven = this.#proven;
			compacted.archived = { proven, lost: this.#compacted - proven };
		}
		return { ok: true, head, compacted };
	}

	/** Events that are not there, in front of a row. */
	#pass(from: number, to: number, next: Row): Bad | undefined {
		const untold =
			next.hash !== null && next.hashBefore === null ? from : this.#gaps.take(from, to);
		if (untold !== null) return bad('missing', untold);
		this.#compacted += to - from + 1;
		this.#known = false;
		return undefined;
	}

	/** It is proven by the next row that was kept, unless another is missing between. */
	#archived(row: Row): Bad | undefined {
		if (this.#gaps.take(row.seq, row.seq) !== null) return bad('missing', row.seq);
		this.#compacted += 1;
		if (!this.#known) return undefined;
		if (this.#archivedFrom === 0) this.#archivedFrom = row.seq;
		chain(this.#hash, row);
		return undefined;
	}

	#kept(row: Kept, isGap: boolean): Bad | undefined {
		const from = this.#archivedFrom;
		this.#archivedFrom = 0;
		if (row.hashBefore === null) {
			if (from !== 0 || !this.#known) return bad('missing', from || row.seq);
		} else if (!isGap && this.#known) {
			if (from === 0) return bad('changed', row.seq, row.pos);
			if (!this.#hash.equals(row.hashBefore)) return bad('changed', from);
			this.#proven += row.seq - from;
		} else row.hashBefore.copy(this.#hash);
		if (row.pos < this.#pos) return bad('misplaced', row.seq, row.pos);
		this.#known = true;
		chain(this.#hash, row);
		if (!this.#hash.equals(row.hash)) return bad('changed', row.seq, row.pos);
		this.#pos = row.pos;
		this.#whole += 1;
		return undefined;
	}
}

function bad(reason: Bad['reason'], seq: number, pos: number | null = null): Bad {
	return { ok: false, seq, pos, reason };
}

function historyOf(records: readonly CompactionRow[]): number {
	return records.reduce((sum, { rule, count }) => sum + (rule === 'history' ? count : 0), 0);
}

const OF_BRANCH = 'branch = (select ordinal from branches where id = @branch)';
const KEPT = `select e.pos, e.seq, e.type, e.at, e.recorded_at as recordedAt, e.subject, e.data,
	s.id as source, e.event_id as id, e.hash, e.hash_before as hashBefore
	from events e left join sources s on s.ordinal = e.source where e.${OF_BRANCH}`;
const ROWS = `${KEPT} order by e.seq`;
const ROWS_AND_ARCHIVED = `${KEPT} union all
	select 0, seq, type, at, recorded_at, subject, data, source, id, null, null from temp.archived
	where seq not in (select seq from events where ${OF_BRANCH}) order by 2`;
