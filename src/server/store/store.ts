import type Database from 'better-sqlite3';
import { readArchive } from './archive-reader.ts';
import type { BackupPlace } from './backup/place.ts';
import { isHalfRestored } from './backup/swap.ts';
import { databaseFile, hasDatabase, openReader, openWriter } from './connection.ts';
import { customersOf } from './customers.ts';
import { StoreError, toStoreError } from './errors.ts';
import { readHeads } from './heads.ts';
import { historyOf } from './history.ts';
import { KeyRing } from './keys.ts';
import { acquireLock, type Release } from './lock.ts';
import { LogClient } from './log-client.ts';
import { lossInWords, lostFrom } from './lost.ts';
import { schemaAge } from './migrate.ts';
import { prepareDatabase } from './prepare.ts';
import { Reader } from './reader.ts';
import { Seen } from './seen.ts';
import { tablesOf } from './tables.ts';
import type { EventOutline } from '#lib/domain/keeping/idle-beats.ts';
import type {
	AuditTrail,
	Care,
	CompactionDone,
	CompactionReach,
	CompactionStep,
	Customers,
	Displays,
	Erasure,
	Group,
	History,
	Keys,
	LoggedEvent,
	People,
	OutboxChange,
	PeopleAdapter,
	PlacedEvent,
	Store,
	Verdict,
	Webhooks
} from './types.ts';
import { verifyChain } from './verify.ts';

export interface StoreOptions {
	readOnly?: boolean;
	/** Where the database is copied to before its schema is changed; nothing: nowhere. */
	backups?: BackupPlace | null;
	/** Where events go that leave the log, absolute; null: nowhere. */
	archive?: string | null;
}

/**
 * Opens the store of a data folder, and makes it if there is none. A store that writes holds the folder's
 * lock until it is closed; one that only reads needs no lock and sees what another process commits.
 */
export function openStore(folder: string, options: StoreOptions = {}): Store {
	return options.readOnly ? openReadOnly(folder) : openForWriting(folder, options);
}

function openForWriting(
	folder: string,
	{ backups = null, archive = null }: Omit<StoreOptions, 'readOnly'>
): Store {
	const release = acquireLock(folder);
	try {
		prepareDatabase(folder, { backups });
		const reader = openReader(databaseFile(folder));
		return new SqliteStore(folder, reader, { release, writes: { archive } });
	} catch (thrown) {
		release();
		throw toStoreError(thrown, folder);
	}
}

function openReadOnly(folder: string): Store {
	if (!hasDatabase(folder)) throw new StoreError('io', `There is no database in ${folder}`);
	if (isHalfRestored(folder)) {
		throw new StoreError('io', `A restore of ${folder} was cut off: start the server on it once`);
	}
	try {
		const reader = openReader(databaseFile(folder));
		const age = schemaAge(reader);
		if (age === 'current') return new SqliteStore(folder, reader);
		reader.close();
		if (age === 'newer') {
			throw new StoreError(
				'newer',
				`A later version of this program wrote ${folder}; use that one`
			);
		}
		throw new StoreError('io', `${folder} has an older schema: start the server on it once`);
	} catch (thrown) {
		throw toStoreError(thrown, folder);
	}
}

export interface StoreParts {
	/** Gives the folder's lock back. */
	release?: Release | undefined;
	/** Where the database is that is read, if it is a copy; `removeCopy` takes that away. */
	readsFrom?: string;
	removeCopy?: () => void;
	/** Otherwise it only reads. The lock must be held. `archive` as in StoreOptions. */
	writes?: { archive: string | null };
}

export class SqliteStore implements Store {
	readonly folder: string;
	readonly readsFrom: string;
	readonly history: History;
	readonly customers: Customers;
	readonly keys: Keys;
	readonly displays: Displays;
	readonly people: People;
	readonly audit: AuditTrail;
	readonly care: Care;
	readonly webhooks: Webhooks;
	readonly #db: Database.Database;
	readonly #reader: Reader;
	readonly #seen: Seen | undefined;
	readonly #log: LogClient | undefined;
	readonly #parts: StoreParts;
	/** Why nothing is written any more. */
	#stopped: StoreError | undefined;
	/** For the rare writes outside the log. */
	#writer: Database.Database | undefined;
	#closed: Promise<void> | undefined;

