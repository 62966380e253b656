import { Worker } from 'node:worker_threads';
import { StoreError } from '../errors.ts';
import type { Backup, BackupOrder } from './make.ts';
import type { Done, Task } from './task.ts';

/** A task under way; `stop` ends it where it stands, and then it rejects. */
export interface UnderWay<T> {
	done: Promise<T>;
	stop(): Promise<void>;
}

/** `makeBackup` in a thread of its own. Rejects with a StoreError. */
export function backUpBeside(order: BackupOrder): UnderWay<Backup> {
	return beside({ kind: 'backup', ...order }, (done) =>
		done.kind === 'backup' ? done.backup : undefined
	);
}

/** What is wrong with the database of a data folder, a sentence each. Rejects with a StoreError. */
export function checkBeside(folder: string): UnderWay<string[]> {
	return beside({ kind: 'checkup', folder }, (done) =>
		done.kind === 'checkup' ? done.faults : undefined
	);
}

function beside<T>(task: Task, take: (done: Done) => T | undefined): UnderWay<T> {
	const worker = new Worker(new URL('./task-worker.ts', import.meta.url), {
		name: `foyer-${task.kind}`,
		workerData: task
	});
	const { promise, resolve, reject } = Promise.withResolvers<T>();
	worker.once('message', (done: Done) => {
		const taken = take(done);
		if (taken !== undefined) resolve(taken);
		else if (done.kind === 'failed') reject(new StoreError(done.code, done.message));
	});
	worker.once('error', (cause) => reject(new StoreError('io', cause.message, cause)));
	worker.once('exit', () => reject(new StoreError('closed', `The ${task.kind} was ended`)));
	return {
		done: promise,
		stop: async () => {
			promise.catch(() => undefined);
			await worker.terminate();
		}
	};
}
