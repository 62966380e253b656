import { createRequire } from 'node:module';
import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import type Database from 'better-sqlite3';
import type * as DrizzleDriver from 'drizzle-orm/better-sqlite3';
import { accounts, sessions, twoFactors, users, verifications } from './schema/people.ts';

/** What better-auth reads and writes people with. Loading it costs 0.2 s of CPU, so whoever needs it asks late. */
export function peopleAdapter(db: Database.Database): ReturnType<typeof drizzleAdapter> {
	const require = createRequire(import.meta.url);
	const driver = require('drizzle-orm/better-sqlite3') as typeof DrizzleDriver;
	const schema = {
		user: users,
		session: sessions,
		account: accounts,
		verification: verifications,
		twoFactor: twoFactors
	};
	return drizzleAdapter(driver.drizzle(db, { schema, casing: 'snake_case' }), {
		provider: 'sqlite',
		schema
	});
}
