import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Where webhooks go. No secret is kept: it follows from `auth.key`, the id and `secretNumber`. */
export const webhookEndpoints = sqliteTable('webhook_endpoints', {
	id: text().primaryKey(),
	branch: text().notNull(),
	url: text().notNull(),
	/** JSON: a list of words. */
	kinds: text().notNull(),
	createdAt: integer().notNull(),
	/** The event up to which the branch's log has been turned into deliveries. */
	cursor: integer().notNull(),
	/** Counts up with each new secret. */
	secretNumber: integer().notNull(),
	/** Until then the secret before signs too. */
	bothUntil: integer(),
	/** paused, gone or failing; null: it is delivered to. */
	stopped: text(),
	stoppedAt: integer(),
	/** Since when no delivery succeeded; null: the last one did. */
	failingSince: integer()
});

/** What is to be delivered, or was. Made from the log by the cursor, and made anew from it for a replay. */
export const webhookDeliveries = sqliteTable(
	'webhook_deliveries',
	{
		endpoint: text().notNull(),
		seq: integer().notNull(),
		type: text().notNull(),
		/** waiting, delivered or dead. */
		status: text().notNull(),
		attempts: integer().notNull(),
		/** Not before then. */
		nextAt: integer().notNull(),
		/** The answer to the last attempt, and what went wrong with it. */
		httpStatus: integer(),
		error: text(),
		triedAt: integer()
	},
	(row) => [
		primaryKey({ columns: [row.endpoint, row.seq] }),
		index('webhook_deliveries_by_status').on(row.endpoint, row.status, row.seq)
	]
);
