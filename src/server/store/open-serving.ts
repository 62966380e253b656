import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Ballast } from './ballast.ts';
import { databaseFile, hasDatabase, openReader, openWriter } from './connection.ts';
import { toStoreError } from './errors.ts';
import type { StoreError } from './errors.ts';
import { acquireLock, type Release } from './lock.ts';
import { migrate } from './migrate.ts';
import { openStore, SqliteStore } from './store.ts';
import type { StoreOptions } from './store.ts';
import type { Store, StoreErrorCode, Trouble, TroubleCode } from './types.ts';

export interface Opened {
	store: Store;
	/** Why nothing may be written to it; undefined: it may. */
	trouble: Trouble | undefined;
	/** The disk was full, and its ballast was given up to open it. */
	gaveBallast: boolean;
}

/** Failures that are no reason to serve nothing: what can be read is shown. */
const TROUBLES: Partial<Record<StoreErrorCode, TroubleCode>> = {
	corrupt: 'damaged',
	read_only: 'read_only',
	disk_full: 'disk_full'
};

/**
 * Opens the store for a server: for writing, or to read what can be read where that is impossible, down to nothing
 * at all. Throws a StoreError where another process has the folder, or another version of this program wrote it.
 */
export function openForServing(
	folder: string,
	options: Omit<StoreOptions, 'readOnly'> = {}
): Opened {
	let gaveBallast = false;
	for (;;) {
		try {
			const store = openStore(folder, options);
			return { store, trouble: lossOf(store), gaveBallast };
		} catch (thrown) {
			const { message: detail } = thrown as StoreError;
			const trouble = troubleOf(thrown as StoreError);
			// Where nothing ever was there is nothing to show.
			if (trouble === undefined || (trouble !== 'damaged' && !hasDatabase(folder))) throw thrown;
			if (trouble === 'disk_full' && !gaveBallast && new Ballast(folder).give()) gaveBallast = true;
			else return { store: openToRead(folder), trouble: { code: trouble, detail }, gaveBallast };
		}
	}
}

function troubleOf({ code, cause }: StoreError): TroubleCode | undefined {
	const native = String((cause as { code?: unknown } | undefined)?.code ?? '');
	// A file system that fails is not told apart further: nothing can be written on it.
	if (code === 'io' && /^(SQLITE_IOERR|SQLITE_CANTOPEN|E[A-Z]+$)/.test(native)) return 'read_only';
	return TROUBLES[code];
}

/** Whether the log still reaches what was on disk. */
function lossOf(store: Store): Trouble | undefined {
	try {
		const lost = store.lost();
		return lost.length === 0 ? undefined : { code: 'damaged', detail: lost.join('; ') };
	} catch (thrown) {
		return { code: 'damaged', detail: toStoreError(thrown, store.folder).message };
	}
}

/** In place, or a copy where SQLite cannot even read there, or nothing where that holds nothing readable either. */
function openToRead(folder: string): Store {
	const release = lockIfPossible(folder);
	const ways = [() => inPlace(folder, release), () => fromCopy(folder, release)];
	for (const way of ways) {
		try {
			return way();
		} catch {
			// The next way.
		}
	}
	return ofNothing(folder, release);
}

/** On a disk that takes nothing there is no lock, and nobody who could write. */
function lockIfPossible(folder: string): Release | undefined {
	try {
		return acquireLock(folder);
	} catch (thrown) {
		if ((thrown as StoreError).code === 'in_use') throw thrown;
		return undefined;
	}
}

function inPlace(folder: string, release: Release | undefined): Store {
	return new SqliteStore(folder, openReader(databaseFile(folder)), { release });
}

/** SQLite needs a file beside a database in WAL mode, even to read it. */
function fromCopy(folder: string, release: Release | undefined): Store {
	const readsFrom = mkdtempSync(join(tmpdir(), 'foyer-reading-'));
	const removeCopy = () => rmSync(readsFrom, { recursive: true, force: true });
	try {
		for (const end of ['', '-wal']) {
			const file = `${databaseFile(folder)}${end}`;
			const copy = `${databaseFile(readsFrom)}${end}`;
			if (!existsSync(file)) continue;
			copyFileSync(file, copy);
			// The copy is ours to write, whatever the file is.
			chmodSync(copy, 0o600);
		}
		const writer = openWriter(databaseFile(readsFrom));
		migrate(writer, readsFrom);
		writer.close();
		const reader = openReader(databaseFile(readsFrom));
		return new SqliteStore(folder, reader, { release, readsFrom, removeCopy });
	} catch (thrown) {
		removeCopy();
		throw thrown;
	}
}

function ofNothing(folder: string, release: Release | undefined): Store {
	const db = new Database(':memory:');
	migrate(db, folder);
	return new SqliteStore(folder, db, { release });
}
