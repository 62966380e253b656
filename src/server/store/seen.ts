import { Worker } from 'node:worker_threads';
import { hashIdentity, SeenIds } from './seen-ids.ts';
import type { SeenTable } from './seen-worker.ts';
import type { LoggedEvent } from './types.ts';

/**
 * Which identities the log may hold. Until the stored ones are read, by a thread in the background, every
 * identity may; if that fails, the database is asked each time, which is slower and as right.
 */
export class Seen {
	readonly warm: Promise<void>;
	#ids = new SeenIds();
	#isWarm = false;
	#worker: Worker | undefined;

	/** `stored`: about how many events there are. */
	constructor(folder: string, stored: number) {
		if (stored === 0) this.#isWarm = true;
		this.warm = stored === 0 ? Promise.resolve() : this.#readStored(folder, stored);
	}

	/** false: certainly not. */
	may(branch: string, source: string, id: string): boolean {
		return !this.#isWarm || this.#ids.has(hashIdentity(branch, source, id));
	}

	add({ branch, source, id }: LoggedEvent): void {
		if (source !== null && id !== null) this.#ids.add(hashIdentity(branch, source, id));
	}

	async close(): Promise<void> {
		await this.#worker?.terminate();
	}

	#readStored(folder: string, expected: number): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		const worker = new Worker(new URL('./seen-worker.ts', import.meta.url), {
			name: 'foyer-seen',
			workerData: { folder, expected }
		});
		this.#worker = worker;
		worker.once('message', ({ slots, size }: SeenTable) => {
			const sinceStart = this.#ids;
			this.#ids = SeenIds.from(slots, size);
			this.#ids.addAll(sinceStart);
			this.#isWarm = true;
		});
		worker.once('error', () => resolve());
		worker.once('exit', () => {
			this.#worker = undefined;
			resolve();
		});
		return promise;
	}
}
