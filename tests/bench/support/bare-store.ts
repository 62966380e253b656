import { databaseFile, openWriter } from '#server/store/connection.ts';
import { WIDTH } from '#server/store/pack.ts';
import type { Cell, PackedGroup } from '#server/store/pack.ts';
import { insertInto, upsertInto } from '#server/store/statements.ts';
import { prepareDatabase } from '#server/store/prepare.ts';

/**
 * The floor under the store: better-sqlite3 itself with the same tables and indexes and `synchronous=FULL`, each
 * group of rows one transaction on the calling thread. No chain, no snapshots, no duplicates looked for.
 */
export class BareStore {
	readonly #commit: (groups: readonly PackedGroup[], branch: string | undefined) => void;
	readonly #ordinals = new Map<string, number>();
	readonly #hash = Buffer.alloc(32, 7);
	/** Sequence numbers are its own: what it is given can stem from several streams. */
	#seq = 0;

	constructor(folder: string) {
		prepareDatabase(folder);
		const db = openWriter(databaseFile(folder));
		const event = db.prepare(insertInto(db, 'events', ['pos', 'hash_before']));
		const upserts = (['tickets', 'stages', 'prompts'] as const).map(
			(table) => [table, db.prepare(upsertInto(db, table)), WIDTH[table]] as const
		);
		const add = db.prepare('insert into sources (id) values (?)');
		const source = (id: Cell) => {
			if (id === null) return null;
			const known = this.#ordinals.get(id as string);
			if (known !== undefined) return known;
			const made = Number(add.run(id).lastInsertRowid);
			this.#ordinals.set(id as string, made);
			return made;
		};
		const branches = new Map<string, number>();
		const branchOrdinal = (id: string) => {
			const known = branches.get(id);
			if (known !== undefined) return known;
			branches.set(id, branches.size + 1);
			return branches.size;
		};
		this.#commit = db.transaction((groups: readonly PackedGroup[], named: string | undefined) => {
			for (const group of groups) {
				const { events } = group;
				for (let i = 0; i < events.length; i += WIDTH.events) {
					this.#seq += 1;
					const [branch, , type, at, recordedAt, subject, data, from, id] = events.slice(
						i,
						i + WIDTH.events
					) as Cell[];
					// prettier-ignore
					event.run(branchOrdinal(named ?? (branch as string)), this.#seq, type, at, recordedAt, subject, data, source(from as Cell), id, this.#hash);
				}
				for (const [table, statement, width] of upserts) {
					const cells = group[table];
					for (let i = 0; i < cells.length; i += width) {
						const row = cells.slice(i, i + width);
						row[0] = branchOrdinal(named ?? (row[0] as string));
						statement.run(row);
					}
				}
			}
		});
	}

	/** Durable when it returns. `branch` stands in for the one in the rows. */
	commit(groups: readonly PackedGroup[], branch?: string): void {
		this.#commit(groups, branch);
	}
}
