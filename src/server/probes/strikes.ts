import { sameStatus } from '../devices/status.ts';
import type { DeviceStatus } from '../devices/status.ts';
import { isSettled } from './result.ts';
import type { TryResult } from './result.ts';

/** So many tries in a row have to fail before anybody is told: one lost packet is no fault. */
export const STRIKES = 3;

/** Causes that only a probe tells: what has one of them, a probe may take back. */
const OWN: ReadonlySet<string | null> = new Set([
	...['no_answer', 'wrong_answer', 'probe_not_allowed', 'probe_unavailable']
]);

/** What a branch holds a device to be. */
export interface Held {
	state: string;
	cause: string | null;
}

/** What is to be told after a try: a status, that it is still there, or nothing yet. */
export type Verdict = DeviceStatus | 'alive' | null;

/** The tries of one device, and what follows from them. */
export class Strikes {
	/** Failed tries in a row, and how many of the latest came to the same answer. */
	#failed = 0;
	#alike = 0;
	/** Null: it was not tried yet. */
	#last: TryResult['answer'] | null = null;
	#told: DeviceStatus | null = null;

	/** Whether the next try should come sooner: something failed, and nobody knows of it yet. */
	get doubtful(): boolean {
		return this.#failed > 0 && this.#failed < STRIKES;
	}

	/** Whether the latest try went unanswered, or there was none: it may take its whole time. */
	get silent(): boolean {
		return this.#last === null || this.#last === 'none';
	}

	/** `held`: what the branch knows, from whomever; undefined: it has no such device. */
	judge(result: TryResult, held: Held | undefined): Verdict {
		this.#count(result);
		// Whoever works on it switches it off and on, and says themselves when they are done.
		if (held?.state === 'maintenance') return result.answer === 'ok' ? 'alive' : null;
		if (result.answer !== 'ok') return this.#bad(result);
		if (result.status !== undefined) {
			return sameStatus(result.status, this.#told) ? 'alive' : result.status;
		}
		// A probe that only knocks knows no more than that somebody is there: it takes back what it said itself.
		const own =
			this.#told === null
				? held === undefined || isOwn(held)
				: this.#told.state === 'offline' || this.#told.state === 'unknown';
		return own ? { state: 'ok' } : 'alive';
	}

	/** It is on disk: until something else is the case it is not told again. */
	told(status: DeviceStatus): void {
		this.#told = status;
	}

	#count(result: TryResult): void {
		this.#failed = result.answer === 'ok' ? 0 : this.#failed + 1;
		this.#alike = result.answer === this.#last ? this.#alike + 1 : 1;
		this.#last = result.answer;
	}

	#bad(result: Exclude<TryResult, { answer: 'ok' }>): DeviceStatus | null {
		const settled = isSettled(result);
		if (!settled && this.#failed < STRIKES) return null;
		const status: DeviceStatus =
			result.answer === 'wrong'
				? { state: 'offline', cause: result.cause }
				: { state: 'unknown', cause: settled ? result.cause : 'no_answer' };
		if (sameStatus(status, this.#told)) return null;
		// Known to be bad, it is not told anew at each turn between a wrong answer and none.
		const known = this.#told?.state === 'offline' || this.#told?.state === 'unknown';
		return settled || !known || this.#alike >= STRIKES ? status : null;
	}
}

function isOwn({ state, cause }: Held): boolean {
	return state === 'unknown' || (state === 'offline' && OWN.has(cause));
}
