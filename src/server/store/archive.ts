import {
	closeSync,
	fstatSync,
	fsyncSync,
	ftruncateSync,
	mkdirSync,
	openSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { ChainedRow } from './chain.ts';
import { StoreError } from './errors.ts';

/** Where the archive of a branch is, in the folder of all. */
export function archiveFolder(folder: string, branch: string): string {
	return join(folder, encodeURIComponent(branch));
}

/**
 * Events that leave the log, kept in files beside the database: one of each branch and month, lines of JSON in gzip.
 * How long a file is stands in the database, written with what removes the events: what a step that came to nothing
 * has left at its end is cut off by the next.
 */
export class Archive {
	readonly #folder: string;
	readonly #length: Database.Statement;
	readonly #note: Database.Statement;

	/** `db` is the writer's connection. */
	constructor(db: Database.Database, folder: string) {
		this.#folder = folder;
		this.#length = db.prepare('select value from meta where key = ?').pluck();
		this.#note = db.prepare('insert or replace into meta (key, value) values (?, ?)');
	}

	/** On disk when it returns; to call in the transaction that takes the rows out. Throws what the disk throws. */
	add(branch: string, rows: readonly ChainedRow[]): void {
		const [first] = rows;
		if (first === undefined) return;
		const month = new Date(first.recordedAt).toISOString().slice(0, 7);
		const folder = archiveFolder(this.#folder, branch);
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		const file = join(folder, `${month}.jsonl.gz`);
		const key = `archive ${branch} ${month}`;
		const known = this.#length.get(key) as string | undefined;
		const lines = gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
		this.#note.run(key, String(append(file, lines, known === undefined ? 0 : Number(known))));
	}
}

/** Writes behind the first `length` bytes and says how long the file is then. */
function append(file: string, bytes: Buffer, length: number): number {
	const descriptor = openSync(file, 'a', 0o600);
	try {
		const { size } = fstatSync(descriptor);
		if (length === 0 && size > 0) {
			throw new StoreError(
				'conflict',
				`${file} is another database's archive; move it away, or name another folder in FOYER_ARCHIVE`
			);
		}
		if (size > length) ftruncateSync(descriptor, length);
		writeSync(descriptor, bytes);
		fsyncSync(descriptor);
		return Math.min(size, length) + bytes.length;
	} finally {
		closeSync(descriptor);
	}
}
