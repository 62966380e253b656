/** Reads the identity of every stored event, hashes it, and hands the table over: at the start, and when many went. */
import { parentPort, workerData } from 'node:worker_threads';
import { databaseFile, openReader } from './connection.ts';
import { hashIdentity, SeenIds } from './seen-ids.ts';

export interface SeenTable {
	slots: Float64Array<ArrayBuffer>;
	size: number;
}

const { folder } = workerData as { folder: string };
const db = openReader(databaseFile(folder));
const stored = db
	.prepare('select count(*) from events where event_id is not null')
	.pluck()
	.get() as number;
// Room for as many again, so that the table is not copied soon.
const seen = new SeenIds(stored * 2);
const branches = new Map(namesOf('branches'));
const sources = new Map(namesOf('sources'));
const identities = db
	.prepare('select branch, source, event_id from events where event_id is not null')
	.raw()
	.iterate() as IterableIterator<[number, number, string]>;
for (const [branch, source, id] of identities) {
	seen.add(hashIdentity(branches.get(branch)!, sources.get(source)!, id));
}
db.close();
const table: SeenTable = { slots: seen.slots, size: seen.size };
parentPort!.postMessage(table, [table.slots.buffer]);

function namesOf(table: 'branches' | 'sources'): [number, string][] {
	return db.prepare(`select ordinal, id from ${table}`).raw().all() as [number, string][];
}
