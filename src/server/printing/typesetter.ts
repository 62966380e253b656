import { Worker } from 'node:worker_threads';
import type { Language } from './escpos.ts';
import type { PictureFault } from './png.ts';
import type { Asked, Sheet, Told } from './typesetter-worker.ts';

export type { Sheet } from './typesetter-worker.ts';

interface Waiting {
	resolve(told: Uint8Array | PictureFault): void;
	reject(error: Error): void;
}

/**
 * The program's end of the typesetter's thread, which starts with the first ticket. A thread that dies takes its
 * tickets with it, and the next ticket starts another.
 */
export class Typesetter {
	#worker: Worker | undefined;
	readonly #waiting = new Map<number, Waiting>();
	#requests = 0;
	#closed = false;

	/** The bytes for a printer, or why the picture cannot be printed. */
	set(
		sheet: Sheet,
		{ encoding, columns, command, qr }: Language
	): Promise<Uint8Array | PictureFault> {
		if (this.#closed) return Promise.reject(new Error('The typesetter has ended'));
		this.#worker ??= this.#start();
		this.#requests += 1;
		const request = this.#requests;
		const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | PictureFault>();
		this.#waiting.set(request, { resolve, reject });
		const language = { encoding, columns, command, qr };
		this.#worker.postMessage({ request, sheet, language } satisfies Asked);
		return promise;
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#worker?.terminate();
	}

	#start(): Worker {
		const worker = new Worker(new URL('./typesetter-worker.ts', import.meta.url), {
			name: 'foyer-typesetter'
		});
		// A process that has nothing else to do does not stay for it.
		worker.unref();
		worker.on('message', (told: Told) => {
			const waiting = this.#waiting.get(told.request);
			this.#waiting.delete(told.request);
			if ('bytes' in told) waiting?.resolve(told.bytes);
			else if ('fault' in told) waiting?.resolve(told.fault);
			else waiting?.reject(new Error(told.error));
		});
		worker.once('error', (error: Error) => this.#lost(worker, error));
		worker.once('exit', () => this.#lost(worker, new Error('The typesetter has ended')));
		return worker;
	}

	#lost(worker: Worker, error: Error): void {
		if (this.#worker !== worker) return;
		this.#worker = undefined;
		const waiting = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const { reject } of waiting) reject(error);
	}
}
