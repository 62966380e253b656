import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { compactions } from './schema/index.ts';
import { selection } from './statements.ts';

export type CompactionRow = typeof compactions.$inferSelect;

/** Where the seals of a branch begin: no record can be moved to another branch and still fit. */
export function sealStart(branch: string): Buffer {
	return hash('sha256', `foyer compactions 1\n${branch}`, 'buffer');
}

/** SHA-256 over the seal before and the record as a JSON list, in which no two are written alike. */
export function sealOf(before: Uint8Array, record: Omit<CompactionRow, 'seal' | 'branch'>): Buffer {
	const { nr, rule, before: limit, fromSeq, toSeq, count, at } = record;
	const text = JSON.stringify([nr, rule, limit, fromSeq, toSeq, count, at]);
	return hash('sha256', Buffer.concat([before, Buffer.from(text)]), 'buffer');
}

/** Reads the records of a branch, oldest first; `ordinal` is its number in the tables. */
export function compactionsOf(db: Database.Database): (ordinal: number) => CompactionRow[] {
	const all = db.prepare(
		`select ${selection(db, 'compactions')} from compactions where branch = ? order by nr`
	);
	return (ordinal) => all.all(ordinal) as CompactionRow[];
}

/** The first record whose seal does not follow from the one before it, or whose number does not. */
export function firstUnsealed(
	branch: string,
	records: readonly CompactionRow[]
): CompactionRow | undefined {
	let last: Uint8Array = sealStart(branch);
	return records.find((record, index) => {
		last = sealOf(last, record);
		return record.nr !== index + 1 || !record.seal.equals(last);
	});
}
