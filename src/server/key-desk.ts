import { isScope } from '#lib/protocol/roles.ts';
import { actorOf, EVERY_BRANCH } from './access/access.ts';
import type { Access, Caller } from './access/access.ts';
import { refused } from './refused.ts';
import type { Refused } from './refused.ts';
import type { AuditLog } from './audit.ts';
import type { Key, Keys, NewKey } from './store/types.ts';

/** Two keys of one machine work side by side for so long, unless said otherwise. Real milliseconds. */
export const BOTH_WORK = 7 * 86_400_000;

export interface KeyParts {
	keys: Keys;
	access: Pick<Access, 'denies'>;
	audit: AuditLog;
	now: () => number;
}

type Made = { ok: true; id: string; secret: string } | Refused;

/** API keys of queue machines, devices and readers: made, rotated and revoked by who may. */
export class KeyDesk {
	readonly #parts: KeyParts;

	constructor(parts: KeyParts) {
		this.#parts = parts;
	}

	/** Those that somebody may manage, oldest first; never a secret. */
	list({ principal }: Caller): Key[] {
		const { access, keys } = this.#parts;
		return keys
			.list()
			.filter(({ branch }) => !access.denies(principal, 'manage_keys', branch ?? EVERY_BRANCH));
	}

	/** `secret` cannot be had again. */
	create(caller: Caller, key: NewKey): Made {
		const denied = this.#denied(caller, key.branch);
		if (denied !== undefined) return denied;
		if (key.scopes.length === 0 || !key.scopes.every(isScope)) {
			return refused('unknown_scope', 'Choose at least one of the scopes.');
		}
		const now = this.#parts.now();
		if (key.expiresAt != null && key.expiresAt <= now) {
			return PAST;
		}
		const name = key.name.trim().slice(0, 60);
		const made = this.#parts.keys.create({ ...key, name, scopes: [...new Set(key.scopes)] }, now);
		this.#note(caller, 'key.created', made.id, key.branch, { scopes: key.scopes, name });
		return { ok: true, ...made };
	}

	/** A second key for the same machine; the first works on for `both`, in milliseconds. */
	rotate(caller: Caller, id: string, both = BOTH_WORK): Made {
		const key = this.#parts.keys.find(id);
		const denied = key === undefined ? UNKNOWN : this.#denied(caller, key.branch);
		if (denied !== undefined || key === undefined) return denied ?? UNKNOWN;
		const now = this.#parts.now();
		if (!(both >= 0)) return PAST;
		const made = this.#parts.keys.rotate(id, now + both, now);
		if (made === undefined) return UNKNOWN;
		const { expiresAt: until } = this.#parts.keys.find(id) ?? key;
		this.#note(caller, 'key.rotated', id, key.branch, { by: made.id, until });
		return { ok: true, ...made };
	}

	revoke(caller: Caller, id: string): { ok: true } | Refused {
		const key = this.#parts.keys.find(id);
		const denied = key === undefined ? UNKNOWN : this.#denied(caller, key.branch);
		if (denied !== undefined) return denied;
		if (!this.#parts.keys.revoke(id, this.#parts.now())) return UNKNOWN;
		this.#note(caller, 'key.revoked', id, key?.branch ?? null, { name: key?.name });
		return { ok: true };
	}

	#denied({ principal }: Caller, branch: string | null): Refused | undefined {
		const denied = this.#parts.access.denies(principal, 'manage_keys', branch ?? EVERY_BRANCH);
		return denied && { ok: false, ...denied };
	}

	#note(
		{ principal, address }: Caller,
		action: string,
		target: string,
		branch: string | null,
		detail: Record<string, unknown>
	): void {
		this.#parts.audit.append({
			actor: actorOf(principal),
			action,
			target,
			branch,
			address,
			detail
		});
	}
}

const PAST = refused('expired', 'Choose a day that is still to come.');
const UNKNOWN = refused('unknown_key', 'There is no valid key with this id.');
