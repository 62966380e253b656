/** One job over one connection: is it ready, here are the bytes, has it printed them. */
import { connect, type Socket } from 'node:net';
import type { Cancel, Clock } from '../clock.ts';
import { isAnswer, isDone, isLowAfter, question, QUESTIONS, stateFrom } from './status.ts';
import type { PrinterState, Question } from './status.ts';
import { tellsStatus, type PrinterTarget } from './target.ts';

/** Real milliseconds. */
const CONNECT = 3_000;
const WHOLE_JOB = 10_000;
/** Printers that answer do so at once; the others never. */
const ANSWER = 300;
/** How long a ticket takes to come out. */
const OUT = 3_000;
/** How long one that answers nothing may take to close its end, by which it shows that it was there. */
const CLOSE = 2_000;

export type JobOutcome =
	| 'printed'
	/** Nobody listens at its address, or its network is not there. */
	| 'unreachable'
	/** It spoke, and then said nothing more until the time of a job was over. */
	| 'timed_out'
	| 'paper_out'
	/** By its own word: cover open, jammed, switched to offline. */
	| 'offline'
	/** The connection broke: half a ticket may have come out. */
	| 'interrupted'
	/** The server is closing. */
	| 'stopped';

export interface JobResult {
	outcome: JobOutcome;
	paperLow: boolean;
}

const PRINTED: JobResult = { outcome: 'printed', paperLow: false };

/** Runs a job to its end, whatever becomes of it, and leaves no socket or timer behind. */
export async function runJob(
	target: PrinterTarget,
	bytes: Uint8Array,
	{ clock, signal }: { clock: Clock; signal: AbortSignal }
): Promise<JobResult> {
	if (signal.aborted) return failed('stopped');
	const socket = connect({ host: target.host, port: target.port, noDelay: true });
	const timers = new Set<Cancel>();
	let over = false;
	// Real time: a demonstration's clock runs faster than its printer.
	const within = (ms: number, run: () => void): Cancel => {
		// The conversation may still be at a step when the job is over.
		if (over) return () => {};
		const cancel = clock.every(ms, () => {
			cancel();
			run();
		});
		timers.add(cancel);
		return cancel;
	};
	const { promise: ended, resolve: end } = Promise.withResolvers<JobResult>();
	const stop = () => end(failed('stopped'));
	signal.addEventListener('abort', stop);
	within(WHOLE_JOB, () => end(failed('timed_out')));
	const give = within(CONNECT, () => end(failed('unreachable')));
	let connected = false;
	socket.once('connect', () => {
		connected = true;
		give();
	});
	const talk = new Talk(socket, within);
	const lost = () => end(failed(connected ? 'interrupted' : 'unreachable'));
	// Never taken away: a socket that has nobody to tell of an error ends the process.
	socket.on('error', lost);
	socket.once('close', () => (talk.leaving ? end(PRINTED) : lost()));
	try {
		return await Promise.race([ended, talk.print(bytes, tellsStatus(target))]);
	} finally {
		over = true;
		signal.removeEventListener('abort', stop);
		for (const cancel of timers) cancel();
		socket.destroy();
	}
}

/** The conversation while the connection holds; when it breaks, nobody waits for it any more. */
class Talk {
	readonly #socket: Socket;
	readonly #within: (ms: number, run: () => void) => Cancel;
	readonly #listening = new Set<(byte: number) => void>();
	/** Everything is said, and a printer that closes now has heard it. */
	leaving = false;

	constructor(socket: Socket, within: (ms: number, run: () => void) => Cancel) {
		this.#socket = socket;
		this.#within = within;
		// Read always: a connection that is closed with something unread in it takes what was sent with it.
		socket.on('data', (chunk) => {
			for (const byte of chunk) for (const hear of this.#listening) hear(byte);
		});
	}

	async print(bytes: Uint8Array, tells: boolean): Promise<JobResult> {
		await new Promise((resolve) => this.#socket.once('connect', resolve));
		const before = tells ? await this.#state() : null;
		if (before !== null && before.state !== 'ready') return resultOf(before, before.state);
		const done = this.#heard(isDone);
		await new Promise((resolve) => this.#socket.write(bytes, resolve));
		if (before === null) return this.#leave();
		for (;;) {
			const byte = await this.#atMost(OUT, done);
			if (byte !== null) {
				return { outcome: 'printed', paperLow: before.paperLow || isLowAfter(byte) };
			}
			// It stopped in the middle, perhaps with the paper's end; or it is one that never says when it is done.
			const now = await this.#state();
			if (now !== null) return resultOf(now, now.state === 'ready' ? 'printed' : now.state);
			// It spoke before and is silent now: until the job's time is over.
		}
	}

	/** Null of a printer that does not answer. */
	async #state(): Promise<PrinterState | null> {
		const answers = new Map<Question, number>();
		for (const about of QUESTIONS) {
			const answer = this.#heard(isAnswer);
			this.#socket.write(question(about));
			const byte = await this.#atMost(ANSWER, answer);
			if (byte === null) break;
			answers.set(about, byte);
		}
		return answers.size === 0 ? null : stateFrom(answers);
	}

	/** The next byte that counts. */
	#heard(counts: (byte: number) => boolean): Promise<number> {
		return new Promise((resolve) => {
			const hear = (byte: number) => {
				if (!counts(byte)) return;
				this.#listening.delete(hear);
				resolve(byte);
			};
			this.#listening.add(hear);
		});
	}

	async #atMost(ms: number, heard: Promise<number>): Promise<number | null> {
		const { promise: silence, resolve } = Promise.withResolvers<null>();
		const cancel = this.#within(ms, () => resolve(null));
		const byte = await Promise.race([heard, silence]);
		cancel();
		return byte;
	}

	/**
	 * Says goodbye and waits until it is heard: the network has taken the bytes long before a silent printer has, and
	 * a connection that broke is told of only now.
	 */
	#leave(): Promise<JobResult> {
		this.leaving = true;
		this.#socket.end();
		return new Promise((resolve) => this.#within(CLOSE, () => resolve(PRINTED)));
	}
}

function resultOf({ paperLow }: PrinterState, outcome: JobOutcome): JobResult {
	return { outcome, paperLow };
}

function failed(outcome: JobOutcome): JobResult {
	return { outcome, paperLow: false };
}
