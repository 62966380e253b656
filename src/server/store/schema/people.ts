/**
 * People who sign in, as better-auth keeps them (store/people.ts hands it these tables), with the columns of
 * ours that say what they may do. Property names are better-auth's own.
 */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const instant = () => integer({ mode: 'timestamp_ms' });

export const users = sqliteTable('users', {
	id: text().primaryKey(),
	/** As colleagues call them. */
	name: text().notNull(),
	/** Made up from the username: better-auth wants one, and nobody is ever shown or sent it. */
	email: text().notNull().unique(),
	emailVerified: integer({ mode: 'boolean' }).notNull(),
	image: text(),
	createdAt: instant().notNull(),
	updatedAt: instant().notNull(),
	/** In lower case; null for somebody whom the bank's own sign-in brought. */
	username: text().unique(),
	displayUsername: text(),
	twoFactorEnabled: integer({ mode: 'boolean' }),
	role: text().notNull(),
	/** The one branch they work in; null: all of them. */
	branch: text(),
	/** Who they are in the branch file's `staff`. */
	staff: text(),
	/** Epoch milliseconds since when they can't sign in. */
	disabledAt: integer(),
	/**
	 * The password is one that somebody else has seen: it has to be changed first, and opens nothing after this
	 * instant (epoch milliseconds). Null: it is one of their own.
	 */
	oneTimeUntil: integer()
});

export const sessions = sqliteTable(
	'sessions',
	{
		id: text().primaryKey(),
		expiresAt: instant().notNull(),
		/** Not enough to get in: the cookie carries a signature too, whose key is no part of the database. */
		token: text().notNull().unique(),
		createdAt: instant().notNull(),
		updatedAt: instant().notNull(),
		ipAddress: text(),
		userAgent: text(),
		userId: text().notNull()
	},
	(row) => [index('sessions_by_user').on(row.userId)]
);

/** How somebody signs in: with a password (argon2id) or through the bank's own identity provider. */
export const accounts = sqliteTable(
	'accounts',
	{
		id: text().primaryKey(),
		accountId: text().notNull(),
		providerId: text().notNull(),
		userId: text().notNull(),
		accessToken: text(),
		refreshToken: text(),
		idToken: text(),
		accessTokenExpiresAt: instant(),
		refreshTokenExpiresAt: instant(),
		scope: text(),
		password: text(),
		createdAt: instant().notNull(),
		updatedAt: instant().notNull()
	},
	(row) => [index('accounts_by_user').on(row.userId)]
);

/** What is under way between two requests of one sign-in. */
export const verifications = sqliteTable(
	'verifications',
	{
		id: text().primaryKey(),
		identifier: text().notNull(),
		value: text().notNull(),
		expiresAt: instant().notNull(),
		createdAt: instant().notNull(),
		updatedAt: instant().notNull()
	},
	(row) => [index('verifications_by_identifier').on(row.identifier)]
);

/** Time-based one-time passwords. Secret and backup codes are encrypted with the key beside the database. */
export const twoFactors = sqliteTable(
	'two_factors',
	{
		id: text().primaryKey(),
		secret: text().notNull(),
		backupCodes: text().notNull(),
		userId: text().notNull(),
		verified: integer({ mode: 'boolean' }),
		failedVerificationCount: integer(),
		lockedUntil: instant()
	},
	(row) => [index('two_factors_by_user').on(row.userId)]
);
