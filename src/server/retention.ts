import { DEFAULTS } from '#lib/domain/config/config.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type { AuditLog } from './audit.ts';
import type { Branch } from './branch.ts';
import type { Cancel, Clock } from './clock.ts';
import { Compaction } from './compaction.ts';
import type { PhotoStore } from './photos/store.ts';
import type { Store } from './store/types.ts';

export interface RetentionParts {
	branches: { all(): Iterable<Branch> };
	photos: Pick<PhotoStore, 'forget'>;
	audit: AuditLog;
	store: Pick<Store, 'outline' | 'compact' | 'compacted'>;
	clock: Clock;
	/** Of each step of compaction: see there. */
	compacted?: (ms: number, removed: number) => void;
	/** Writes down what nobody expected and gives the id it stands under. */
	fault: (where: string, error: unknown) => string;
}

const EVERY_MS = 3_600_000;
/** Pictures of checks are kept for so many days before today: a quarter, for whoever asks how long it has been so. */
const KEEP_PHOTOS = 90;

/**
 * Erases customers, and pictures of checks, when their time is over: every hour and when it is told to, for each branch
 * by its own day. The tickets, waits and figures stay, they say nothing of who it was, until the days that the branch
 * keeps are over and compaction takes them too.
 */
export class Retention {
	readonly #parts: RetentionParts;
	readonly #cancel: Cancel;
	readonly #compaction: Compaction;
	#round: Promise<void> = Promise.resolve();

	constructor(parts: RetentionParts) {
		this.#parts = parts;
		this.#compaction = new Compaction(parts);
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
		this.#compaction.stop();
		return this.#round;
	}

	async #eraseAll(): Promise<void> {
		for (const branch of this.#parts.branches.all()) {
			const { id } = branch;
			const before = dayPlus(branch.today(), -KEEP_PHOTOS);
			await this.#try(`erasing what ${id} knows of customers`, () => this.#erase(branch));
			await this.#try(`taking away old pictures of ${id}`, () =>
				this.#parts.photos.forget(id, before)
			);
			await this.#try(`compacting old days of ${id}`, () => this.#compaction.run(branch));
		}
	}

	/** What fails holds up nothing else. */
	async #try(what: string, run: () => Promise<unknown>): Promise<void> {
		try {
			await run();
		} catch (error) {
			this.#parts.fault(what, error);
		}
	}

	async #erase(branch: Branch): Promise<void> {
		const keepDays = branch.file.personal?.keepDays ?? DEFAULTS.keepDays;
		const before = dayPlus(branch.today(), -keepDays);
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
