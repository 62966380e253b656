import type Database from 'better-sqlite3';
import type { CustomerRecord } from '#lib/protocol/history.ts';
import type { customers } from './schema/index.ts';
import { selection } from './statements.ts';
import type { Customers } from './types.ts';

type Row = typeof customers.$inferSelect;

/** What is known of customers, read by ticket and by day. `ordinal` gives the number of a branch in the table. */
export function customersOf(
	db: Database.Database,
	ordinal: (branch: string) => number | undefined
): Customers {
	const select = `select ${selection(db, 'customers')} from customers where branch = ? and day = ?`;
	const one = db.prepare(`${select} and number = ?`);
	const all = db.prepare(`${select} order by number`);
	return {
		find: (branch, day, number) => {
			const row = one.get(ordinal(branch) ?? null, day, number) as Row | undefined;
			return row && { ...row, branch };
		},
		ofDay: (branch, day) =>
			(all.all(ordinal(branch) ?? null, day) as Row[]).map((row): CustomerRecord => ({
				...row,
				branch
			}))
	};
}
