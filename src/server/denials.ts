import type { AuditLog } from './audit.ts';
import type { Limits } from './limits/limits.ts';

/** The same refusal from the same address is written down at most this often. Real milliseconds. */
const QUIET_MS = 60_000;
const REMEMBERED = 5_000;

export interface DenialParts {
	audit: AuditLog;
	limits: Limits;
	/** Real milliseconds that never step. */
	monotonic: () => number;
	fault: (where: string, error: unknown) => string;
}

/**
 * Credentials that opened nothing: counted by address, and written to the audit without letting whoever
 * floods us fill the disk.
 */
export class Denials {
	/** Since the start. */
	total = 0;
	readonly #parts: DenialParts;
	readonly #told = new Map<string, { at: number; since: number }>();

	constructor(parts: DenialParts) {
		this.#parts = parts;
	}

	/** Counts one. Resolves to the seconds that this address has to wait, or undefined. */
	async note(what: string, address: string): Promise<number | undefined> {
		this.total += 1;
		this.#write(what, address);
		return this.#parts.limits.take('credentials', address);
	}

	#write(what: string, address: string): void {
		const now = this.#parts.monotonic();
		const key = `${address} ${what}`;
		const told = this.#told.get(key);
		if (told !== undefined && now - told.at < QUIET_MS) {
			told.since += 1;
			return;
		}
		if (this.#told.size >= REMEMBERED) this.#told.clear();
		this.#told.set(key, { at: now, since: 0 });
		const detail = { what, before: told?.since ?? 0 };
		try {
			this.#parts.audit.append({
				actor: 'nobody',
				action: 'access.refused',
				target: '',
				branch: null,
				address,
				detail
			});
		} catch (error) {
			// Whoever is refused stays refused, whether or not the disk takes it.
			this.#parts.fault('writing the audit', error);
		}
	}
}
