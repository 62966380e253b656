import { Worker } from 'node:worker_threads';
import type { Asked, Told } from './analyst-worker.ts';
import type { AnswerTo, Question } from './questions.ts';

/** Questions that may wait: at a fifth of a second each nobody waits for long. */
const MOST = 20;

/** Too many ask at once, or the server is closing. */
export class Busy extends Error {
	override name = 'Busy';
}

interface Waiting {
	resolve(answer: unknown): void;
	reject(error: Error): void;
}

/** Whoever answers questions, and is let go of at the end. */
export type Analyses = Pick<Analysts, 'ask' | 'close'>;

/**
 * The program's end of the analyst's thread, which starts with the first question. A thread that dies takes its
 * questions with it, and the next question starts another.
 */
export class Analysts {
	readonly #folder: string;
	readonly #name: string;
	#worker: Worker | undefined;
	readonly #waiting = new Map<number, Waiting>();
	#requests = 0;
	#closed = false;

	/** `name`: of the thread, as the operating system shows it. */
	constructor(folder: string, name = 'foyer-analyst') {
		this.#folder = folder;
		this.#name = name;
	}

	/** Rejects with `Busy`, or with what went wrong. */
	ask<Q extends Question>(question: Q): Promise<AnswerTo<Q>> {
		if (this.#closed || this.#waiting.size >= MOST) {
			return Promise.reject(new Busy('Too many questions at once'));
		}
		this.#worker ??= this.#start();
		this.#requests += 1;
		const request = this.#requests;
		const { promise, resolve, reject } = Promise.withResolvers<unknown>();
		this.#waiting.set(request, { resolve, reject });
		this.#worker.postMessage({ request, question } satisfies Asked);
		return promise as Promise<AnswerTo<Q>>;
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#worker?.terminate();
	}

	#start(): Worker {
		const worker = new Worker(new URL('./analyst-worker.ts', import.meta.url), {
			name: this.#name,
			workerData: { folder: this.#folder }
		});
		// A process that has nothing else to do does not stay for it.
		worker.unref();
		worker.on('message', (told: Told) => {
			const waiting = this.#waiting.get(told.request);
			this.#waiting.delete(told.request);
			if ('answer' in told) waiting?.resolve(told.answer);
			else waiting?.reject(Object.assign(new Error(told.error), { stack: told.stack }));
		});
		worker.once('error', (error: Error) => this.#lost(worker, error));
		worker.once('exit', () => this.#lost(worker, new Busy('The analyst has ended')));
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
