import type Database from 'better-sqlite3';
import { chainStart } from './chain.ts';
import type { EventOutline } from '#lib/domain/keeping/idle-beats.ts';
import { withoutSum } from './summed.ts';
import type { CompactionReach, Head, LoggedEvent, PlacedEvent } from './types.ts';

/**
 * Names by subquery and by parameter, not by join: a join over the partial index makes SQLite prepare the
 * statement again at every call, for ten times the cost of the lookup.
 */
const COLUMNS = `seq, type, at, recorded_at as recordedAt, subject, data,
	(select id from sources where ordinal = source) as source, event_id as id`;

/** Reads the log: prepared statements over committed rows. */
export class Reader {
	readonly #branchOrdinals = new Map<string, number>();
	readonly #sourceOrdinals = new Map<string, number>();
	readonly #sql: ReturnType<typeof prepareAll>;

	constructor(db: Database.Database) {
		this.#sql = prepareAll(db);
	}

	/** The number of a branch in the tables; undefined before its first event. */
	ordinal(branch: string): number | undefined {
		return ordinalIn(this.#branchOrdinals, this.#sql.branch, branch);
	}

	find(branch: string, source: string, id: string): LoggedEvent | undefined {
		const inside = this.ordinal(branch);
		const from = ordinalIn(this.#sourceOrdinals, this.#sql.source, source);
		if (inside === undefined || from === undefined) return undefined;
		return this.#sql.find.get(branch, inside, from, id) as LoggedEvent | undefined;
	}

	read(branch: string, afterSeq: number, limit: number): LoggedEvent[] {
		const ordinal = this.ordinal(branch);
		if (ordinal === undefined) return [];
		return this.#sql.read.all(branch, ordinal, afterSeq, limit) as LoggedEvent[];
	}

	readAfter(afterPos: number, limit: number): PlacedEvent[] {
		return this.#sql.readAfter.all(afterPos, limit) as PlacedEvent[];
	}

	toldBy(branch: string, source: string, beforePos: number, limit: number): PlacedEvent[] {
		const inside = this.ordinal(branch);
		const from = ordinalIn(this.#sourceOrdinals, this.#sql.source, source);
		if (inside === undefined || from === undefined) return [];
		return this.#sql.toldBy.all(branch, inside, from, beforePos, limit) as PlacedEvent[];
	}

	outline(branch: string, afterSeq: number, limit: number): EventOutline[] {
		return this.#sql.outline.all(this.ordinal(branch) ?? null, afterSeq, limit) as EventOutline[];
	}

	compacted(branch: string): CompactionReach {
		const ordinal = this.ordinal(branch) ?? null;
		return this.#sql.compacted.get(ordinal, ordinal) as CompactionReach;
	}

	snapshot(branch: string): { seq: number; state: string } | undefined {
		const ordinal = this.ordinal(branch);
		if (ordinal === undefined) return undefined;
		const rows = this.#sql.snapshots.all(ordinal) as { seq: number; state: string }[];
		for (const { seq, state: stored } of rows) {
			const state = withoutSum(stored);
			if (state !== undefined) return { seq, state };
		}
		return undefined;
	}

	branches(): string[] {
		return this.#sql.branches.all() as string[];
	}

	head(branch: string): Head {
		const ordinal = this.ordinal(branch);
		const last = ordinal === undefined ? undefined : this.#sql.head.get(ordinal);
		if (!last) return { seq: 0, hash: chainStart(branch).toString('hex') };
		const { seq, hash } = last as { seq: number; hash: Buffer };
		return { seq, hash: hash.toString('hex') };
	}

	hasEvents(): boolean {
		return this.#sql.any.get() !== undefined;
	}
}

function prepareAll(db: Database.Database) {
	return {
		branch: db.prepare('select ordinal from branches where id = ?').pluck(),
		source: db.prepare('select ordinal from sources where id = ?').pluck(),
		find: db.prepare(
			`select ? as branch, ${COLUMNS} from events
			 where branch = ? and source = ? and event_id = ?`
		),
		read: db.prepare(
			`select ? as branch, ${COLUMNS} from events
			 where branch = ? and seq > ? order by seq limit ?`
		),
		readAfter: db.prepare(
			`select pos, (select id from branches where ordinal = branch) as branch, ${COLUMNS}
			 from events where pos > ? order by pos limit ?`
		),
		// The index alone says which rows are the newest; only those are read.
		toldBy: db.prepare(
			`select pos, ? as branch, ${COLUMNS} from events where pos in (
				select pos from events
				where branch = ? and source = ? and event_id is not null and pos < ?
				order by pos desc limit ?
			 ) order by pos desc`
		),
		snapshots: db.prepare('select seq, state from snapshots where branch = ? order by seq desc'),
		branches: db
			.prepare(
				`select id from branches b where exists (select 1 from events where branch = b.ordinal)
				 order by ordinal`
			)
			.pluck(),
		head: db.prepare('select seq, hash from events where branch = ? order by seq desc limit 1'),
		any: db.prepare('select 1 from events limit 1'),
		outline: db.prepare(
			`select seq, type, at, recorded_at as recordedAt, subject from events
			 where branch = ? and seq > ? order by seq limit ?`
		),
		compacted: db.prepare(
			`select coalesce(max(case when rule = 'heartbeats' then to_seq end), 0) as heartbeats,
			 coalesce(max(case when rule = 'log' then to_seq end), 0) as log,
			 max(case when rule = 'log' then before end) as logBefore,
			 max(case when rule = 'history' then before end) as history,
			 (select min(seq) from snapshots where branch = ?) as snapshot
			 from compactions where branch = ?`
		)
	};
}

/** Ordinals never change once given, so those known need no query. */
function ordinalIn(known: Map<string, number>, statement: Database.Statement, id: string) {
	const ordinal = known.get(id) ?? (statement.get(id) as number | undefined);
	if (ordinal !== undefined) known.set(id, ordinal);
	return ordinal;
}
