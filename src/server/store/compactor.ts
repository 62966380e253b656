import type Database from 'better-sqlite3';
import type { Archive } from './archive.ts';
import type { ChainedRow } from './chain.ts';
import { sealOf, sealStart, type CompactionRow } from './seals.ts';
import { insertInto, selection } from './statements.ts';
import type { CompactionStep } from './types.ts';

/** Tables of history by day. An incident that is not over is still being written. */
const BY_DAY = [
	...['tickets', 'stages', 'prompts', 'reworks', 'engagements', 'pitches', 'referrals', 'sales'],
	...['checks', 'incidents']
];
/** Rows of history that go in one step: a commit waits no longer for that than for a disk. */
const ROWS = 400;

type EventStep = Exclude<CompactionStep, { rule: 'history' }>;

/**
 * Takes out what the rules let go, a step a transaction, and writes down in the same one how much it was and by which
 * rule. The row behind a gap keeps the hash that the gap ended with, so that the chain can still be walked. It lives in
 * the writer's thread, so that a commit waits for one step at most.
 */
export class Compactor {
	readonly #sql: ReturnType<typeof prepareAll>;
	readonly #archive: Archive | undefined;
	/** How many rows went, and the last event looked at (0 of history); throws what SQLite throws. */
	readonly compact: (step: CompactionStep) => [removed: number, through: number];

	/** `archive`: where events go that leave the log. */
	constructor(db: Database.Database, archive?: Archive) {
		this.#sql = prepareAll(db);
		this.#archive = archive;
		this.compact = db.transaction((step: CompactionStep): [number, number] => {
			const branch = this.#sql.branch.get(step.branch) as number | undefined;
			if (branch === undefined) return [0, 0];
			return step.rule === 'history'
				? [this.#forgetDays(branch, step), 0]
				: this.#takeEvents(branch, step);
		}).immediate;
	}

	#takeEvents(branch: number, step: EventStep): [number, number] {
		const through = Math.min(step.through, this.#bound(branch, step));
		const newest = this.#sql.newestOf.get(branch, step.rule) as CompactionRow | undefined;
		const lookedAt = newest?.toSeq ?? 0;
		if (through <= lookedAt) return [0, lookedAt];
		const seqs = new Set(
			step.rule === 'log'
				? (this.#sql.prefix.all(branch, through, branch, through) as number[])
				: step.seqs.filter((seq) => seq <= through)
		);
		const type = step.rule === 'log' ? null : 'device.heartbeat';
		this.#archive?.add(
			step.branch,
			[...seqs].flatMap((seq) => (this.#sql.row.get(branch, seq, type, type) as ChainedRow) ?? [])
		);
		let removed = 0;
		for (const seq of seqs) {
			const hash = this.#sql.take.get(branch, seq, type, type) as Buffer | undefined;
			if (hash === undefined) continue;
			removed += 1;
			// Where the next row is gone too, the one behind that gap holds its own.
			if (!seqs.has(seq + 1)) this.#sql.bridge.run(hash, branch, seq + 1);
		}
		this.#write(branch, step, { fromSeq: lookedAt + 1, toSeq: through, count: removed });
		return [removed, through];
	}

	/**
	 * The last event that may be looked at. A start needs what follows the older of the snapshots that are kept, and
	 * the end of the log what follows it; events of webhooks are held until they are delivered, but not for ever.
	 */
	#bound(branch: number, step: EventStep): number {
		const { snapshot, head } = this.#sql.ends.get(branch, branch) as Record<string, number>;
		const end = Math.min(snapshot ?? 0, (head ?? 0) - 1);
		if (step.rule !== 'log') return end;
		const held = this.#sql.held.get(step.branch, step.branch) as number | null;
		return held === null ? end : Math.min(end, Math.max(held, step.unheld));
	}

	#forgetDays(branch: number, step: Extract<CompactionStep, { rule: 'history' }>): number {
		let removed = 0;
		for (const statement of this.#sql.days) {
			removed += statement.run(branch, step.day, ROWS - removed).changes;
		}
		removed += this.#sql.spells.run(branch, step.before, ROWS - removed).changes;
		if (removed > 0) this.#write(branch, step, { fromSeq: 0, toSeq: 0, count: removed });
		return removed;
	}

	/** One record for all steps of a rule on a day, unless another rule had its turn between. */
	#write(
		branch: number,
		{ branch: id, rule, before, at }: CompactionStep,
		what: Pick<CompactionRow, 'fromSeq' | 'toSeq' | 'count'>
	): void {
		const [last, previous] = this.#sql.newest.all(branch) as CompactionRow[];
		const goesOn = last?.rule === rule && last.before === before;
		const seal = (goesOn ? previous : last)?.seal ?? sealStart(id);
		const record = goesOn
			? { ...last, toSeq: what.toSeq, count: last.count + what.count, at }
			: { nr: (last?.nr ?? 0) + 1, rule, before, ...what, at };
		const { nr, fromSeq, toSeq, count } = record;
		const row = [branch, nr, rule, before, fromSeq, toSeq, count, at, sealOf(seal, record)];
		this.#sql.record.run(row);
	}
}

function prepareAll(db: Database.Database) {
	const records = `select ${selection(db, 'compactions')} from compactions where branch = ?`;
	return {
		branch: db.prepare('select ordinal from branches where id = ?').pluck(),
		newest: db.prepare(`${records} order by nr desc limit 2`),
		newestOf: db.prepare(`${records} and rule = ? order by nr desc limit 1`),
		record: db.prepare(
			`${insertInto(db, 'compactions')} on conflict (branch, nr) do update set
			 to_seq = excluded.to_seq, count = excluded.count, at = excluded.at, seal = excluded.seal`
		),
		// The newest settings stay: without them no state could be made from what is left.
		prefix: db
			.prepare(
				`select seq from events where branch = ? and seq <= ? and seq is not
				 (select max(seq) from events
				  where branch = ? and seq <= ? and type = 'branch.configured')
				 order by seq`
			)
			.pluck(),
		take: db
			.prepare(
				`delete from events where branch = ? and seq = ? and (? is null or type = ?)
				 returning hash`
			)
			.pluck(),
		row: db.prepare(
			`select seq, type, at, recorded_at as recordedAt, subject, data,
			 (select id from sources where ordinal = source) as source, event_id as id
			 from events where branch = ? and seq = ? and (? is null or type = ?)`
		),
		bridge: db.prepare('update events set hash_before = ? where branch = ? and seq = ?'),
		ends: db.prepare(
			`select (select min(seq) from snapshots where branch = ?) as snapshot,
			 (select max(seq) from events where branch = ?) as head`
		),
		held: db
			.prepare(
				`select min(seq) from (
				 select cursor as seq from webhook_endpoints where branch = ? union all
				 select min(d.seq) - 1 from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint
				 where e.branch = ? and d.status = 'waiting')`
			)
			.pluck(),
		days: BY_DAY.map((table) => {
			const over = table === 'incidents' ? 'and ended_at is not null' : '';
			return db.prepare(
				`delete from ${table} where rowid in
				 (select rowid from ${table} where branch = ? and day < ? ${over} limit ?)`
			);
		}),
		spells: db.prepare(
			`delete from spells where rowid in
			 (select rowid from spells where branch = ? and "to" <= ? limit ?)`
		)
	};
}
