import type Database from 'better-sqlite3';

/** How the tables beside the log reach the database: who reads, and who writes. */
export interface TableAccess {
	/** The data folder. */
	folder: string;
	reader: Database.Database;
	/** Durable when it returns; throws a StoreError. */
	write<T>(run: (db: Database.Database) => T): T;
}
