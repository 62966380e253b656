import type { StoringCode } from '#lib/protocol/messages.ts';
import type { Cancel, Clock } from './clock.ts';
import { StoreError } from './store/index.ts';
import type { Ballast } from './store/index.ts';
import type { Store, Trouble, TroubleCode } from './store/types.ts';

export interface StoringParts {
	store: Pick<Store, 'stop'>;
	clock: Clock;
	ballast: Pick<Ballast, 'there' | 'give' | 'make'>;
	/** Whether the ballast was given up to open the store. */
	gaveBallast: boolean;
	/** Called after each change of `told`. */
	changed: () => void;
	/** Called once, when nothing is to be stored any more. */
	sealed: (trouble: Trouble) => void;
	fault: (where: string, error: unknown) => string;
	/** Writes to the log what people have to know. */
	log: (sentence: string) => void;
}

/** When the disk refused, nothing more is taken for so long; then one group is tried. Real milliseconds. */
export const HALT_MS = 1_000;

const FAILURES: Record<TroubleCode, StoreError['code']> = {
	damaged: 'corrupt',
	read_only: 'read_only',
	disk_full: 'disk_full'
};

/**
 * Whether anything can be stored, and why not. A disk that refuses is tried again, one that was full once there is
 * room to spare; a database that is not what was written is left alone for good.
 */
export class Storing {
	readonly #parts: StoringParts;
	readonly #cancel: Cancel;
	#failing: StoringCode | null = null;
	#haltedUntil = -Infinity;
	#gave: boolean;
	#sealed: Trouble | undefined;

	constructor(parts: StoringParts) {
		this.#parts = parts;
		this.#gave = parts.gaveBallast;
		if (this.#gave) this.#failing = 'disk_full';
		this.#cancel = parts.clock.every(HALT_MS, () => {
			if (this.#failing !== null || !parts.ballast.there) void this.#look();
		});
	}

	/** Why nothing is stored until an operator has done something and started the server again. */
	get trouble(): Trouble | undefined {
		return this.#sealed;
	}

	/** What screens are told; null: all is well. */
	get told(): StoringCode | null {
		return this.#sealed?.code ?? this.#failing;
	}

	/** Whether something may be given to the disk right now: while it fails, only now and then. */
	get takes(): boolean {
		if (this.#sealed !== undefined || this.#gave) return false;
		return this.#failing === null || this.#parts.clock.monotonic() >= this.#haltedUntil;
	}

	/** The disk refused a group. */
	failed(error: unknown): void {
		if (this.#sealed !== undefined) return;
		const { code = 'io', message: detail = '' } = error as Partial<StoreError>;
		if (code === 'corrupt') return this.seal({ code: 'damaged', detail });
		if (this.#failing === null) this.#parts.fault('storing events', error);
		this.#haltedUntil = this.#parts.clock.monotonic() + HALT_MS;
		if (code === 'disk_full' && this.#parts.ballast.give()) this.#gave = true;
		this.#tell(code === 'disk_full' || code === 'read_only' ? code : 'unavailable');
	}

	/** A group is on disk. */
	stored(): void {
		if (!this.#gave) this.#tell(null);
	}

	/** From now on nothing is stored, until the server starts again. */
	seal(trouble: Trouble): void {
		if (this.#sealed !== undefined) return;
		this.#sealed = trouble;
		this.#parts.store.stop(new StoreError(FAILURES[trouble.code], trouble.detail));
		this.#parts.sealed(trouble);
		this.#parts.changed();
	}

	dispose(): void {
		this.#cancel();
	}

	/** A disk that was full has room again once the ballast fits beside what is to be stored. */
	async #look(): Promise<void> {
		if (this.#sealed !== undefined || !(await this.#parts.ballast.make())) return;
		if (this.#failing !== 'disk_full') return;
		this.#gave = false;
		this.#tell(null);
	}

	#tell(failing: StoringCode | null): void {
		if (this.#failing === failing) return;
		this.#failing = failing;
		if (failing === null) this.#parts.log('events are stored again');
		this.#parts.changed();
	}
}
