/** One task, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { databaseFile, openReader } from '../connection.ts';
import { toStoreError } from '../errors.ts';
import { readHeads } from '../heads.ts';
import { faultsOf } from './examine.ts';
import { makeBackup } from './make.ts';
import type { Done, Task } from './task.ts';

const task = workerData as Task;
parentPort!.postMessage(run());

function run(): Done {
	try {
		if (task.kind === 'backup') return { kind: 'backup', backup: makeBackup(task) };
		return { kind: 'checkup', faults: checkup(task.folder) };
	} catch (thrown) {
		const { code, message } = toStoreError(thrown, task.folder);
		return { kind: 'failed', code, message };
	}
}

function checkup(folder: string): string[] {
	const heads = readHeads(folder);
	const db = openReader(databaseFile(folder));
	try {
		return faultsOf(db, { heads, auditFolder: folder });
	} finally {
		db.close();
	}
}
