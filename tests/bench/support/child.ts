import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** A process of its own that answers questions. Ended by its id, at the latest when the bench ends. */
export class Child {
	readonly process: ChildProcess;
	#waiting: { resolve(answer: unknown): void; reject(error: Error): void }[] = [];

	private constructor(child: ChildProcess) {
		this.process = child;
		child.on('message', (message: { answer?: unknown; error?: string }) => {
			const waiting = this.#waiting.shift();
			if (message.error === undefined) waiting?.resolve(message.answer);
			else waiting?.reject(new Error(message.error));
		});
		child.on('exit', (code, signal) => {
			running.delete(child);
			const error = new Error(`A process of the bench ended with ${code ?? signal}`);
			for (const { reject } of this.#waiting.splice(0)) reject(error);
		});
	}

	/** Starts `tests/bench/support/<name>.ts`; its module calls `serve`. */
	static start(name: string, argument: unknown = null, execArgv: string[] = []): Child {
		const child = fork(new URL(`./${name}.ts`, import.meta.url), [JSON.stringify(argument)], {
			serialization: 'advanced',
			execArgv: [...execArgv, '--disable-warning=ExperimentalWarning']
		});
		running.add(child);
		return new Child(child);
	}

	/** Questions are answered in their order. */
	ask<T>(question: string, argument?: unknown): Promise<T> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve: resolve as (answer: unknown) => void, reject });
			this.process.send({ question, argument });
		});
	}

	async stop(): Promise<void> {
		if (this.process.exitCode !== null || this.process.signalCode !== null) return;
		const gone = new Promise((resolve) => this.process.once('exit', resolve));
		this.process.kill('SIGKILL');
		await gone;
	}
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});

/** In the child: answers the parent's questions one after the other, until the parent is gone. */
export function serve(answers: Record<string, (argument: never) => unknown>): void {
	let last: Promise<unknown> = Promise.resolve();
	process.on('message', ({ question, argument }: { question: string; argument: unknown }) => {
		const answer = async () => (answers[question] as (argument: unknown) => unknown)(argument);
		last = last.then(answer).then(
			(value) => process.send?.({ answer: value }),
			(error: unknown) => process.send?.({ error: String((error as Error).stack ?? error) })
		);
	});
	process.on('disconnect', () => process.exit());
}

/** In the child: what the parent gave `start`. */
export function argument<T>(): T {
	return JSON.parse(process.argv[2] ?? 'null') as T;
}

/** Seconds of CPU of this process so far, all threads. */
export function cpuSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
}
