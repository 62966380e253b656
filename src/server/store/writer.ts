import type Database from 'better-sqlite3';
import { Archive } from './archive.ts';
import { chain, chainStart, HASH_BYTES } from './chain.ts';
import { Compactor } from './compactor.ts';
import { Eraser } from './eraser.ts';
import { StoreError } from './errors.ts';
import type { HeadsFile } from './heads.ts';
import { WIDTH, type Cell, type PackedGroup } from './pack.ts';
import { Outbox } from './outbox.ts';
import { insertInto, upsertInto } from './statements.ts';
import { withSum } from './summed.ts';
import type { CompactionStep, Erasure, OutboxChange } from './types.ts';

/** The end of a branch's log; `hash` is changed in place as events come in. */
interface End {
	ordinal: number;
	seq: number;
	hash: Buffer;
}

/** How many snapshots of a branch are kept: the newest, and one to fall back on. */
const SNAPSHOTS_KEPT = 2;

/** Puts groups on disk, each in one transaction. Synchronous: it lives in a thread of its own. */
export class Writer {
	readonly #db: Database.Database;
	readonly #ends = new Map<string, End>();
	readonly #sources = new Map<string, number>();
	readonly #sql: ReturnType<typeof prepareAll>;
	readonly #eraser: Eraser;
	readonly #outbox: Outbox;
	readonly #compactor: Compactor;
	readonly #heads: HeadsFile | undefined;
	/** Branches that the group under way adds to, and when its last event of each was recorded. */
	readonly #touched = new Map<string, number>();

	/**
	 * `db` comes from `openWriter`; it and `heads` are the writer's from now on. `archive`: the folder of events that
	 * leave the log.
	 */
	constructor(db: Database.Database, archive: string | null = null, heads?: HeadsFile) {
		this.#db = db;
		this.#heads = heads;
		this.#sql = prepareAll(db);
		this.#eraser = new Eraser(db);
		this.#outbox = new Outbox(db);
		this.#compactor = new Compactor(db, archive === null ? undefined : new Archive(db, archive));
	}

	/** Returns once the group is on disk; throws what SQLite throws, and then nothing of it is stored. */
	commit(group: PackedGroup): void {
		this.#sql.begin.run();
		this.#touched.clear();
		try {
			this.#insertEvents(group.events);
			this.#upsert(this.#sql.ticket, group.tickets, WIDTH.tickets);
			this.#upsert(this.#sql.stage, group.stages, WIDTH.stages);
			this.#upsert(this.#sql.prompt, group.prompts, WIDTH.prompts);
			this.#upsert(this.#sql.rework, group.reworks, WIDTH.reworks);
			this.#upsert(this.#sql.engagement, group.engagements, WIDTH.engagements);
			this.#upsert(this.#sql.pitch, group.pitches, WIDTH.pitches);
			this.#upsert(this.#sql.referral, group.referrals, WIDTH.referrals);
			this.#upsert(this.#sql.sale, group.sales, WIDTH.sales);
			this.#upsert(this.#sql.customer, group.customers, WIDTH.customers);
			this.#upsert(this.#sql.spell, group.spells, WIDTH.spells);
			this.#upsert(this.#sql.incident, group.incidents, WIDTH.incidents);
			this.#upsert(this.#sql.check, group.checks, WIDTH.checks);
			this.#insertSnapshots(group.snapshots);
			this.#sql.commit.run();
		} catch (thrown) {
			this.#forget();
			throw thrown;
		}
		this.#noteHeads();
	}

	/** Customers of whom no byte is left once it returns, and how many they were; throws what SQLite throws. */
	erase(erasures: readonly Erasure[]): number[] {
		return this.#eraser.erase(erasures);
	}

	/** Returns once it is on disk, and whether it was done. */
	outbox(change: OutboxChange): boolean {
		return this.#outbox.make(change);
	}

	/** Returns once it is on disk: how many rows went, up to which event. */
	compact(step: CompactionStep): number[] {
		return this.#compactor.compact(step);
	}

	touchKey(id: string, at: number): void {
		this.#sql.touchKey.run(at, id);
	}

	close(): void {
		this.#heads?.close();
		this.#db.close();
	}

