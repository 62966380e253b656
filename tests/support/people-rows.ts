import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Role } from '#lib/protocol/roles.ts';

interface NewPersonRow {
	username: string;
	role: Role;
	branch: string | null;
	staff?: string | null;
	disabledAt?: number | null;
	oneTimeUntil?: number | null;
}

/** A person without a password, straight into the table: hashing one for each would take the tests' time. */
export function newPersonRow(folder: string, person: NewPersonRow): string {
	const { username, role, branch, staff = null, disabledAt = null } = person;
	const id = randomUUID();
	within(folder, (db) =>
		db
			.prepare(
				`insert into users (id, name, email, email_verified, created_at, updated_at, username,
				 display_username, role, branch, staff, disabled_at, one_time_until)
				 values (?, ?, ?, 1, 0, 0, ?, ?, ?, ?, ?, ?, ?)`
			)
			.run(
				...[id, username, `${username}@foyer.invalid`, username, username, role, branch, staff],
				...[disabledAt, person.oneTimeUntil ?? null]
			)
	);
	return id;
}

export function sessionRow(
	folder: string,
	session: { person: string; token: string; now: number; expiresAt: number }
): string {
	const { person, token, now, expiresAt } = session;
	const id = randomUUID();
	within(folder, (db) =>
		db
			.prepare(
				`insert into sessions (id, expires_at, token, created_at, updated_at, user_id)
				 values (?, ?, ?, ?, ?, ?)`
			)
			.run(id, expiresAt, token, now, now, person)
	);
	return id;
}

function within(folder: string, run: (db: Database.Database) => void): void {
	const db = new Database(join(folder, 'foyer.db'), { timeout: 5_000 });
	try {
		run(db);
	} finally {
		db.close();
	}
}
