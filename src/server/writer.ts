import { mergeGroups } from './store/group.ts';
import type { Group, Store } from './store/types.ts';

/** What one branch wants to make durable, and what to do when it is, or is not. */
export interface Prepared {
	group: Group;
	/** The group is on disk: publish it and answer. */
	committed(): void;
	/** Nothing of the group is stored: tell the callers. */
	failed(error: unknown): void;
}

/** A branch, as far as the writer knows it. */
export interface Writing {
	/** Decides what is waiting; undefined when there was nothing to do after all. */
	prepare(): Prepared | undefined;
	/**
	 * The log refused: everything decided since the last commit is void, read the branch again from the log. Throws, and
	 * changes nothing, where that cannot be read either.
	 */
	reload(): void;
	/** Nothing of what is waiting is decided: tell the callers. */
	refuse(error: unknown): void;
}

/** Whoever measures commits. */
export interface CommitMeter {
	/** Real milliseconds that never step. */
	monotonic(): number;
	/** A group is on disk, `ms` after it was handed over. */
	committed(ms: number, events: number): void;
}

/** Groups under way: one being written while the next is decided. */
const DEPTH = 2;

/**
 * Group commit: whatever all branches have waiting in one turn of the event loop becomes one transaction.
 * While the disk is busy more gathers, so that groups grow with the load. Commits complete in order.
 */
export class Writer {
	readonly #store: Pick<Store, 'append' | 'resume'>;
	readonly #onFailure: (error: unknown) => void;
	readonly #meter: CommitMeter | undefined;
	#waiting = new Set<Writing>();
	#underWay = 0;
	#scheduled = false;
	/** Branches whose decisions are void, until the last group under way has failed too. */
	#failed: Set<Writing> | null = null;
	/** Branches that could not be read again either: what they hold is void, and they decide nothing until they are. */
	readonly #unread = new Set<Writing>();
	#idle: (() => void)[] = [];

	constructor(
		store: Pick<Store, 'append' | 'resume'>,
		onFailure: (error: unknown) => void,
		meter?: CommitMeter
	) {
		this.#store = store;
		this.#onFailure = onFailure;
		this.#meter = meter;
	}

	/** The branch has something to write; it will be asked soon. */
	request(branch: Writing): void {
		this.#waiting.add(branch);
		this.#schedule();
	}

	/** Resolves when nothing is waiting and nothing is under way. */
	settled(): Promise<void> {
		if (this.#underWay === 0 && this.#waiting.size === 0) return Promise.resolve();
		return new Promise((resolve) => this.#idle.push(resolve));
	}

	#schedule(): void {
		if (this.#scheduled || this.#underWay >= DEPTH || this.#failed !== null) return;
		if (this.#waiting.size === 0) return;
		this.#scheduled = true;
		setImmediate(() => {
			this.#scheduled = false;
			this.#write();
		});
	}

	#write(): void {
		if (this.#failed !== null) return;
		const branches = [...this.#waiting];
		this.#waiting.clear();
		const prepared: Prepared[] = [];
		for (const branch of branches) {
			if (this.#unread.has(branch) && !this.#reload(branch)) continue;
			const each = branch.prepare();
			if (each !== undefined) prepared.push(each);
		}
		if (prepared.length === 0) {
			this.#rest();
			return;
		}
		this.#underWay += 1;
		const group = mergeGroups(prepared.map((each) => each.group));
		const began = this.#meter?.monotonic() ?? 0;
		this.#store.append(group).then(
			() => {
				const meter = this.#meter;
				meter?.committed(meter.monotonic() - began, group.events.length);
				for (const each of prepared) each.committed();
				this.#done();
			},
			(error: unknown) => {
				if (this.#failed === null) this.#onFailure(error);
				this.#failed ??= new Set();
				for (const branch of branches) this.#failed.add(branch);
				for (const each of prepared) each.failed(error);
				this.#done();
			}
		);
		this.#schedule();
	}

	#done(): void {
		this.#underWay -= 1;
		if (this.#failed !== null && this.#underWay === 0) {
			const branches = this.#failed;
			for (const branch of branches) this.#reload(branch);
			this.#failed = null;
			this.#store.resume();
		}
		this.#schedule();
		this.#rest();
	}

	/** A log that cannot be read either is told of once, and tried again whenever there is something to do. */
	#reload(branch: Writing): boolean {
		try {
			branch.reload();
			this.#unread.delete(branch);
			return true;
		} catch (error) {
			if (!this.#unread.has(branch)) this.#onFailure(error);
			this.#unread.add(branch);
			branch.refuse(error);
			return false;
		}
	}

	#rest(): void {
		if (this.#underWay > 0 || this.#waiting.size > 0) return;
		const idle = this.#idle;
		this.#idle = [];
		for (const resolve of idle) resolve();
	}
}