	#noteHeads(): void {
		const heads = Array.from(this.#touched, ([branch, at]) => {
			const { seq, hash } = this.#end(branch);
			return { branch, seq, hash: hash.toString('hex'), at };
		});
		this.#heads?.note(heads);
	}

	#insertEvents(cells: Cell[]): void {
		for (let i = 0; i < cells.length; i += WIDTH.events) {
			const branch = cells[i] as string;
			const seq = cells[i + 1] as number;
			const type = cells[i + 2] as string;
			const at = cells[i + 3] as number;
			const recordedAt = cells[i + 4] as number;
			const subject = cells[i + 5] as string;
			const data = cells[i + 6] as string;
			const source = cells[i + 7] as string | null;
			const id = cells[i + 8] as string | null;
			const end = this.#end(branch);
			if (seq !== end.seq + 1) throw outOfSequence(branch, end.seq, seq);
			end.seq = seq;
			this.#touched.set(branch, recordedAt);
			chain(end.hash, { seq, type, at, recordedAt, subject, data, source, id });
			const from = source === null ? null : this.#source(source);
			// prettier-ignore
			this.#sql.event.run(end.ordinal, seq, type, at, recordedAt, subject, data, from, id, end.hash);
		}
	}

	#upsert(statement: Database.Statement, cells: Cell[], width: number): void {
		for (let i = 0; i < cells.length; i += width) {
			const row = cells.slice(i, i + width);
			row[0] = this.#end(row[0] as string).ordinal;
			statement.run(row);
		}
	}

	#insertSnapshots(cells: Cell[]): void {
		for (let i = 0; i < cells.length; i += WIDTH.snapshots) {
			const [branch, seq, state] = cells.slice(i, i + WIDTH.snapshots) as [string, number, string];
			const end = this.#end(branch);
			if (seq > end.seq) throw outOfSequence(branch, end.seq, seq);
			this.#sql.snapshot.run(end.ordinal, seq, withSum(state));
			this.#sql.dropSnapshots.run(end.ordinal, end.ordinal, SNAPSHOTS_KEPT);
		}
	}

	#end(branch: string): End {
		return this.#ends.get(branch) ?? this.#findEnd(branch);
	}

	#findEnd(branch: string): End {
		const ordinal = ordinalOf(branch, this.#sql.branch, this.#sql.newBranch);
		const last = this.#sql.last.get(ordinal) as { seq: number; hash: Buffer } | undefined;
		const end: End = { ordinal, seq: last?.seq ?? 0, hash: Buffer.alloc(HASH_BYTES) };
		(last?.hash ?? chainStart(branch)).copy(end.hash);
		this.#ends.set(branch, end);
		return end;
	}

	#source(source: string): number {
		const known = this.#sources.get(source);
		if (known !== undefined) return known;
		const ordinal = ordinalOf(source, this.#sql.source, this.#sql.newSource);
		this.#sources.set(source, ordinal);
		return ordinal;
	}

	/** Back to what the disk holds: all that was remembered may stem from the transaction that failed. */
	#forget(): void {
		this.#ends.clear();
		this.#sources.clear();
		// A full disk and other failures end the transaction by themselves.
		if (this.#db.inTransaction) this.#sql.rollback.run();
	}
}

function prepareAll(db: Database.Database) {
	return {
		begin: db.prepare('begin immediate'),
		commit: db.prepare('commit'),
		rollback: db.prepare('rollback'),
		event: db.prepare(insertInto(db, 'events', ['pos', 'hash_before'])),
		ticket: db.prepare(upsertInto(db, 'tickets')),
		stage: db.prepare(upsertInto(db, 'stages')),
		prompt: db.prepare(upsertInto(db, 'prompts')),
		rework: db.prepare(upsertInto(db, 'reworks')),
		engagement: db.prepare(upsertInto(db, 'engagements')),
		pitch: db.prepare(upsertInto(db, 'pitches')),
		referral: db.prepare(upsertInto(db, 'referrals')),
		sale: db.prepare(upsertInto(db, 'sales')),
		customer: db.prepare(upsertInto(db, 'customers')),
		spell: db.prepare(upsertInto(db, 'spells')),
		incident: db.prepare(upsertInto(db, 'incidents')),
		check: db.prepare(upsertInto(db, 'checks')),
		snapshot: db.prepare(upsertInto(db, 'snapshots')),
		dropSnapshots: db.prepare(
			`delete from snapshots where branch = ? and seq not in
			 (select seq from snapshots where branch = ? order by seq desc limit ?)`
		),
		last: db.prepare('select seq, hash from events where branch = ? order by seq desc limit 1'),
		branch: db.prepare('select ordinal from branches where id = ?').pluck(),
		newBranch: db.prepare('insert into branches (id) values (?)'),
		source: db.prepare('select ordinal from sources where id = ?').pluck(),
		newSource: db.prepare('insert into sources (id) values (?)'),
		touchKey: db.prepare(
			'update api_keys set last_used_at = max(coalesce(last_used_at, 0), ?) where id = ?'
		)
	};
}

function ordinalOf(id: string, known: Database.Statement, add: Database.Statement): number {
	return (known.get(id) as number | undefined) ?? Number(add.run(id).lastInsertRowid);
}

function outOfSequence(branch: string, last: number, seq: number): StoreError {
	return new StoreError(
		'conflict',
		`${branch} ends at event ${last}; event ${seq} does not follow`
	);
}
