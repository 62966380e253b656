import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Who did what to whom, apart from the branch's own events: append-only and chained (audit.ts). */
export const audit = sqliteTable(
	'audit',
	{
		/** 1, 2, 3 and so on without a gap. */
		seq: integer().primaryKey(),
		at: integer().notNull(),
		/** `person:<username>`, `key:<id>`, `display:<id>`, `operator`, `system` or `nobody`. */
		actor: text().notNull(),
		action: text().notNull(),
		/** What it was done to: a username, a key's id, a ticket's number … */
		target: text().notNull(),
		branch: text(),
		/** The peer's address. */
		address: text(),
		/** JSON: what else is worth knowing; never a secret and never a customer's name. */
		detail: text().notNull(),
		/** SHA-256 over the hash before it and this row. */
		hash: blob({ mode: 'buffer' }).notNull()
	},
	(row) => [index('audit_by_at').on(row.at), index('audit_by_actor').on(row.actor)]
);
