import { databaseFile, hasDatabase, openWriter } from './connection.ts';
import { toStoreError } from './errors.ts';
import { KeyRing } from './keys.ts';
import { acquireLock } from './lock.ts';
import { schemaAge } from './migrate.ts';
import { prepareDatabase } from './store.ts';
import type { Keys } from './types.ts';

/**
 * The keys of a data folder for a command, whether or not a server runs on it: SQLite lets two processes
 * write in turn, and the server looks again after a second at most. Makes the database if there is none.
 */
export function openKeys(folder: string): Keys & { close(): void } {
	try {
		if (!hasDatabase(folder)) prepareLocked(folder);
		let db = openWriter(databaseFile(folder));
		if (schemaAge(db) !== 'current') {
			db.close();
			prepareLocked(folder);
			db = openWriter(databaseFile(folder));
		}
		const touch = db.prepare('update api_keys set last_used_at = ? where id = ?');
		const keys = new KeyRing({
			reader: db,
			write: (run) => run(db),
			touch: (id, at) => touch.run(at, id)
		});
		return Object.assign(keys, { close: () => void db.close() });
	} catch (thrown) {
		throw toStoreError(thrown, folder);
	}
}

/** A schema is changed by whoever holds the lock: a server that runs has done it already. */
function prepareLocked(folder: string): void {
	const release = acquireLock(folder);
	try {
		prepareDatabase(folder);
	} finally {
		release();
	}
}
