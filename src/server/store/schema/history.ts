/** History tables: the records of `lib/protocol/history.ts`, read by branch and day. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PromptOutcome, StageEnd } from '#lib/protocol/history.ts';

export const tickets = sqliteTable(
	'tickets',
	{
		branch: integer().notNull(),
		day: text().notNull(),
		number: text().notNull(),
		service: text().notNull(),
		segment: text().notNull(),
		state: text().notNull(),
		issuedAt: integer().notNull(),
		calledAt: integer(),
		startedAt: integer(),
		endedAt: integer(),
		counter: text(),
		staff: text(),
		wait: integer(),
		serviceTime: integer(),
		parkedTime: integer().notNull(),
		requeues: integer().notNull(),
		transfers: integer().notNull(),
		/** JSON: a list of words. */
		tags: text().notNull(),
		promisedWait: integer(),
		promisedLow: integer(),
		promisedHigh: integer(),
		rating: integer(),
		divertedTo: text()
	},
	// The key begins with branch and day, so it is the index of reports too.
	(row) => [primaryKey({ columns: [row.branch, row.day, row.number] })]
);

export const stages = sqliteTable(
	'stages',
	{
		branch: integer().notNull(),
		day: text().notNull(),
		number: text().notNull(),
		stage: integer().notNull(),
		service: text().notNull(),
		enteredAt: integer().notNull(),
		calledAt: integer(),
		startedAt: integer(),
		endedAt: integer(),
		counter: text(),
		end: text().$type<StageEnd>(),
		wait: integer(),
		serviceTime: integer()
	},
	(row) => [primaryKey({ columns: [row.branch, row.day, row.number, row.stage] })]
);

export const prompts = sqliteTable(
	'prompts',
	{
		branch: integer().notNull(),
		id: text().notNull(),
		day: text().notNull(),
		rule: text().notNull(),
		ticket: text(),
		service: text(),
		level: integer().notNull(),
		raisedAt: integer().notNull(),
		acceptedAt: integer(),
		assignee: text(),
		closedAt: integer(),
		outcome: text().$type<PromptOutcome>()
	},
	(row) => [
		primaryKey({ columns: [row.branch, row.id] }),
		index('prompts_by_day').on(row.branch, row.day)
	]
);

export const reworks = sqliteTable(
	'reworks',
	{
		branch: integer().notNull(),
		day: text().notNull(),
		number: text().notNull(),
		stage: integer().notNull(),
		service: text().notNull(),
		at: integer().notNull(),
		reason: text().notNull(),
		/** JSON: a list of words. */
		faults: text().notNull(),
		counter: text(),
		staff: text(),
		form: text(),
		/** JSON: what everybody was doing. */
		doing: text().notNull()
	},
	(row) => [primaryKey({ columns: [row.branch, row.day, row.number, row.stage] })]
);

export const engagements = sqliteTable(
	'engagements',
	{
		branch: integer().notNull(),
		id: text().notNull(),
		day: text().notNull(),
		at: integer().notNull(),
		staff: text().notNull(),
		number: text(),
		prompt: text(),
		need: text(),
		product: text(),
		result: text().notNull(),
		outflowKept: integer(),
		outflowAmount: integer(),
		outflowCurrency: text(),
		undone: integer().notNull()
	},
	(row) => [
		primaryKey({ columns: [row.branch, row.id] }),
		index('engagements_by_day').on(row.branch, row.day)
	]
);

export const pitches = sqliteTable(
	'pitches',
	{
		branch: integer().notNull(),
		id: text().notNull(),
		day: text().notNull(),
		at: integer().notNull(),
		number: text().notNull(),
		staff: text().notNull(),
		product: text(),
		result: text().notNull(),
		skip: text(),
		toldWait: integer().notNull(),
		leaflet: integer().notNull(),
		undone: integer().notNull()
	},
	(row) => [
		primaryKey({ columns: [row.branch, row.id] }),
		index('pitches_by_day').on(row.branch, row.day)
	]
);

export const referrals = sqliteTable(
	'referrals',
	{
		branch: integer().notNull(),
		id: text().notNull(),
		day: text().notNull(),
		state: text().notNull(),
		number: text(),
		from: text().notNull(),
		to: text(),
		need: text(),
		product: text(),
		madeAt: integer().notNull(),
		seenAt: integer(),
		acceptedBy: text(),
		acceptedAt: integer(),
		metAt: integer(),
		closedAt: integer(),
		reason: text(),
		asked: integer().notNull()
	},
	// An id that a source uses again on another day is another referral.
	(row) => [primaryKey({ columns: [row.branch, row.day, row.id] })]
);

export const sales = sqliteTable(
	'sales',
	{
		branch: integer().notNull(),
		id: text().notNull(),
		day: text().notNull(),
		at: integer().notNull(),
		product: text().notNull(),
		amount: integer().notNull(),
		currency: text().notNull(),
		staff: text().notNull(),
		channel: text().notNull(),
		number: text(),
		referral: text(),
		prompt: text(),
		corrections: integer().notNull(),
		cancelled: integer().notNull()
	},
	(row) => [primaryKey({ columns: [row.branch, row.day, row.id] })]
);

export const spells = sqliteTable(
	'spells',
	{
		branch: integer().notNull(),
		device: text().notNull(),
		from: integer().notNull(),
		to: integer(),
		state: text().notNull(),
		service: text().notNull(),
		cause: text(),
		/** JSON: those that did not work, and how. */
		functions: text().notNull()
	},
	(row) => [
		primaryKey({ columns: [row.branch, row.device, row.from] }),
		index('spells_by_end').on(row.branch, row.to)
	]
);

export const incidents = sqliteTable(
	'incidents',
	{
		branch: integer().notNull(),
		id: text().notNull(),
		device: text().notNull(),
		day: text().notNull(),
		cause: text(),
		severity: text().notNull(),
		openedAt: integer().notNull(),
		acknowledgedAt: integer(),
		acknowledgedBy: text(),
		passedAt: integer(),
		passedBy: text(),
		vendor: text(),
		reference: text(),
		/** JSON: a list. */
		notes: text().notNull(),
		fineSince: integer(),
		flaps: integer().notNull(),
		endedAt: integer(),
		resolvedBy: text(),
		tickets: integer().notNull()
	},
	(row) => [
		primaryKey({ columns: [row.branch, row.id] }),
		index('incidents_by_day').on(row.branch, row.day)
	]
);

export const checks = sqliteTable(
	'checks',
	{
		branch: integer().notNull(),
		day: text().notNull(),
		list: text().notNull(),
		item: text().notNull(),
		owner: text().notNull(),
		ok: integer().notNull(),
		staff: text().notNull(),
		at: integer().notNull(),
		note: text(),
		photo: text(),
		late: integer().notNull()
	},
	(row) => [primaryKey({ columns: [row.branch, row.day, row.list, row.item, row.owner] })]
);
