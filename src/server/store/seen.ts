import { Worker } from 'node:worker_threads';
import { hashIdentity, SeenIds } from './seen-ids.ts';
import type { SeenTable } from './seen-worker.ts';
import type { LoggedEvent } from './types.ts';

/** Identities of events that are gone cost their memory until they are so many, and half of all. */
const GONE = 50_000;

/**
 * Which identities the log may hold. Until the stored ones are read, by a thread in the background, every
 * identity may; if that fails, the database is asked each time, which is slower and as right.
 */
export class Seen {
	readonly warm: Promise<void>;
	readonly #folder: string;
	#ids = new SeenIds();
	#isWarm = false;
	#worker: Worker | undefined;
	/** What came while the stored ones are read. */
	#meanwhile: SeenIds | undefined;
	/** Events that went since then. */
	#gone = 0;

	/** `stored`: whether there are any events. */
	constructor(folder: string, stored: boolean) {
		this.#folder = folder;
		this.#isWarm = !stored;
		this.warm = stored ? this.#readStored() : Promise.resolve();
	}

	/** false: certainly not. */
	may(branch: string, source: string, id: string): boolean {
		return !this.#isWarm || this.#ids.has(hashIdentity(branch, source, id));
	}

	add({ branch, source, id }: LoggedEvent): void {
		if (source === null || id === null) return;
		const hash = hashIdentity(branch, source, id);
		this.#ids.add(hash);
		this.#meanwhile?.add(hash);
	}

	/**
	 * To call before events go, and what it returns once they went, with how many. Whatever was given to the log before
	 * is then on disk, so that reading it again forgets nothing else.
	 */
	prepareToForget(): (removed: number) => void {
		const many = this.#gone >= Math.max(GONE, this.#ids.size / 2);
		const rereads = many && this.#isWarm && this.#worker === undefined;
		if (rereads) this.#meanwhile ??= new SeenIds();
		return (removed) => {
			this.#gone += removed;
			if (!rereads || this.#worker !== undefined) return;
			this.#gone = removed;
			void this.#readStored();
		};
	}

	async close(): Promise<void> {
		await this.#worker?.terminate();
	}

	#readStored(): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		const meanwhile = (this.#meanwhile ??= new SeenIds());
		const worker = new Worker(new URL('./seen-worker.ts', import.meta.url), {
			name: 'foyer-seen',
			workerData: { folder: this.#folder }
		});
		this.#worker = worker;
		worker.once('message', ({ slots, size }: SeenTable) => {
			this.#ids = SeenIds.from(slots, size);
			this.#ids.addAll(meanwhile);
			this.#isWarm = true;
		});
		worker.once('error', () => resolve());
		worker.once('exit', () => {
			this.#worker = undefined;
			this.#meanwhile = undefined;
			resolve();
		});
		return promise;
	}
}
