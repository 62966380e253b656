import { timingSafeEqual } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { displays } from './schema/index.ts';
import { credentialPattern, digestOf, newCredential } from './secrets.ts';
import { selection } from './statements.ts';
import type { TableAccess } from './table-access.ts';
import type { Display, Displays, NewDisplay } from './types.ts';

const PREFIX = 'foyerdisplay';
const SECRET = credentialPattern(PREFIX);
/** When a display was last seen is written down at most this often. */
const NOTED_MS = 60_000;

type Row = typeof displays.$inferSelect;

/** Paired displays in their table. Only the SHA-256 of a display's credential is kept. */
export class DisplayTable implements Displays {
	readonly #access: TableAccess;
	readonly #byId: Database.Statement;
	readonly #all: Database.Statement;

	constructor(access: TableAccess) {
		this.#access = access;
		const select = `select ${selection(access.reader, 'displays')} from displays`;
		this.#byId = access.reader.prepare(`${select} where id = ?`);
		this.#all = access.reader.prepare(`${select} order by created_at, id`);
	}

	create(display: NewDisplay, now: number): { id: string; secret: string } {
		const { id, secret } = newCredential(PREFIX);
		const { branch, screen, name, approvedBy } = display;
		this.#access.write((db) =>
			db
				.prepare(
					`insert into displays (id, digest, branch, screen, name, created_at, approved_by)
					 values (?, ?, ?, ?, ?, ?, ?)`
				)
				.run(id, digestOf(secret), branch, screen, name, now, approvedBy)
		);
		return { id, secret };
	}

	list(): Display[] {
		return (this.#all.all() as Row[]).map(withoutDigest);
	}

	find(id: string): Display | undefined {
		const row = this.#byId.get(id) as Row | undefined;
		return row && withoutDigest(row);
	}

	revoke(id: string, now: number): boolean {
		const { changes } = this.#access.write((db) =>
			db
				.prepare('update displays set revoked_at = ? where id = ? and revoked_at is null')
				.run(now, id)
		);
		return changes > 0;
	}

	check(secret: string): Display | undefined {
		const id = SECRET.exec(secret)?.[1];
		const row = id === undefined ? undefined : (this.#byId.get(id) as Row | undefined);
		if (!row || row.revokedAt !== null) return undefined;
		return timingSafeEqual(row.digest, digestOf(secret)) ? withoutDigest(row) : undefined;
	}

	seen(display: Display, now: number): void {
		if (display.lastSeenAt !== null && Math.abs(now - display.lastSeenAt) < NOTED_MS) return;
		this.#access.write((db) =>
			db.prepare('update displays set last_seen_at = ? where id = ?').run(now, display.id)
		);
	}
}

function withoutDigest({ digest: _, ...display }: Row): Display {
	return display as Display;
}
