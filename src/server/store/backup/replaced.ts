import type Database from 'better-sqlite3';
import { chain, chainStart } from '../chain.ts';
import { databaseFile, hasDatabase, openReader } from '../connection.ts';
import { customersOf } from '../customers.ts';
import { readHeads } from '../heads.ts';
import type { KeptHead } from '../heads.ts';
import { Reader } from '../reader.ts';
import type { Customers, Head, LoggedEvent } from '../types.ts';
import { headsOf } from './stage.ts';

/** The database that a restore replaces, as far as it can be read. */
export interface Replaced {
	/** Where each branch ended, by what is kept beside the database and by what is in it. */
	heads: ReadonlyMap<string, KeptHead>;
	/** What follows a head, up to an instant (when it was recorded), for as long as the chain proves it. */
	provenAfter(branch: string, head: Head, until: number): Iterable<LoggedEvent>;
	/** Undefined: nothing is known, or it cannot be read. */
	customer: Customers['find'];
	close(): void;
}

export function openReplaced(folder: string): Replaced {
	const heads = readHeads(folder);
	const db = attempt(() => (hasDatabase(folder) ? openReader(databaseFile(folder)) : undefined));
	const found = db && attempt(() => headsOf(db));
	for (const head of found ?? []) {
		if ((heads.get(head.branch)?.seq ?? 0) < head.seq) heads.set(head.branch, head);
	}
	const customers = db && attempt(() => customersIn(db));
	return {
		heads,
		provenAfter: (branch, head, until) =>
			db === undefined ? [] : provenAfter(db, branch, head, until),
		customer: (...which) => attempt(() => customers?.find(...which)),
		close: () => db?.close()
	};
}

function customersIn(db: Database.Database): Customers {
	const reader = new Reader(db);
	return customersOf(db, (branch) => reader.ordinal(branch));
}

interface Row extends LoggedEvent {
	hash: Buffer;
}

function* provenAfter(
	db: Database.Database,
	branch: string,
	head: Head,
	until: number
): Generator<LoggedEvent> {
	const rows = attempt(() => rowsFrom(db, branch, head.seq));
	const last = chainStart(branch);
	let { seq } = head;
	let follows = seq === 0;
	try {
		for (const { hash, ...event } of rows ?? []) {
			if (event.seq === head.seq) {
				// The same number on another chain: these events do not follow it.
				if (hash.toString('hex') !== head.hash) return;
				hash.copy(last);
				follows = true;
				continue;
			}
			if (!follows || event.seq !== seq + 1 || event.recordedAt > until) return;
			chain(last, event);
			if (!last.equals(hash)) return;
			({ seq } = event);
			yield event;
		}
	} catch {
		// What cannot be read proves nothing.
	}
}

function rowsFrom(db: Database.Database, branch: string, seq: number): IterableIterator<Row> {
	return db
		.prepare(
			`select ? as branch, e.seq, e.type, e.at, e.recorded_at as recordedAt, e.subject, e.data,
			 s.id as source, e.event_id as id, e.hash
			 from events e left join sources s on s.ordinal = e.source
			 where e.branch = (select ordinal from branches where id = ?) and e.seq >= ? order by e.seq`
		)
		.iterate(branch, branch, seq) as IterableIterator<Row>;
}

function attempt<T>(run: () => T): T | undefined {
	try {
		return run();
	} catch {
		return undefined;
	}
}
