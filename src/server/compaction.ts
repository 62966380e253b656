import { IdleBeats } from '#lib/domain/keeping/idle-beats.ts';
import type { EventOutline } from '#lib/domain/keeping/idle-beats.ts';
import { keepLimits } from '#lib/domain/keeping/limits.ts';
import type { KeepLimits } from '#lib/domain/keeping/limits.ts';
import { isQuiet } from '#lib/domain/keeping/quiet.ts';
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Clock } from './clock.ts';
import { DayLeap } from './day-leap.ts';
import type { CompactionDone, CompactionStep, Store } from './store/types.ts';

/** Events that are looked at for one step. What goes of them holds a commit up for some milliseconds. */
const PAGE = 200;

/** A branch, as far as its past has to be known. */
export interface Compactable {
	readonly id: string;
	/** The last event that is on disk. */
	readonly seq: number;
	readonly file: BranchFile;
	now(): number;
	today(): string;
	requestSnapshot(): void;
}

export interface CompactionParts {
	store: Pick<Store, 'outline' | 'compact' | 'compacted'>;
	clock: Pick<Clock, 'real' | 'monotonic'>;
	/** Whoever measures steps. `ms`: until a step was on disk; `removed`: rows that went with it. */
	compacted?: (ms: number, removed: number) => void;
}

/**
 * Takes out of the log and of history what a branch no longer keeps, in steps of one short transaction each: whatever
 * a step left undone, for the disk's sake or because the server ended, the next round finds again.
 */
export class Compaction {
	readonly #parts: CompactionParts;
	readonly #leaps = new Map<string, DayLeap>();
	#stopped = false;

	constructor(parts: CompactionParts) {
		this.#parts = parts;
	}

	/** All that may go by now, at a quiet time. Rejects with a StoreError when the disk refuses. */
	async run(branch: Compactable): Promise<void> {
		if (!isQuiet(branch.file, branch.now()) || this.#hasLeapt(branch)) return;
		const limits = keepLimits(branch.file, branch.today());
		await this.#thin(branch, limits);
		await this.#shorten(branch, limits);
		await this.#forgetDays(branch, limits);
	}

	/** A branch that is replayed goes from year to year as its log does. */
	#hasLeapt(branch: Compactable): boolean {
		const { id, file } = branch;
		if (file.clock === 'event') return false;
		const leap = this.#leaps.get(id) ?? new DayLeap(this.#lastDay(branch));
		this.#leaps.set(id, leap);
		return leap.isDoubtful(branch.today(), this.#parts.clock.monotonic());
	}

	/** The business day of the newest event. */
	#lastDay(branch: Compactable): string {
		const { id, seq, file } = branch;
		const [last] = this.#parts.store.outline(id, seq - 1, 1);
		return last === undefined ? branch.today() : businessDayAt(last.recordedAt, file.timeZone).day;
	}

	/** No further step begins. */
	stop(): void {
		this.#stopped = true;
	}

	async #thin(branch: Compactable, { heartbeats: before }: KeepLimits): Promise<void> {
		const beats = new IdleBeats();
		await this.#walk(branch, 'heartbeats', before, (page, through) => {
			const seqs = page.flatMap((event) => beats.note(event) ?? []);
			return { rule: 'heartbeats', before, through, seqs };
		});
	}

	async #shorten(branch: Compactable, { log: before, held }: KeepLimits): Promise<void> {
		await this.#walk(branch, 'log', before, (page, through) => {
			const unheld = page.findLast(({ recordedAt }) => recordedAt < held)?.seq ?? 0;
			return { rule: 'log', before, through, unheld };
		});
	}

	/** Pages of what was heard before an instant, from where the rule got to last time. */
	async #walk(
		branch: Compactable,
		rule: 'heartbeats' | 'log',
		before: number,
		stepOf: (page: EventOutline[], through: number) => Step
	): Promise<void> {
		const { store } = this.#parts;
		for (let after = store.compacted(branch.id)[rule]; !this.#stopped;) {
			const page = store.outline(branch.id, after, PAGE);
			// What stands before something old is older, whatever a clock said then.
			const last = page.findLastIndex(({ recordedAt }) => recordedAt < before);
			const through = page[last]?.seq;
			if (through === undefined) return;
			const done = await this.#step(branch, stepOf(page.slice(0, last + 1), through));
			if (done.through < through) {
				const { snapshot } = store.compacted(branch.id);
				if ((snapshot ?? 0) < through) branch.requestSnapshot();
				return;
			}
			if (last < PAGE - 1) return;
			after = through;
		}
	}

	async #forgetDays(branch: Compactable, limits: KeepLimits): Promise<void> {
		const { history: before, historyDay: day } = limits;
		while (!this.#stopped) {
			const { removed } = await this.#step(branch, { rule: 'history', before, day });
			if (removed === 0) return;
		}
	}

	async #step(branch: Compactable, step: Step): Promise<CompactionDone> {
		const { store, clock, compacted } = this.#parts;
		const began = clock.monotonic();
		const done = await store.compact({ ...step, branch: branch.id, at: clock.real() });
		compacted?.(clock.monotonic() - began, done.removed);
		return done;
	}
}

type Unnamed<S> = S extends CompactionStep ? Omit<S, 'branch' | 'at'> : never;
type Step = Unnamed<CompactionStep>;
