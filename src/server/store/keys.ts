import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { apiKeys } from './schema/index.ts';
import { selection } from './statements.ts';
import type { Key, Keys, NewKey } from './types.ts';

/** How long a key that was read is believed: another process may revoke it. */
const BELIEVED_MS = 1_000;
/** A key's last use is written down at most this often. */
const NOTED_MS = 60_000;
const ID_LENGTH = 12;
/** 238 bits. */
const SECRET_LENGTH = 40;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET = new RegExp(`^foyer_([0-9A-Za-z]{${ID_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH}}$`);

const INSERT = `insert into api_keys (id, digest, branch, name, scopes, created_at, expires_at)
	values (?, ?, ?, ?, ?, ?, ?)`;

/** How keys reach the database: who reads, who writes, and who notes a use when there is time. */
export interface KeyAccess {
	reader: Database.Database;
	write<T>(run: (db: Database.Database) => T): T;
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
		const id = randomWord(ID_LENGTH);
		const secret = `foyer_${id}_${randomWord(SECRET_LENGTH)}`;
		const { branch, name, scopes, expiresAt = null } = key;
		const row = [id, digestOf(secret), branch, name, JSON.stringify(scopes), now, expiresAt];
		this.#access.write((db) => db.prepare(INSERT).run(row));
		return { id, secret };
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
		if (key.revokedAt !== null || (key.expiresAt ?? Infinity) <= now) return undefined;
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

/** A plain hash is enough: what is hashed is random and long, nobody's password. */
function digestOf(secret: string): Buffer {
	return hash('sha256', secret, 'buffer');
}

function withoutDigest({ digest: _, ...key }: Stored): Key {
	return key;
}

/** Letters and digits, each as likely: bytes beyond the last whole multiple of 62 are thrown away. */
function randomWord(length: number): string {
	let word = '';
	while (word.length < length) {
		for (const byte of randomBytes(length)) {
			if (byte < 248 && word.length < length) word += ALPHABET[byte % 62];
		}
	}
	return word;
}
