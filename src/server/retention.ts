import { DEFAULTS } from '#lib/domain/config/config.ts';
import type { AuditLog } from './audit.ts';
import type { Branch } from './branch.ts';
import type { Cancel, Clock } from './clock.ts';
import type { PhotoStore } from './photos/store.ts';

export interface RetentionParts {
	branches: { all(): Iterable<Branch> };
	photos: Pick<PhotoStore, 'forget'>;
	audit: AuditLog;
	clock: Clock;
	/** Writes down what nobody expected and gives the id it stands under. */
	fault: (where: string, error: unknown) => string;
}

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Pictures of checks are kept for so many days before today: a quarter, for whoever asks how long it has been so. */
const KEEP_PHOTOS = 90;

/**
 * Erases customers, and pictures of checks, when their time is over: every hour and when it is told to, for each branch by its own day. The
 * tickets, waits and figures stay, they say nothing of who it was.
 */
export class Retention {
	readonly #parts: RetentionParts;
	readonly #cancel: Cancel;
	#round: Promise<void> = Promise.resolve();

	constructor(parts: RetentionParts) {
		this.#parts = parts;
		this.#cancel = parts.clock.every(EVERY_MS, () => void this.run());
	}

	/** One round, after the one that is under way. Never rejects: the next round tries again what failed. */
	run(): Promise<void> {
		this.#round = this.#round.then(() => this.#eraseAll());
		return this.#round;
	}

	/** Resolves when no round is under way. */
	dispose(): Promise<void> {
		this.#cancel();
		return this.#round;
	}

	async #eraseAll(): Promise<void> {
		for (const branch of this.#parts.branches.all()) {
			try {
				await this.#erase(branch);
			} catch (error) {
				this.#parts.fault(`erasing what ${branch.id} knows of customers`, error);
			}
			try {
				await this.#parts.photos.forget(branch.id, daysBefore(branch.today(), KEEP_PHOTOS));
			} catch (error) {
				this.#parts.fault(`taking away old pictures of ${branch.id}`, error);
			}
		}
	}

	async #erase(branch: Branch): Promise<void> {
		const keepDays = branch.file.personal?.keepDays ?? DEFAULTS.keepDays;
		const before = daysBefore(branch.today(), keepDays);
		const count = await branch.eraseCustomers({ before });
		if (count === 0) return;
		this.#parts.audit.append({
			actor: 'system',
			action: 'customers.erased',
			target: '*',
			branch: branch.id,
			address: null,
			detail: { count, before }
		});
	}
}

/** A calendar day so many days earlier, YYYY-MM-DD. */
function daysBefore(day: string, count: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY_MS).toISOString().slice(0, 10);
}
