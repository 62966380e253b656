import type Database from 'better-sqlite3';
import { AuditTable } from '../audit.ts';
import type { KeptHead } from '../heads.ts';
import { breakInWords } from '../in-words.ts';
import { lossInWords, lostFrom } from '../lost.ts';
import { withoutSum } from '../summed.ts';
import { verifyChain } from '../verify.ts';

/** SQLite's own faults that are told; one is as bad as a hundred. */
const MOST_TOLD = 5;

/** What a database has to reach: ends of chains that were kept before it was opened. */
export interface KeptEnds {
	heads: ReadonlyMap<string, KeptHead>;
	/** The folder that has the end of the audit; null: nothing is known of it. */
	auditFolder: string | null;
}

/**
 * Everything that is wrong with a database, a sentence each; none: it is whole. Reads all of it: for a thread of its
 * own.
 */
export function faultsOf(db: Database.Database, { heads, auditFolder }: KeptEnds): string[] {
	const checks = [
		() => integrityFaults(db),
		() => chainFaults(db),
		() => lostFrom(db, heads).map(lossInWords),
		() => auditFaults(db, auditFolder),
		() => snapshotFaults(db)
	];
	return checks.flatMap((check) => {
		try {
			return check();
		} catch (thrown) {
			return [`a part of it cannot be read: ${(thrown as Error).message}`];
		}
	});
}

function integrityFaults(db: Database.Database): string[] {
	const told = db.prepare(`pragma integrity_check(${MOST_TOLD})`).pluck().all() as string[];
	return told.length === 1 && told[0] === 'ok' ? [] : told;
}

function chainFaults(db: Database.Database): string[] {
	const branches = db.prepare('select id from branches order by ordinal').pluck().all() as string[];
	return branches.flatMap((branch) => {
		const verdict = verifyChain(db, branch);
		return verdict.ok ? [] : [`${branch}: ${breakInWords(verdict)}`];
	});
}

function snapshotFaults(db: Database.Database): string[] {
	const rows = db
		.prepare(
			`select b.id as branch, s.seq, s.state from snapshots s join branches b on b.ordinal = s.branch`
		)
		.all() as { branch: string; seq: number; state: string }[];
	return rows.flatMap(({ branch, seq, state }) =>
		withoutSum(state) === undefined
			? [`${branch}: the snapshot after event ${seq} was changed`]
			: []
	);
}

function auditFaults(db: Database.Database, auditFolder: string | null): string[] {
	const write = () => {
		throw new Error('The audit is only read here.');
	};
	const verdict = new AuditTable({ folder: auditFolder, reader: db, write }).verify();
	return verdict.ok ? [] : [`audit: ${breakInWords(verdict, 'row')}`];
}
