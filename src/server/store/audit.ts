import { hash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { audit } from './schema/index.ts';
import type { TableAccess } from './table-access.ts';
import type { AuditEntry, AuditFilter, AuditRow, AuditTrail, AuditVerdict } from './types.ts';

/** Beside the database, so that rows that were cut off the end are missed. */
export const HEAD_FILE = 'audit.head';
const START = hash('sha256', 'foyer audit chain 1', 'buffer');

/** Rows that are verified at once: a few milliseconds. */
const SLICE = 2_000;

const COLUMNS = 'seq, at, actor, action, target, branch, address, detail, hash';

type Row = typeof audit.$inferSelect;

/** `folder` null: the end of the audit is kept nowhere. */
type AuditAccess = Omit<TableAccess, 'folder'> & { folder: string | null };

/** The audit in its table: rows are added, never changed, and each carries the hash of all before it. */
export class AuditTable implements AuditTrail {
	readonly #access: AuditAccess;

	constructor(access: AuditAccess) {
		this.#access = access;
	}

	append(entry: AuditEntry, at: number): void {
		const { actor, action, target, branch, address } = entry;
		const detail = JSON.stringify(entry.detail);
		const head = this.#access.write((db) =>
			db
				.transaction(() => {
					const last = lastOf(db);
					const seq = (last?.seq ?? 0) + 1;
					const row = { seq, at, actor, action, target, branch, address, detail };
					const chained = chain(last?.hash ?? START, row);
					db.prepare(`insert into audit (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`).run([
						seq,
						at,
						actor,
						action,
						target,
						branch,
						address,
						detail,
						chained
					]);
					return { seq, hash: chained.toString('hex') };
				})
				.immediate()
		);
		this.#writeHead(head);
	}

	search(filter: AuditFilter): AuditRow[] {
		const { text = '', actions, person, branch, from, to, before, after = 0, limit } = filter;
		const wheres = ['seq > ?'];
		const values: unknown[] = [after];
		const and = (condition: string, ...more: unknown[]) => {
			wheres.push(condition);
			values.push(...more);
		};
		if (from !== undefined) and('at >= ?', from);
		if (to !== undefined) and('at < ?', to);
		if (before !== undefined) and('seq < ?', before);
		if (branch !== undefined) and('branch = ?', branch);
		if (person !== undefined) and('(actor = ? or target = ?)', `person:${person}`, person);
		if (actions !== undefined) {
			const conditions = actions.map(() => `action = ? or action like ? escape '\\'`);
			and(
				`(${conditions.join(' or ')})`,
				...actions.flatMap((action) => [action, `${literally(action)}.%`])
			);
		}
		if (text !== '') {
			const like = `%${literally(text)}%`;
			const columns = ['actor', 'target', 'detail', 'address'];
			const conditions = columns.map((column) => `${column} like ? escape '\\'`);
			and(`(${conditions.join(' or ')})`, ...columns.map(() => like));
		}
		const rows = this.#access.reader
			.prepare(
				`select ${COLUMNS} from audit where ${wheres.join(' and ')} order by seq desc limit ?`
			)
			.all(...values, limit) as Row[];
		return rows.map(({ hash: _, ...row }) => ({
			...row,
			detail: detailOf(row.detail)
		}));
	}

	newest(): number {
		return lastOf(this.#access.reader)?.seq ?? 0;
	}

	verify(): AuditVerdict {
		const verifying = this.verifying();
		for (;;) {
			const { done, value } = verifying.next();
			if (done === true) return value;
		}
	}

	*verifying(): Generator<undefined, AuditVerdict> {
		// Read first: rows that come meanwhile are behind it.
		const kept = this.#readHead();
		const slice = this.#access.reader.prepare(
			`select ${COLUMNS} from audit where seq > ? order by seq limit ${SLICE}`
		);
		let last: Buffer = START;
		let seq = 0;
		// From the very first number: one below 1 was put in later.
		for (let from = -Number.MAX_SAFE_INTEGER; ; from = seq) {
			const rows = slice.all(from) as Row[];
			if (rows.length === 0) break;
			for (const row of rows) {
				if (row.seq < seq + 1) return { ok: false, seq: row.seq, reason: 'changed' };
				if (row.seq > seq + 1) return { ok: false, seq: seq + 1, reason: 'missing' };
				last = chain(last, row);
				if (!last.equals(row.hash)) return { ok: false, seq: row.seq, reason: 'changed' };
				({ seq } = row);
				if (kept?.seq === seq && kept.hash !== last.toString('hex')) {
					return { ok: false, seq, reason: 'changed' };
				}
			}
			yield;
		}
		if (kept !== undefined && kept.seq > seq) return { ok: false, seq: seq + 1, reason: 'missing' };
		return { ok: true, head: { seq, hash: last.toString('hex') } };
	}

	/** A head that lags behind still tells of every row up to it, so that failing to write it is no failure. */
	#writeHead(head: { seq: number; hash: string }): void {
		if (this.#access.folder === null) return;
		const path = join(this.#access.folder, HEAD_FILE);
		try {
			writeFileSync(`${path}.new`, `${JSON.stringify(head)}\n`, { mode: 0o600 });
			renameSync(`${path}.new`, path);
		} catch {
			// The next row writes it.
		}
	}

	#readHead(): { seq: number; hash: string } | undefined {
		if (this.#access.folder === null) return undefined;
		try {
			const head = JSON.parse(readFileSync(join(this.#access.folder, HEAD_FILE), 'utf8')) as {
				seq: number;
				hash: string;
			};
			return Number.isInteger(head.seq) ? head : undefined;
		} catch {
			return undefined;
		}
	}
}

/** Text of which no character stands for others in `like … escape '\'`. */
function literally(text: string): string {
	return text.replace(/[\\%_]/g, '\\$&');
}

/** A row that somebody meddled with is still shown: `verify` says what is wrong. */
function detailOf(text: string): Record<string, unknown> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return { unreadable: text };
	}
}

function lastOf(db: Database.Database): { seq: number; hash: Buffer } | undefined {
	return db.prepare('select seq, hash from audit order by seq desc limit 1').get() as
		{ seq: number; hash: Buffer } | undefined;
}

/** SHA-256 over the hash before and the row as a JSON list, in which no two rows are written alike. */
function chain(before: Buffer, row: Omit<Row, 'hash'>): Buffer {
	const { seq, at, actor, action, target, branch, address, detail } = row;
	const text = JSON.stringify([seq, at, actor, action, target, branch, address, detail]);
	return hash('sha256', Buffer.concat([before, Buffer.from(text)]), 'buffer');
}
