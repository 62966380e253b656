import type { Cancel, Clock } from '../clock.ts';
import { checkBeside, StoreError } from '../store/index.ts';
import type { UnderWay } from '../store/index.ts';

export interface CheckupParts {
	/** The data folder. */
	data: string;
	clock: Clock;
	/** What was found: a sentence each, at least one. */
	damaged: (faults: string[]) => void;
	log: (sentence: string) => void;
}

/** Real milliseconds: the start itself waits for nothing. */
const FIRST_AFTER_MS = 10_000;
const EVERY_MS = 86_400_000;

/** Looks through the whole database in a thread of its own: soon after the start, and once a day. */
export class Checkup {
	readonly #parts: CheckupParts;
	readonly #undo: Cancel[];
	#underWay: UnderWay<string[]> | undefined;
	#last: { at: number; faults: string[] } | null = null;

	constructor(parts: CheckupParts) {
		this.#parts = parts;
		const { clock } = parts;
		const first = clock.every(FIRST_AFTER_MS, () => {
			first();
			void this.run();
		});
		this.#undo = [first, clock.every(EVERY_MS, () => void this.run())];
	}

	/** The newest that was carried out; `at`: epoch milliseconds of real time. */
	get last(): { at: number; faults: readonly string[] } | null {
		return this.#last;
	}

	/** One at a time. Never rejects; undefined: it could not be carried out. */
	async run(): Promise<string[] | undefined> {
		if (this.#underWay !== undefined) return undefined;
		const { clock, data, damaged, log } = this.#parts;
		const at = clock.real();
		this.#underWay = checkBeside(data);
		try {
			const faults = await this.#underWay.done.catch(asFault);
			this.#last = { at, faults };
			if (faults.length > 0) damaged(faults);
			return faults;
		} catch (error) {
			const { code, message } = error as StoreError;
			if (code !== 'closed') log(`the database could not be looked through: ${message}`);
			return undefined;
		} finally {
			this.#underWay = undefined;
		}
	}

	async dispose(): Promise<void> {
		for (const undo of this.#undo) undo();
		await this.#underWay?.stop();
	}
}

/** A database that cannot even be opened is one that is damaged. */
function asFault(error: unknown): string[] {
	if (error instanceof StoreError && error.code === 'corrupt') return [error.message];
	throw error;
}
