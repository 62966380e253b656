import type Database from 'better-sqlite3';
import { readArchive } from './archive-reader.ts';
import { databaseFile, hasDatabase, openReader, openWriter } from './connection.ts';
import { customersOf } from './customers.ts';
import { StoreError, toStoreError } from './errors.ts';
import { historyOf } from './history.ts';
import { KeyRing } from './keys.ts';
import { acquireLock, type Release } from './lock.ts';
import { LogClient } from './log-client.ts';
import { migrate, schemaAge } from './migrate.ts';
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

/**
 * Opens the store of a data folder, and makes it if there is none. A store that writes holds the folder's
 * lock until it is closed; one that only reads needs no lock and sees what another process commits.
 */
export function openStore(
	folder: string,
	{ readOnly = false, archive = null }: StoreOptions = {}
): Store {
	return readOnly ? openReadOnly(folder) : openForWriting(folder, archive);
}

export interface StoreOptions {
	readOnly?: boolean;
	/** Where events go that leave the log, absolute; null: nowhere. */
	archive?: string | null;
}

function openForWriting(folder: string, archive: string | null): Store {
	const release = acquireLock(folder);
	try {
		prepareDatabase(folder);
		return new SqliteStore(folder, openReader(databaseFile(folder)), { release, archive });
	} catch (thrown) {
		release();
		throw toStoreError(thrown, folder);
	}
}

function openReadOnly(folder: string): Store {
	if (!hasDatabase(folder)) throw new StoreError('io', `There is no database in ${folder}`);
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

/** Makes the file if need be and brings its schema up to date. The lock must be held. */
export function prepareDatabase(folder: string): void {
	const db = openWriter(databaseFile(folder));
	try {
		migrate(db, folder);
	} finally {
		db.close();
	}
}

class SqliteStore implements Store {
	readonly folder: string;
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
	readonly #release: Release | undefined;
	/** For the rare writes outside the log. */
	#writer: Database.Database | undefined;
	#closed: Promise<void> | undefined;

	/** Without `writing`, which has the lock's release, it only reads. */
	constructor(
		folder: string,
		db: Database.Database,
		writing?: { release: Release; archive: string | null }
	) {
		this.folder = folder;
		this.#db = db;
		this.#release = writing?.release;
		this.#reader = new Reader(db);
		const ordinal = (branch: string) => this.#reader.ordinal(branch);
		this.history = historyOf(db, ordinal);
		this.customers = customersOf(db, ordinal);
		if (writing) {
			this.#log = new LogClient(folder, writing.archive);
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
		return this.#reader.find(branch, source, id);
	}

	read(branch: string, afterSeq: number, limit: number): LoggedEvent[] {
		return this.#reader.read(branch, afterSeq, limit);
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
		return this.#reader.snapshot(branch);
	}

	branches(): string[] {
		return this.#reader.branches();
	}

	head(branch: string): { seq: number; hash: string } {
		return this.#reader.head(branch);
	}

	async peopleAdapter(): Promise<PeopleAdapter> {
		const { peopleAdapter } = await import('./people-adapter.ts');
		return peopleAdapter(this.#openWriter());
	}

	verify(branch: string): Verdict {
		return verifyChain(this.#db, branch);
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
		this.#release?.();
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
		if (!this.#log) throw opensToRead(this.folder);
		return (this.#writer ??= openWriter(databaseFile(this.folder)));
	}
}

function opensToRead(folder: string): StoreError {
	return new StoreError('read_only', `${folder} was opened to be read only`);
}
