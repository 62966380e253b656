import type Database from 'better-sqlite3';
import type { KeptHead } from './heads.ts';

/** What was on disk of a branch and is not in its log. */
export interface Lost {
	branch: string;
	/** Where the log ends now; 0: it has no event of the branch. */
	seq: number;
	/** When its last event was recorded; null: there is none. */
	at: number | null;
	/** Where it ended once. With a `seq` as great, the event there is another than the one that was on disk. */
	kept: KeptHead;
}

/** Compares the log with heads that were kept before. A log that went on since is whole; reads a row a branch. */
export function lostFrom(db: Database.Database, heads: ReadonlyMap<string, KeptHead>): Lost[] {
	const last = db.prepare(
		`select seq, recorded_at as at from events
		 where branch = (select ordinal from branches where id = ?) order by seq desc limit 1`
	);
	const hashAt = db
		.prepare(
			`select hash from events
			 where branch = (select ordinal from branches where id = ?) and seq = ?`
		)
		.pluck();
	const lost: Lost[] = [];
	for (const kept of heads.values()) {
		const end = last.get(kept.branch) as { seq: number; at: number } | undefined;
		const { seq = 0, at = null } = end ?? {};
		const hash = hashAt.get(kept.branch, kept.seq) as Buffer | undefined;
		const same = hash === undefined || hash.toString('hex') === kept.hash;
		if (seq < kept.seq || !same) lost.push({ branch: kept.branch, seq, at, kept });
	}
	return lost;
}

/** `lakeside: the log ends at 812; 1,112 was on disk at 2026-11-25T10:31:00.000Z: 300 events are missing`. */
export function lossInWords({ branch, seq, kept }: Lost): string {
	const was = `${number(kept.seq)} was on disk at ${new Date(kept.at).toISOString()}`;
	if (seq >= kept.seq) return `${branch}: event ${was}, and is another now`;
	const count = kept.seq - seq;
	const missing = count === 1 ? '1 event is' : `${number(count)} events are`;
	return `${branch}: the log ends at ${number(seq)}; ${was}: ${missing} missing`;
}

function number(value: number): string {
	return value.toLocaleString('en');
}
