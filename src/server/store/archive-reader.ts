import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type Database from 'better-sqlite3';
import { archiveFolder } from './archive.ts';
import type { ChainedRow } from './chain.ts';

/**
 * Reads the archive of a branch into the temporary table `archived`, as much of it as can be read; `db` may be open to
 * read only. Rows are believed nothing: the chain says which of them are those that were taken out.
 */
export async function readArchive(
	db: Database.Database,
	folder: string,
	branch: string
): Promise<void> {
	db.exec(`drop table if exists temp.archived;
		create temp table archived (seq integer primary key, type, at, recorded_at, subject, data, source, id)`);
	const insert = db.prepare(
		'insert or ignore into archived values (@seq, @type, @at, @recordedAt, @subject, @data, @source, @id)'
	);
	const own = archiveFolder(folder, branch);
	for (const name of existsSync(own) ? readdirSync(own).sort() : []) {
		if (!name.endsWith('.jsonl.gz')) continue;
		for await (const row of rowsOf(join(own, name))) insert.run(row);
	}
}

async function* rowsOf(file: string): AsyncGenerator<ChainedRow> {
	const unzipped = createReadStream(file).pipe(createGunzip());
	try {
		for await (const line of createInterface({ input: unzipped })) {
			yield JSON.parse(line) as ChainedRow;
		}
	} catch {
		// What is cut off or damaged is missing, and is said to be.
	}
}
