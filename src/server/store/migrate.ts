import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate as applyMigrations } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { StoreError } from './errors.ts';

const migrationsFolder = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** Where a database stands against this program's schema. */
export function schemaAge(db: Database.Database): 'empty' | 'older' | 'current' | 'newer' {
	const table = db
		.prepare(`select 1 from sqlite_schema where type = 'table' and name = '__drizzle_migrations'`)
		.get();
	if (!table) return 'empty';
	const applied = db.prepare('select max(created_at) from __drizzle_migrations').pluck().get();
	if (applied === null) return 'empty';
	const known = readMigrationFiles({ migrationsFolder }).at(-1)!.folderMillis;
	if (Number(applied) === known) return 'current';
	return Number(applied) < known ? 'older' : 'newer';
}

/** Brings the schema up to date: all that is missing in one transaction, or nothing. */
export function migrate(db: Database.Database, folder: string): void {
	const age = schemaAge(db);
	if (age === 'newer') {
		throw new StoreError(
			'newer',
			`${folder} was written by a later version of this program; use that one`
		);
	}
	if (age !== 'current') applyMigrations(drizzle(db), { migrationsFolder });
	db.prepare('insert or ignore into meta (key, value) values (?, ?)').run('chain', 'sha256 1');
}
