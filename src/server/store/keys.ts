import { timingSafeEqual } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { apiKeys } from './schema/index.ts';
import { credentialPattern, digestOf, newCredential } from './secrets.ts';
import { selection } from './statements.ts';
import type { TableAccess } from './table-access.ts';
import type { Key, Keys, NewKey } from './types.ts';

/** How long a key that was read is believed: another process may revoke it. */
const BELIEVED_MS = 1_000;
/** A key's last use is written down at most this often. */
const NOTED_MS = 60_000;
const PREFIX = 'foyer';
const SECRET = credentialPattern(PREFIX);

const INSERT = `insert into api_keys
	(id, digest, branch, name, scopes, created_at, expires_at, replaces) values (?, ?, ?, ?, ?, ?, ?, ?)`;

export interface KeyAccess extends TableAccess {
	/** Notes a use when there is time. */
	touch(id: string, at: number): void;
}

type Row = typeof apiKeys.$inferSelect;
type Stored = Key & { digest: Buffer };

export class KeyRing implements Keys {
	readonly #access: KeyAccess;
	readonly #byId: Database.Statement;
	readonly #all: Database.Statement;
	readonly #read = new Map<string, { key: Stored; at: number }>();
	readonly #noted = new Map<string, number>();

	constructor(access: KeyAccess) {
		this.#access = access;
		const select = `select ${selection(access.reader, 'api_keys')} from api_keys`;
		this.#byId = access.reader.prepare(`${select} where id = ?`);
		this.#all = access.reader.prepare(`${select} order by created_at, id`);
	}

	create(key: NewKey, now: number): { id: string; secret: string } {
		return this.#access.write((db) => insert(db, key, null, now));
	}

	rotate(id: string, until: number, now: number): { id: string; secret: string } | undefined {
		return this.#access.write((db) => {
			const rotated = db
				.transaction(() => {
					const old = this.find(id);
					if (old === undefined || !isValid(old, now)) return undefined;
					const ends = Math.min(until, old.expiresAt ?? Infinity);
					db.prepare('update api_keys set expires_at = ? where id = ?').run(ends, id);
					return insert(db, old, id, now);
				})
				.immediate();
			this.#read.delete(id);
			return rotated;
		});
	}

	find(id: string): Key | undefined {
		const row = this.#byId.get(id) as Row | undefined;
		return row && withoutDigest(parsed(row));
	}

	list(): Key[] {
		return (this.#all.all() as Row[]).map((row) => withoutDigest(parsed(row)));
	}

	revoke(id: string, now: number): boolean {
		const { changes } = this.#access.write((db) =>
			db
				.prepare('update api_keys set revoked_at = ? where id = ? and revoked_at is null')
				.run(now, id)
		);
		this.#read.delete(id);
		return changes > 0;
	}

	check(secret: string, now: number): Key | undefined {
		const id = SECRET.exec(secret)?.[1];
		const key = id && this.#find(id, now);
		if (!key || !timingSafeEqual(key.digest, digestOf(secret))) return undefined;
		if (!isValid(key, now)) return undefined;
		this.#note(key.id, now);
		return withoutDigest(key);
	}

	#find(id: string, now: number): Stored | undefined {
		const known = this.#read.get(id);
		if (known && Math.abs(now - known.at) < BELIEVED_MS) return known.key;
		const row = this.#byId.get(id) as Row | undefined;
		if (!row) return undefined;
		const key = parsed(row);
		this.#read.set(id, { key, at: now });
		return key;
	}

	#note(id: string, now: number): void {
		const noted = this.#noted.get(id);
		if (noted !== undefined && Math.abs(now - noted) < NOTED_MS) return;
		this.#noted.set(id, now);
		this.#access.touch(id, now);
	}
}

function parsed(row: Row): Stored {
	return { ...row, scopes: JSON.parse(row.scopes) as string[] };
}

function isValid({ revokedAt, expiresAt }: Key, now: number): boolean {
	return revokedAt === null && (expiresAt ?? Infinity) > now;
}

function insert(
	db: Database.Database,
	{ branch, name, scopes, expiresAt = null }: NewKey,
	replaces: string | null,
	now: number
): { id: string; secret: string } {
	const { id, secret } = newCredential(PREFIX);
	const row = [
		id,
		digestOf(secret),
		branch,
		name,
		JSON.stringify(scopes),
		now,
		expiresAt,
		replaces
	];
	db.prepare(INSERT).run(row);
	return { id, secret };
}

function withoutDigest({ digest: _, ...key }: Stored): Key {
	return key;
}
