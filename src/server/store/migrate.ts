import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import type * as DrizzleDriver from 'drizzle-orm/better-sqlite3';
import type * as DrizzleMigrator from 'drizzle-orm/better-sqlite3/migrator';
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
	if (age !== 'current') applyMigrations(db);
	db.prepare('insert or ignore into meta (key, value) values (?, ?)').run('chain', 'sha256 1');
}

/** Drizzle is loaded only when there is something to apply, and as CommonJS: a seventh of the time. */
function applyMigrations(db: Database.Database): void {
	const require = createRequire(import.meta.url);
	const driver = require('drizzle-orm/better-sqlite3') as typeof DrizzleDriver;
	const migrator = require('drizzle-orm/better-sqlite3/migrator') as typeof DrizzleMigrator;
	migrator.migrate(driver.drizzle(db), { migrationsFolder });
}
