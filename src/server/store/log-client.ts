import { Worker } from 'node:worker_threads';
import { StoreError } from './errors.ts';
import type { Answered, FromLog, ToLog } from './log-messages.ts';
import { pack } from './pack.ts';
import type { CompactionStep, Erasure, Group, OutboxChange } from './types.ts';

interface Waiting {
	resolve(): void;
	reject(failure: StoreError): void;
}

interface Asking {
	resolve(answer: number[] | boolean): void;
	reject(failure: StoreError): void;
}

/**
 * The program's end of the writer's thread. Groups are answered in the order they were given; a failure
 * refuses all that were given after it too, because those rest on what did not happen.
 */
export class LogClient {
	readonly #folder: string;
	readonly #archive: string | null;
	#worker: Worker | undefined;
	/** Groups under way, oldest first from `#first` on. */
	#waiting: Waiting[] = [];
	#first = 0;
	/** Erasures, changes of the outbox and compactions under way, by request. */
	#asking = new Map<number, Asking>();
	#requests = 0;
	#halted: StoreError | undefined;
	#stopped = false;
	#closing: Promise<void> | undefined;

	/** `archive`: the folder of events that leave the log; null: they are kept nowhere. */
	constructor(folder: string, archive: string | null) {
		this.#folder = folder;
		this.#archive = archive;
		this.#worker = this.#start();
	}

	get halted(): StoreError | undefined {
		return this.#halted;
	}

	append(group: Group): Promise<void> {
		if (this.#closing) return Promise.reject(new StoreError('closed', 'The store is closed'));
		if (this.#halted) return Promise.reject(this.#halted);
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		this.#waiting.push({ resolve, reject });
		this.#post({ kind: 'append', group: pack(group) });
		return promise;
	}

	/** Comes after every group that was given before. */
	erase(erasures: readonly Erasure[]): Promise<number[]> {
		return this.#ask<number[]>((request) => ({ kind: 'erase', request, erasures }));
	}

	/** The same. */
	outbox(change: OutboxChange): Promise<boolean> {
		return this.#ask<boolean>((request) => ({ kind: 'outbox', request, change }));
	}

	/** The same; how many rows went, up to which event. */
	compact(step: CompactionStep): Promise<number[]> {
		return this.#ask<number[]>((request) => ({ kind: 'compact', request, step }));
	}

	/** Notes the use of a key; nobody waits for it. */
	touch(key: string, at: number): void {
		if (!this.#halted && !this.#closing) this.#post({ kind: 'touch', key, at });
	}

	/** Nothing is taken any more, whoever resumes. What is under way is committed. */
	stop(failure: StoreError): void {
		this.#stopped = true;
		this.#halted ??= failure;
	}

	resume(): void {
		if (!this.#halted || this.#closing || this.#stopped) return;
		this.#halted = undefined;
		if (this.#worker) this.#post({ kind: 'resume' });
		else this.#worker = this.#start();
	}

	/** What is under way is committed first. */
	close(): Promise<void> {
		return (this.#closing ??= this.#end());
	}

	async #end(): Promise<void> {
		const worker = this.#worker;
		if (!worker) return;
		const { promise: exited, resolve } = Promise.withResolvers<void>();
		worker.once('exit', () => resolve());
		this.#post({ kind: 'close' });
		await exited;
	}

	#ask<T extends number[] | boolean>(message: (request: number) => ToLog): Promise<T> {
		if (this.#closing) return Promise.reject(new StoreError('closed', 'The store is closed'));
		if (this.#halted) return Promise.reject(this.#halted);
		const { promise, resolve, reject } = Promise.withResolvers<number[] | boolean>();
		const request = (this.#requests += 1);
		this.#asking.set(request, { resolve, reject });
		this.#post(message(request));
		return promise as Promise<T>;
	}

	#start(): Worker {
		const worker = new Worker(new URL('./log-worker.ts', import.meta.url), {
			name: 'foyer-log',
			workerData: { folder: this.#folder, archive: this.#archive }
		});
		worker.on('message', (message: FromLog) => this.#answered(message));
		worker.on('error', (cause) => this.#lost(worker, cause));
		worker.on('exit', () => this.#lost(worker));
		return worker;
	}

	#post(message: ToLog): void {
		this.#worker?.postMessage(message);
	}

	#answered(message: FromLog): void {
		if (message !== null && 'request' in message) return this.#answer(message);
		if (message) return this.#halt(new StoreError(message.code, message.message));
		const done = this.#waiting[this.#first++];
		if (this.#first === this.#waiting.length || this.#first > 1000) {
			this.#waiting = this.#waiting.slice(this.#first);
			this.#first = 0;
		}
		done?.resolve();
	}

	#answer(answer: Answered): void {
		const asking = this.#asking.get(answer.request);
		this.#asking.delete(answer.request);
		if ('answer' in answer) asking?.resolve(answer.answer);
		else asking?.reject(new StoreError(answer.failure.code, answer.failure.message));
	}

	/** The thread ended by itself, or `close` asked it to. */
	#lost(worker: Worker, cause?: unknown): void {
		if (this.#worker !== worker) return;
		this.#worker = undefined;
		if (this.#closing && this.#waiting.length + this.#asking.size === 0) return;
		const why = cause instanceof Error ? `: ${cause.message}` : '';
		const failure = new StoreError('io', `The log's writer stopped${why}`, cause);
		for (const { reject } of this.#asking.values()) reject(failure);
		this.#asking.clear();
		this.#halt(failure);
	}

	#halt(failure: StoreError): void {
		this.#halted = failure;
		const refused = this.#waiting.slice(this.#first);
		this.#waiting = [];
		this.#first = 0;
		for (const { reject } of refused) reject(failure);
	}
}
