/** The writer's thread: groups in, in order; after a failure nothing more until it is told to resume. */
import { parentPort, workerData } from 'node:worker_threads';
import { databaseFile, openWriter } from './connection.ts';
import { toStoreError } from './errors.ts';
import { HeadsFile } from './heads.ts';
import type { FromLog, LogFailure, ToLog } from './log-messages.ts';
import { Writer } from './writer.ts';

const { folder, archive } = workerData as { folder: string; archive: string | null };
const port = parentPort!;
let writer: Writer | undefined;
let halted = false;

port.on('message', (message: ToLog) => {
	if (message.kind === 'append') {
		if (!halted) attempt(() => opened().commit(message.group));
	} else if (message.kind === 'erase') {
		asked(message.request, () => opened().erase(message.erasures));
	} else if (message.kind === 'outbox') {
		asked(message.request, () => opened().outbox(message.change));
	} else if (message.kind === 'compact') {
		asked(message.request, () => opened().compact(message.step));
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
		answer(failureOf(thrown));
	}
}

/** Nothing rests on these, so that one that fails stops nothing: whoever asked for it asks again. */
function asked(request: number, run: () => number[] | boolean): void {
	try {
		answer({ request, answer: run() });
	} catch (thrown) {
		answer({ request, failure: failureOf(thrown) });
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

function failureOf(thrown: unknown): LogFailure {
	const { code, message } = toStoreError(thrown, folder);
	return { code, message };
}

function opened(): Writer {
	return (writer ??= new Writer(openWriter(databaseFile(folder)), archive, new HeadsFile(folder)));
}

function answer(message: FromLog): void {
	port.postMessage(message);
}
