import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** API keys. The secret itself is nowhere: `digest` is its SHA-256. */
export const apiKeys = sqliteTable('api_keys', {
	id: text().primaryKey(),
	digest: blob({ mode: 'buffer' }).notNull(),
	/** The branch's id, not its number: a key may be made before its branch's first event. */
	branch: text(),
	name: text().notNull(),
	/** JSON: a list of words. */
	scopes: text().notNull(),
	createdAt: integer().notNull(),
	expiresAt: integer(),
	revokedAt: integer(),
	lastUsedAt: integer(),
	/** The key that it takes over from: both work until the older one expires. */
	replaces: text()
});
