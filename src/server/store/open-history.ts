import { databaseFile, openReader } from './connection.ts';
import { toStoreError } from './errors.ts';
import { historyOf } from './history.ts';
import { Reader } from './reader.ts';
import type { History } from './types.ts';

/** The history tables of a data folder to read, for a thread beside the server. Throws a StoreError. */
export function openHistory(folder: string): { history: History; close(): void } {
	try {
		const db = openReader(databaseFile(folder));
		const reader = new Reader(db);
		return {
			history: historyOf(db, (branch) => reader.ordinal(branch)),
			close: () => void db.close()
		};
	} catch (thrown) {
		throw toStoreError(thrown, folder);
	}
}
