import type { BackupPlace } from './backup/place.ts';
import { isHalfRestored } from './backup/swap.ts';
import { databaseFile, hasDatabase, openWriter } from './connection.ts';
import { toStoreError } from './errors.ts';
import { KeyRing } from './keys.ts';
import { acquireLock } from './lock.ts';
import { schemaAge } from './migrate.ts';
import { prepareDatabase } from './prepare.ts';
import type { StoreOptions } from './store.ts';
import { tablesOf } from './tables.ts';
import type { Store } from './types.ts';

/** Keys, displays, people, webhooks and the audit, without the log. */
export type AccessStore = Pick<
	Store,
	'keys' | 'displays' | 'people' | 'audit' | 'webhooks' | 'peopleAdapter'
> & { readonly folder: string; close(): void };

/**
 * Who may get into a data folder, for a command, whether or not a server runs on it: SQLite lets two processes
 * write in turn, and the server looks again after a second at most. Makes the database if there is none.
 */
export function openAccess(
	folder: string,
	options: Pick<StoreOptions, 'backups'> = {}
): AccessStore {
	const { backups = null } = options;
	try {
		if (!hasDatabase(folder) || isHalfRestored(folder)) prepareLocked(folder, backups);
		let db = openWriter(databaseFile(folder));
		if (schemaAge(db) !== 'current') {
			db.close();
			prepareLocked(folder, backups);
			db = openWriter(databaseFile(folder));
		}
		const touch = db.prepare('update api_keys set last_used_at = ? where id = ?');
		const access = {
			folder,
			reader: db,
			write: <T>(run: (db: ReturnType<typeof openWriter>) => T): T => {
				try {
					return run(db);
				} catch (thrown) {
					throw toStoreError(thrown, folder);
				}
			}
		};
		return {
			folder,
			keys: new KeyRing({ ...access, touch: (id, at) => void touch.run(at, id) }),
			...tablesOf(access),
			peopleAdapter: async () => (await import('./people-adapter.ts')).peopleAdapter(db),
			close: () => void db.close()
		};
	} catch (thrown) {
		throw toStoreError(thrown, folder);
	}
}

/** A schema is changed by whoever holds the lock: a server that runs has done it already. */
function prepareLocked(folder: string, backups: BackupPlace | null): void {
	const release = acquireLock(folder);
	try {
		prepareDatabase(folder, { backups });
	} finally {
		release();
	}
}
