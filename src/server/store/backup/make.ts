import { mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { databaseFile, openReader } from '../connection.ts';
import { StoreError, toStoreError } from '../errors.ts';
import { readHeads } from '../heads.ts';
import { newFile, settle, sizeOf, wantRoom } from './durable.ts';
import { faultsOf } from './examine.ts';
import { seal, secretIn, unseal } from './sealed.ts';

export interface BackupOrder {
	/** The data folder. */
	folder: string;
	/** The name that it gets once it is verified; a file that has it already is replaced. */
	file: string;
	/** The file that holds the key; null: it is not encrypted. */
	keyFile: string | null;
}

/** A backup that was opened, checked and counted. */
export interface Backup {
	file: string;
	bytes: number;
	branches: number;
	events: number;
}

/**
 * Copies the database as it is at one instant, while others write to it, and verifies the copy before it gets its
 * name. Takes its time: for a command or a thread of its own. Throws a StoreError, and then there is no new file.
 */
export function makeBackup({ folder, file, keyFile }: BackupOrder): Backup {
	const unfinished = `${file}.part`;
	// What is not encrypted yet lies nowhere but where it lay before.
	const copy = keyFile === null ? unfinished : join(folder, `${basename(file)}.part`);
	try {
		const secret = keyFile === null ? null : secretIn(keyFile);
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		const bytes = sizeOf(databaseFile(folder));
		wantRoom(dirname(file), secret === null ? bytes : 2 * bytes);
		const counted = copyInto(copy, folder);
		if (secret !== null) sealInto(unfinished, copy, secret);
		settle(unfinished, file);
		return { file, bytes: statSync(file).size, ...counted };
	} catch (thrown) {
		rmSync(unfinished, { force: true });
		throw toStoreError(thrown, folder);
	} finally {
		if (copy !== unfinished) rmSync(copy, { force: true });
	}
}

function copyInto(copy: string, folder: string): Pick<Backup, 'branches' | 'events'> {
	// Read before: what is noted while it is copied may be behind it.
	const heads = readHeads(folder);
	const source = openReader(databaseFile(folder));
	try {
		const before = countsOf(source);
		newFile(copy);
		source.prepare('vacuum into ?').run(copy);
		const after = countsOf(source);
		const { faults, counts } = look(copy, heads);
		for (const [table, count] of counts) {
			// Others wrote meanwhile: the copy is of an instant between the two.
			const range = [before.get(table) ?? 0, after.get(table) ?? 0];
			if (count >= Math.min(...range) && count <= Math.max(...range)) continue;
			faults.push(`the copy has ${count} rows of ${table}, and there were ${range.join(' to ')}`);
		}
		if (faults.length > 0) {
			throw new StoreError('corrupt', `The backup of ${folder} is bad: ${faults.join('; ')}`);
		}
		return { branches: counts.get('branches') ?? 0, events: counts.get('events') ?? 0 };
	} finally {
		source.close();
	}
}

function look(copy: string, heads: ReturnType<typeof readHeads>) {
	const db = openReader(copy);
	try {
		return { faults: faultsOf(db, { heads, auditFolder: null }), counts: countsOf(db) };
	} finally {
		db.close();
	}
}

/** Encrypts, and looks that it can be had back: what cannot be authenticated throws. */
function sealInto(unfinished: string, copy: string, secret: Buffer): void {
	newFile(unfinished);
	seal(copy, unfinished, secret);
	unseal(unfinished, copy, secret);
}

type Counts = ReadonlyMap<string, number>;

function countsOf(db: Database.Database): Counts {
	const tables = db
		.prepare(
			`select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'`
		)
		.pluck()
		.all() as string[];
	return new Map(
		tables.map((table) => [
			table,
			db.prepare(`select count(*) from "${table}"`).pluck().get() as number
		])
	);
}
