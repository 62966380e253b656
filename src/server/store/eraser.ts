import type Database from 'better-sqlite3';
import type { Erasure } from './types.ts';

/** How long a reader of another process is waited for: commits wait as long. */
const CUT_WAIT_MS = 200;

/**
 * Takes customers out of the file and its write-ahead log, so that not even their bytes are left. The connection
 * overwrites what it deletes (`secure_delete`), which by itself is not enough; see `#rewrite` and `#cut`.
 */
export class Eraser {
	readonly #db: Database.Database;
	readonly #sql: ReturnType<typeof prepareAll>;
	/** The log could not be cut last time, because somebody was reading from it. */
	#uncut = false;

	constructor(db: Database.Database) {
		this.#db = db;
		this.#sql = prepareAll(db);
	}

	/**
	 * How many there were, of each erasure, all in one transaction. Throws what SQLite throws, and then the next call
	 * does what was left undone.
	 */
	erase(erasures: readonly Erasure[]): number[] {
		const run = this.#db.transaction(() => {
			const each = erasures.map((erasure) => this.#delete(erasure));
			if (each.some((count) => count > 0)) this.#rewrite();
			return each;
		});
		const counts = run.immediate();
		if (counts.some((count) => count > 0)) this.#uncut = true;
		if (this.#uncut) this.#cut();
		return counts;
	}

	#delete(erasure: Erasure): number {
		const ordinal = this.#sql.branch.get(erasure.branch);
		if (ordinal === undefined) return 0;
		const { changes } =
			'before' in erasure
				? this.#sql.before.run(ordinal, erasure.before)
				: this.#sql.one.run(ordinal, erasure.day, erasure.number);
		if (!('before' in erasure)) return changes;
		// Whom somebody was to look after is known for as long as who held a ticket.
		return changes + this.#sql.careBefore.run(erasure.branch, erasure.before).changes;
	}

	/**
	 * Rows move between pages when pages are merged, and a page keeps what moved away in its unused part, where no
	 * deletion looks. Emptied, every page of the table is overwritten whole; 42,000 rows cost 50 ms.
	 */
	#rewrite(): void {
		this.#db.exec('create temp table kept as select * from customers');
		this.#sql.clear.run();
		this.#db.exec('insert into customers select * from kept; drop table kept');
		this.#db.exec('create temp table kept as select * from care; delete from care');
		this.#db.exec('insert into care select * from kept; drop table kept');
	}

	/** The log beside the file holds the pages as they were until it is folded into the file and cut to nothing. */
	#cut(): void {
		const usual = this.#db.pragma('busy_timeout', { simple: true }) as number;
		this.#db.pragma(`busy_timeout = ${CUT_WAIT_MS}`);
		try {
			const [{ busy }] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
			this.#uncut = busy !== 0;
		} finally {
			this.#db.pragma(`busy_timeout = ${usual}`);
		}
	}
}

function prepareAll(db: Database.Database) {
	return {
		branch: db.prepare('select ordinal from branches where id = ?').pluck(),
		one: db.prepare('delete from customers where branch = ? and day = ? and number = ?'),
		before: db.prepare('delete from customers where branch = ? and day < ?'),
		careBefore: db.prepare('delete from care where branch = ? and day < ?'),
		clear: db.prepare('delete from customers')
	};
}
