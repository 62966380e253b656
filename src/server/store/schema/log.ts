/**
 * The event log and what it needs. Branches and sources are numbered where they first occur: every row
 * and every index entry would repeat their names otherwise. There are no foreign keys: one writer puts
 * both ends in, and a check per row would be paid at every event.
 */
import { isNotNull } from 'drizzle-orm';
import { blob, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Facts about the file itself. */
export const meta = sqliteTable('meta', {
	key: text().primaryKey(),
	value: text().notNull()
});

export const branches = sqliteTable('branches', {
	ordinal: integer().primaryKey(),
	id: text().notNull().unique()
});

export const sources = sqliteTable('sources', {
	ordinal: integer().primaryKey(),
	id: text().notNull().unique()
});

export const events = sqliteTable(
	'events',
	{
		/** The cursor over all branches. */
		pos: integer().primaryKey(),
		branch: integer().notNull(),
		seq: integer().notNull(),
		type: text().notNull(),
		at: integer().notNull(),
		recordedAt: integer().notNull(),
		subject: text().notNull(),
		data: text().notNull(),
		source: integer(),
		eventId: text(),
		/** SHA-256 over the hash before it in its branch and this row (chain.ts). */
		hash: blob({ mode: 'buffer' }).notNull(),
		/** The hash before it, where the row that held that was compacted; null: the row before is there. */
		hashBefore: blob({ mode: 'buffer' })
	},
	(row) => [
		uniqueIndex('events_by_seq').on(row.branch, row.seq),
		uniqueIndex('events_by_id')
			.on(row.branch, row.source, row.eventId)
			.where(isNotNull(row.eventId))
	]
);

export const snapshots = sqliteTable(
	'snapshots',
	{
		branch: integer().notNull(),
		seq: integer().notNull(),
		state: text().notNull()
	},
	(row) => [primaryKey({ columns: [row.branch, row.seq] })]
);

/** What was taken out of the log and of history, by which rule: a chain of its own for each branch (seals.ts). */
export const compactions = sqliteTable(
	'compactions',
	{
		branch: integer().notNull(),
		/** 1, 2, 3 and so on without a gap. */
		nr: integer().notNull(),
		/** heartbeats, log or history. */
		rule: text().notNull(),
		/** What was heard before this instant could go. */
		before: integer().notNull(),
		/** Events that were looked at, both included; 0 of history. */
		fromSeq: integer().notNull(),
		toSeq: integer().notNull(),
		/** Rows that were taken out. */
		count: integer().notNull(),
		/** The server's clock at the latest step. */
		at: integer().notNull(),
		/** SHA-256 over the seal before it in its branch and this row. */
		seal: blob({ mode: 'buffer' }).notNull()
	},
	(row) => [primaryKey({ columns: [row.branch, row.nr] })]
);
