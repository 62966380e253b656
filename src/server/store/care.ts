import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { CareResult } from '#lib/protocol/huddle.ts';
import type { care } from './schema/index.ts';
import { selection } from './statements.ts';
import type { TableAccess } from './table-access.ts';
import type { Care, CareEntry, NewCareEntry } from './types.ts';

type Row = typeof care.$inferSelect;

/** The lists of customers to look after, in their table. */
export class CareTable implements Care {
	readonly #access: TableAccess;
	readonly #byId: Database.Statement;
	readonly #ofDay: Database.Statement;

	constructor(access: TableAccess) {
		this.#access = access;
		const select = `select ${selection(access.reader, 'care')} from care`;
		this.#byId = access.reader.prepare(`${select} where id = ?`);
		this.#ofDay = access.reader.prepare(
			`${select} where branch = ? and day = ? order by created_at, rowid`
		);
	}

	add(entries: readonly NewCareEntry[], now: number): void {
		this.#access.write((db) => {
			const insert = db.prepare(
				`insert into care (id, branch, day, staff, name, ref, need, product, created_at, created_by)
				 values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
			);
			db.transaction(() => {
				for (const { branch, day, staff, name, ref, need, product, createdBy } of entries) {
					insert.run(randomUUID(), branch, day, staff, name, ref, need, product, now, createdBy);
				}
			}).immediate();
		});
	}

	ofDay(branch: string, day: string): CareEntry[] {
		return this.#ofDay.all(branch, day) as Row[] as CareEntry[];
	}

	find(id: string): CareEntry | undefined {
		return this.#byId.get(id) as CareEntry | undefined;
	}

	mark(id: string, result: CareResult | null, now: number): void {
		this.#access.write((db) =>
			db
				.prepare('update care set result = ?, result_at = ? where id = ?')
				.run(result, result === null ? null : now, id)
		);
	}

	remove(id: string): void {
		this.#access.write((db) => db.prepare('delete from care where id = ?').run(id));
	}
}
