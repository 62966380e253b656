import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Paired displays: each has a lasting credential of its own, of which `digest` is the SHA-256. */
export const displays = sqliteTable('displays', {
	id: text().primaryKey(),
	digest: blob({ mode: 'buffer' }).notNull(),
	branch: text().notNull(),
	/** wall or display. */
	screen: text().notNull(),
	name: text().notNull(),
	createdAt: integer().notNull(),
	/** The username of who approved it. */
	approvedBy: text().notNull(),
	revokedAt: integer(),
	lastSeenAt: integer()
});
