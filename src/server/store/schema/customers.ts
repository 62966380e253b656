import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * All that Foyer knows about a customer as a person, apart from the log so that it can be erased: the log is
 * chained and keeps what it has.
 */
export const customers = sqliteTable(
	'customers',
	{
		/** The branch's number, as in the other history tables. */
		branch: integer().notNull(),
		day: text().notNull(),
		number: text().notNull(),
		ref: text(),
		name: text(),
		note: text()
	},
	(row) => [
		primaryKey({ columns: [row.branch, row.day, row.number] }),
		index('customers_by_day').on(row.day)
	]
);