	constructor(folder: string, db: Database.Database, parts: StoreParts = {}) {
		this.folder = folder;
		this.readsFrom = parts.readsFrom ?? folder;
		this.#db = db;
		this.#parts = parts;
		this.#reader = new Reader(db);
		const ordinal = (branch: string) => this.#reader.ordinal(branch);
		this.history = historyOf(db, ordinal);
		this.customers = customersOf(db, ordinal);
		if (parts.writes) {
			this.#log = new LogClient(folder, parts.writes.archive);
			this.#seen = new Seen(folder, this.#reader.hasEvents());
		}
		const access = {
			folder,
			reader: db,
			write: <T>(run: (db: Database.Database) => T) => this.#write(run)
		};
		this.keys = new KeyRing({ ...access, touch: (id, at) => this.#log?.touch(id, at) });
		const tables = tablesOf(access);
		this.displays = tables.displays;
		this.people = tables.people;
		this.audit = tables.audit;
		this.care = tables.care;
		this.webhooks = tables.webhooks;
	}

	get readOnly(): boolean {
		return this.#log === undefined;
	}

	get halted(): StoreError | undefined {
		return this.#log?.halted;
	}

	get warm(): Promise<void> {
		return this.#seen?.warm ?? Promise.resolve();
	}

	append(group: Group): Promise<void> {
		if (!this.#log) return Promise.reject(opensToRead(this.folder));
		for (const event of group.events) this.#seen!.add(event);
		return this.#log.append(group);
	}

	eraseCustomers(erasures: readonly Erasure[]): Promise<number[]> {
		return this.#log?.erase(erasures) ?? Promise.reject(opensToRead(this.folder));
	}

	outbox(change: OutboxChange): Promise<boolean> {
		return this.#log?.outbox(change) ?? Promise.reject(opensToRead(this.folder));
	}

	/** Identities of events that went are forgotten with them, now and then. */
	async compact(step: CompactionStep): Promise<CompactionDone> {
		if (!this.#log || !this.#seen) throw opensToRead(this.folder);
		const forget = this.#seen.prepareToForget();
		const [removed = 0, through = 0] = await this.#log.compact(step);
		if (step.rule !== 'history') forget(removed);
		return { removed, through };
	}

	compacted(branch: string): CompactionReach {
		return this.#reader.compacted(branch);
	}

	resume(): void {
		this.#log?.resume();
	}

	find(branch: string, source: string, id: string): LoggedEvent | undefined {
		if (this.#seen && !this.#seen.may(branch, source, id)) return undefined;
		return this.#told(() => this.#reader.find(branch, source, id));
	}

	read(branch: string, afterSeq: number, limit: number): LoggedEvent[] {
		return this.#told(() => this.#reader.read(branch, afterSeq, limit));
	}

	readAfter(afterPos: number, limit: number): PlacedEvent[] {
		return this.#reader.readAfter(afterPos, limit);
	}

	toldBy(branch: string, source: string, beforePos: number, limit: number): PlacedEvent[] {
		return this.#reader.toldBy(branch, source, beforePos, limit);
	}

	outline(branch: string, afterSeq: number, limit: number): EventOutline[] {
		return this.#reader.outline(branch, afterSeq, limit);
	}

	snapshot(branch: string): { seq: number; state: string } | undefined {
		return this.#told(() => this.#reader.snapshot(branch));
	}

	branches(): string[] {
		return this.#told(() => this.#reader.branches());
	}

	head(branch: string): { seq: number; hash: string } {
		return this.#reader.head(branch);
	}

	async peopleAdapter(): Promise<PeopleAdapter> {
		const { peopleAdapter } = await import('./people-adapter.ts');
		return peopleAdapter(this.#openWriter());
	}

	verify(branch: string): Verdict {
		return this.#told(() => verifyChain(this.#db, branch));
	}

	lost(): string[] {
		return lostFrom(this.#db, readHeads(this.folder)).map(lossInWords);
	}

	stop(failure: StoreError): void {
		this.#stopped ??= failure;
		this.#log?.stop(failure);
		// Whoever was handed the connection is refused too.
		this.#writer?.pragma('query_only = ON');
	}

	async verifyArchived(branch: string, archive: string): Promise<Verdict> {
		await readArchive(this.#db, archive, branch);
		return verifyChain(this.#db, branch, true);
	}

	close(): Promise<void> {
		return (this.#closed ??= this.#close());
	}

	/** Readers go before the log's writer: the last connection to close folds the WAL into the file. */
	async #close(): Promise<void> {
		this.#db.close();
		this.#writer?.close();
		await Promise.all([this.#log?.close(), this.#seen?.close()]);
		this.#parts.release?.();
		this.#parts.removeCopy?.();
	}

	/** A file that cannot be read is told as what it is. */
	#told<T>(read: () => T): T {
		try {
			return read();
		} catch (thrown) {
			throw toStoreError(thrown, this.folder);
		}
	}

	/** It waits for the writer's thread and the disk, a few ms: for what people do, never for events. */
	#write<T>(run: (db: Database.Database) => T): T {
		try {
			return run(this.#openWriter());
		} catch (thrown) {
			throw toStoreError(thrown, this.folder);
		}
	}

	#openWriter(): Database.Database {
		if (this.#stopped) throw this.#stopped;
		if (!this.#log) throw opensToRead(this.folder);
		return (this.#writer ??= openWriter(databaseFile(this.folder)));
	}
}

function opensToRead(folder: string): StoreError {
	return new StoreError('read_only', `${folder} was opened to be read only`);
}
