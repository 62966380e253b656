import type { Cancel, Clock } from './clock.ts';

/** What the ticker needs of a branch. */
export interface Due {
	/** 0: its clock moves by events only, and then nothing becomes due by waiting. */
	readonly rate: number;
	/** The next instant of the branch's clock at which something is due. */
	due(): number | undefined;
	/** Has everything done that is due by now. Soon: the branch decides it with whatever else is waiting. */
	advance(): void;
}

/** The machine's clock can be set forward while a timer runs: so often it is read again. Real milliseconds. */
const LONGEST_SLEEP_MS = 1_000;
/** What is still due after it was asked for waits for the disk; it is asked for again after so long. Real milliseconds. */
const ASK_AGAIN_MS = 20;

/** One timer for all branches: it wakes at the earliest instant that any of them waits for. */
export class Ticker {
	readonly #clock: Clock;
	readonly #branches: () => Iterable<Due>;
	readonly #late: (ms: number) => void;
	#cancel: Cancel | undefined;
	/** The instant that it will wake for. */
	#armedFor = Infinity;
	/** Until then nothing is tried, on the monotonic clock. */
	#heldUntil = -Infinity;
	#stopped = false;

	/** `late`: told how late it woke for what was due, in real milliseconds. */
	constructor(
		clock: Clock,
		branches: () => Iterable<Due>,
		late: (ms: number) => void = () => undefined
	) {
		this.#clock = clock;
		this.#branches = branches;
		this.#late = late;
	}

	/** To call whenever a branch changed: wakes earlier if that waits for something earlier now. */
	touch(branch: Due): void {
		if (this.#stopped || branch.rate === 0) return;
		const due = branch.due();
		if (due !== undefined && due < this.#armedFor) this.#arm(due, due - this.#clock.now());
	}

	/** The disk refused: what is due is left alone for a while. Real milliseconds. */
	hold(ms: number): void {
		this.#heldUntil = this.#clock.monotonic() + ms;
		this.#arm(-Infinity, ms * this.#clock.rate);
	}

	dispose(): void {
		this.#stopped = true;
		this.#cancel?.();
	}

	/** `wait` in milliseconds of the branches' clock. */
	#arm(due: number, wait: number): void {
		if (this.#stopped) return;
		this.#cancel?.();
		this.#armedFor = due;
		const longest = LONGEST_SLEEP_MS * this.#clock.rate;
		this.#cancel = this.#clock.after(Math.max(0, Math.min(wait, longest)), () => this.#wake());
	}

	#wake(): void {
		const due = this.#armedFor;
		this.#armedFor = Infinity;
		if (this.#clock.monotonic() < this.#heldUntil) {
			this.#arm(-Infinity, (this.#heldUntil - this.#clock.monotonic()) * this.#clock.rate);
			return;
		}
		// A timer can fire a fraction of a millisecond early, and a prompt never may: the clock decides.
		const now = this.#clock.now();
		if (Number.isFinite(due) && due <= now) this.#late((now - due) / this.#clock.rate);
		let asked = false;
		for (const branch of this.#branches()) {
			if (branch.rate === 0 || !((branch.due() ?? Infinity) <= now)) continue;
			branch.advance();
			asked = true;
		}
		// By then a branch that does not wait for the disk has decided what was due.
		if (asked) setImmediate(() => this.#rearm());
		else this.#rearm();
	}

	#rearm(): void {
		let next = Infinity;
		for (const branch of this.#branches()) {
			if (branch.rate !== 0) next = Math.min(next, branch.due() ?? Infinity);
		}
		if (next >= this.#armedFor) return;
		const wait = next - this.#clock.now();
		this.#arm(next, wait > 0 ? wait : ASK_AGAIN_MS * this.#clock.rate);
	}
}
