import { rmSync, statSync } from 'node:fs';
import { databaseFile, openReader, openWriter } from '../connection.ts';
import { StoreError, toStoreError } from '../errors.ts';
import { writeHeads } from '../heads.ts';
import type { KeptHead } from '../heads.ts';
import { migrate, schemaAge } from '../migrate.ts';
import { newFile, sizeOf, syncFile, wantRoom } from './durable.ts';
import { faultsOf } from './examine.ts';
import { isSealed, secretIn, unseal } from './sealed.ts';
import { newStage, stageOf } from './swap.ts';

/**
 * Puts a verified copy of a backup, or of any database of ours, on the stage of a data folder, with the schema of this
 * program; returns the stage. The lock must be held. Throws a StoreError, and then nothing has changed.
 */
export function stageBackup(folder: string, from: string, keyFile: string | null): string {
	const stage = newStage(folder);
	try {
		const file = databaseFile(stage);
		wantRoom(folder, sizeOfBackup(from));
		copyTo(file, from, keyFile);
		verify(file, from);
		const db = openWriter(file);
		migrate(db, stage);
		db.close();
		return stage;
	} catch (thrown) {
		rmSync(stage, { recursive: true, force: true });
		throw toStoreError(thrown, from);
	}
}

/** The ends of a database's chains, noted beside it; then it is closed and whole on disk. */
export function settleStage(folder: string): KeptHead[] {
	const stage = stageOf(folder);
	// The last connection that writes folds the log into the file when it closes: only the file is put in place.
	const db = openWriter(databaseFile(stage));
	const heads = headsOf(db);
	db.close();
	writeHeads(stage, heads);
	syncFile(databaseFile(stage));
	return heads;
}

export function headsOf(db: ReturnType<typeof openReader>): KeptHead[] {
	return db
		.prepare(
			`select b.id as branch, e.seq, lower(hex(e.hash)) as hash, e.recorded_at as at
			 from branches b join events e on e.branch = b.ordinal
			 where e.seq = (select max(seq) from events where branch = b.ordinal) order by b.ordinal`
		)
		.all() as KeptHead[];
}

function sizeOfBackup(from: string): number {
	if (statSync(from, { throwIfNoEntry: false }) === undefined) {
		throw new StoreError('io', `There is no file ${from}; see "foyer backup --list"`);
	}
	return sizeOf(from);
}

function copyTo(file: string, from: string, keyFile: string | null): void {
	newFile(file);
	if (!isSealed(from)) {
		const source = openReader(from);
		try {
			source.prepare('vacuum into ?').run(file);
		} finally {
			source.close();
		}
		return;
	}
	if (keyFile === null) {
		throw new StoreError(
			'wrong_key',
			`${from} is encrypted; name the file that holds its key in FOYER_BACKUP_KEY`
		);
	}
	unseal(from, file, secretIn(keyFile));
}

function verify(file: string, from: string): void {
	const db = openReader(file);
	try {
		const age = schemaAge(db);
		if (age === 'empty') throw new StoreError('corrupt', `${from} is no backup of Foyer`);
		if (age === 'newer') {
			throw new StoreError('newer', `A later version of this program wrote ${from}; use that one`);
		}
		const faults = faultsOf(db, { heads: new Map(), auditFolder: null });
		if (faults.length === 0) return;
		throw new StoreError(
			'corrupt',
			`${from} is damaged, take the one before (foyer backup --list): ${faults.join('; ')}`
		);
	} finally {
		db.close();
	}
}
