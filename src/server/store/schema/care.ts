import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Customers to look after on a day, each somebody's. Kept beside the log, because whom they are is erased with other
 * customers' names.
 */
export const care = sqliteTable(
	'care',
	{
		id: text().primaryKey(),
		branch: text().notNull(),
		/** YYYY-MM-DD on the branch's calendar. */
		day: text().notNull(),
		staff: text().notNull(),
		name: text(),
		ref: text(),
		need: text(),
		product: text(),
		/** reached, not_reached or appointment; null: not yet. */
		result: text(),
		resultAt: integer(),
		createdAt: integer().notNull(),
		/** The username of who put it on the list. */
		createdBy: text().notNull()
	},
	(row) => [index('care_by_day').on(row.branch, row.day)]
);
