import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** How long a statement waits for another process (`foyer key`, a backup) to finish writing. */
const BUSY_MS = 5_000;

export function databaseFile(folder: string): string {
	return join(folder, 'foyer.db');
}

/** A connection that writes. Every commit waits until the disk has it. */
export function openWriter(file: string): Database.Database {
	const db = new Database(file, { timeout: BUSY_MS });
	db.pragma('journal_mode = WAL');
	// Not kept in the file: a WAL database opens at NORMAL, which can lose the last commits.
	db.pragma('synchronous = FULL');
	db.pragma('cache_size = -32768');
	db.pragma('wal_autocheckpoint = 2000');
	db.pragma('journal_size_limit = 67108864');
	db.pragma('temp_store = MEMORY');
	db.pragma('foreign_keys = OFF');
	// What is deleted is overwritten: a customer who was erased is not to be found in the free pages of the file.
	db.pragma('secure_delete = ON');
	return db;
}

/** A connection that reads what is committed, and never keeps the writer waiting. */
export function openReader(file: string): Database.Database {
	const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
	db.pragma('cache_size = -16384');
	db.pragma('temp_store = MEMORY');
	return db;
}

export function hasDatabase(folder: string): boolean {
	return existsSync(databaseFile(folder));
}
