/** The writer's thread: groups in, in order; after a failure nothing more until it is told to resume. */
import { parentPort, workerData } from 'node:worker_threads';
import { databaseFile, openWriter } from './connection.ts';
import { toStoreError } from './errors.ts';
import type { FromLog, ToLog } from './log-messages.ts';
import { Writer } from './writer.ts';

const { folder } = workerData as { folder: string };
const port = parentPort!;
let writer: Writer | undefined;
let halted = false;

port.on('message', (message: ToLog) => {
	if (message.kind === 'append') {
		if (!halted) attempt(() => opened().commit(message.group));
	} else if (message.kind === 'touch') {
		touch(message.key, message.at);
	} else if (message.kind === 'resume') {
		halted = false;
	} else {
		writer?.close();
		port.close();
	}
});

function attempt(commit: () => void): void {
	try {
		commit();
		answer(null);
	} catch (thrown) {
		halted = true;
		const { code, message } = toStoreError(thrown, folder);
		answer({ code, message });
	}
}

/** When a key was last used is worth a try, never a failure. */
function touch(key: string, at: number): void {
	try {
		opened().touchKey(key, at);
	} catch {
		// The next use tries again.
	}
}

function opened(): Writer {
	return (writer ??= new Writer(openWriter(databaseFile(folder))));
}

function answer(failure: FromLog): void {
	port.postMessage(failure);
}
