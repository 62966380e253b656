/** Reads the identity of every stored event, hashes it, and hands the table over: at the start, and when many went. */
import { parentPort, workerData } from 'node:worker_threads';
import { databaseFile, openReader } from './connection.ts';
import { hashIdentity, SeenIds } from './seen-ids.ts';

export interface SeenTable {
	slots: Float64Array<ArrayBuffer>;
	size: number;
}

/**
 * Identities that are read at once. Whoever reads on and on holds up every checkpoint, and the log beside the file grows
 * as long; what is stored meanwhile is remembered by whoever stores it.
 */
const SLICE = 20_000;

type Identity = [branch: number, source: number, id: string];

const { folder } = workerData as { folder: string };
const db = openReader(databaseFile(folder));
const stored = db
	.prepare('select count(*) from events where event_id is not null')
	.pluck()
	.get() as number;
// Room for as many again, so that the table is not copied soon.
const seen = new SeenIds(stored * 2);
const slice = db
	.prepare(
		`select branch, source, event_id from events
		 where event_id is not null and (branch, source, event_id) > (?, ?, ?)
		 order by branch, source, event_id limit ${SLICE}`
	)
	.raw();
let last: Identity = [0, 0, ''];
for (;;) {
	const identities = slice.all(last) as Identity[];
	// Named after they were read: a source that came meanwhile is among the names.
	const [branches, sources] = [namesOf('branches'), namesOf('sources')];
	for (const [branch, source, id] of identities) {
		seen.add(hashIdentity(branches.get(branch)!, sources.get(source)!, id));
	}
	const next = identities.at(-1);
	if (next === undefined) break;
	last = next;
}
db.close();
const table: SeenTable = { slots: seen.slots, size: seen.size };
parentPort!.postMessage(table, [table.slots.buffer]);

function namesOf(table: 'branches' | 'sources'): Map<number, string> {
	return new Map(db.prepare(`select ordinal, id from ${table}`).raw().all() as [number, string][]);
}
