import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError, toStoreError } from './errors.ts';

/** Gives the folder back. */
export type Release = () => void;

/** A connection that nobody knows of any more is closed with the garbage, and its lock would be gone. */
const held = new Set<Database.Database>();

/**
 * Makes this process the one that writes to the folder, for as long as it lives: the lock is a transaction
 * of SQLite's, which the operating system ends with the process, however that ends. Throws a StoreError
 * `in_use` that says who holds it.
 */
export function acquireLock(folder: string): Release {
	let db: Database.Database | undefined;
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		db = new Database(join(folder, 'lock.db'), { timeout: 0 });
		db.exec('begin exclusive');
	} catch (thrown) {
		db?.close();
		const busy = String((thrown as { code?: unknown }).code).startsWith('SQLITE_BUSY');
		if (!busy) throw toStoreError(thrown, folder);
		throw new StoreError(
			'in_use',
			`${folder} is in use by ${holder(folder)}; stop that first, or use another data folder`,
			thrown
		);
	}
	const locked = db;
	held.add(locked);
	return () => {
		held.delete(locked);
		locked.close();
	};
}

/** The server that wrote server.json, as far as that can be read. */
function holder(folder: string): string {
	try {
		const server: unknown = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'));
		const { pid, url } = server as { pid?: unknown; url?: unknown };
		if (typeof pid !== 'number') return 'another process';
		return typeof url === 'string' ? `process ${pid} (${url})` : `process ${pid}`;
	} catch {
		return 'another process';
	}
}
