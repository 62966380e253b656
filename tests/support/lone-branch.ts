import type { BranchFile } from '#lib/protocol/index.ts';
import { Branch } from '#server/branch.ts';
import type { Outcome } from '#server/branch.ts';
import type { IncomingEvent } from '#lib/protocol/index.ts';
import { openStore } from '#server/store/index.ts';
import type { LoggedEvent, Store } from '#server/store/types.ts';
import { Ticker } from '#server/ticker.ts';
import { Writer } from '#server/writer.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** How a branch comes back: from its log, from a snapshot and what came after; with its files opened anew or not. */
export interface Restart {
	/** Milliseconds for which nobody is there. */
	off: number;
	snapshot: boolean;
	reopens: boolean;
}

/** One branch with its real log, write path and ticker, on a clock that a test moves, and nothing around it. */
export class LoneBranch {
	readonly #folder: string;
	readonly #clock: SimulatedClock;
	#store: Store;
	#writer: Writer;
	#branch: Branch;
	#ticker: Ticker;
	#told = 0;

	private constructor(folder: string, clock: SimulatedClock, file: BranchFile) {
		this.#folder = folder;
		this.#clock = clock;
		this.#store = openStore(folder);
		this.#writer = writerOn(this.#store);
		this.#branch = Branch.create(file, this.#store, this.#writer, clock);
		this.#ticker = this.#watch();
	}

	static async open(folder: string, clock: SimulatedClock, file: BranchFile): Promise<LoneBranch> {
		const lone = new LoneBranch(folder, clock, file);
		const done = await lone.#branch.configure(file);
		if ('refused' in done) throw new Error(JSON.stringify(done.refused));
		await lone.settle();
		return lone;
	}

	/** Tells it something that happens now; resolves when it is on disk. */
	async tell(type: string, subject: string, data: object): Promise<Outcome> {
		const event = { type, at: this.#clock.now(), subject, data } as unknown as IncomingEvent;
		const id = `${(this.#told += 1)}`;
		const [outcome] = await this.#branch.accept([{ origin: 'person', source: 'test', id, event }]);
		await this.settle();
		return outcome as Outcome;
	}

	/** Resolves when nothing is on its way to the disk and the ticker waits for the next instant. */
	readonly settle = async (): Promise<void> => {
		do {
			await this.#writer.settled();
			if (this.#clock.pending > 0) return;
			// The ticker asked for what is due, and sets its timer when that is decided.
			await new Promise((resolve) => setImmediate(resolve));
		} while (this.#clock.pending === 0);
		await this.#writer.settled();
	};

	/** Ends without a word, and comes back. */
	async restart({ off, snapshot, reopens }: Restart): Promise<void> {
		if (snapshot) {
			this.#branch.requestSnapshot();
			await this.#writer.settled();
		}
		const { id } = this.#branch;
		this.#ticker.dispose();
		this.#branch.dispose();
		if (reopens) await this.#store.close();
		this.#clock.leap(off);
		if (reopens) this.#store = openStore(this.#folder);
		this.#writer = writerOn(this.#store);
		this.#branch = Branch.load(id, this.#store, this.#writer, this.#clock);
		this.#ticker = this.#watch();
		await this.#clock.to(this.#clock.ran, this.settle);
	}

	log(): LoggedEvent[] {
		return this.#store.read(this.#branch.id, 0, 10_000_000);
	}

	async close(): Promise<void> {
		this.#ticker.dispose();
		await this.#writer.settled();
		this.#branch.dispose();
		await this.#store.close();
	}

	#watch(): Ticker {
		const branch = this.#branch;
		const ticker = new Ticker(this.#clock, () => [branch]);
		branch.onPublish(() => ticker.touch(branch));
		ticker.touch(branch);
		return ticker;
	}
}

function writerOn(store: Store): Writer {
	return new Writer(store, (error) => {
		throw error;
	});
}
