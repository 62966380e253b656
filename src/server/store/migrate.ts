import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import type * as DrizzleDriver from 'drizzle-orm/better-sqlite3';
import type * as DrizzleMigrator from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { StoreError, toStoreError } from './errors.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** Where a database stands against this program's schema. */
export function schemaAge(
	db: Database.Database,
	migrationsFolder = MIGRATIONS
): 'empty' | 'older' | 'current' | 'newer' {
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

export interface MigrateOptions {
	/** Runs before anything of an older schema is changed; what it throws, the caller gets. */
	beforehand?: () => void;
	migrationsFolder?: string;
}

/** Brings the schema up to date: all that is missing in one transaction, or nothing. Throws a StoreError. */
export function migrate(
	db: Database.Database,
	folder: string,
	{ beforehand, migrationsFolder = MIGRATIONS }: MigrateOptions = {}
): void {
	const age = schemaAge(db, migrationsFolder);
	if (age === 'newer') {
		throw new StoreError(
			'newer',
			`${folder} was written by a later version of this program; use that one`
		);
	}
	if (age === 'older') beforehand?.();
	if (age !== 'current') applyMigrations(db, folder, migrationsFolder);
	db.prepare('insert or ignore into meta (key, value) values (?, ?)').run('chain', 'sha256 1');
}

/** Drizzle is loaded only when there is something to apply, and as CommonJS: a seventh of the time. */
function applyMigrations(db: Database.Database, folder: string, migrationsFolder: string): void {
	const require = createRequire(import.meta.url);
	const driver = require('drizzle-orm/better-sqlite3') as typeof DrizzleDriver;
	const migrator = require('drizzle-orm/better-sqlite3/migrator') as typeof DrizzleMigrator;
	try {
		migrator.migrate(driver.drizzle(db), { migrationsFolder });
	} catch (thrown) {
		const { code, message } = toStoreError(thrown, folder);
		throw new StoreError(
			code,
			`The schema of ${folder} could not be changed, and was left as it was: the version of this program that ` +
				`wrote it goes on working. ${message}`,
			thrown
		);
	}
}
