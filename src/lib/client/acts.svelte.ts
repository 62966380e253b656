import type { ActAnswer, ActRequest } from '../protocol/index.ts';

/** What is written down of an act until it is answered; `tappedAt`: the branch's clock, epoch milliseconds. */
export interface KeptAct extends Omit<ActRequest, 'ago'> {
	readonly tappedAt: number;
}

/** An act that has no answer yet. `waiting`: there is no connection, it goes out when there is one. */
export interface PendingAct extends KeptAct {
	readonly attempts: number;
	readonly waiting: boolean;
}

interface Kept {
	act: KeptAct;
	answered: (answer: ActAnswer) => void;
	attempts: number;
	underWay: boolean;
}

/** How the acts get out: one attempt, rejected when no answer came in time; null while there is no connection. */
export type Send = ((request: ActRequest) => Promise<ActAnswer>) | null;

/** The branch's time, as this screen counts it. */
export interface TapClock {
	read(): number;
	/** How fast it runs; 0: only events move it. */
	readonly rate: number;
}

const RETRY_AFTER = 1_000;
/** A day: what is older is not taken. */
const LONGEST_AGO = 86_400_000;
/** Refusals that say nothing about the act: the server could not look at it just then. */
const LATER = new Set(['too_many', 'unavailable', 'busy']);

/**
 * Acts that are about this very moment. Where there is no connection they are given up after a while, and say so: a
 * customer must not be called to a counter where nobody expects them any more. Facts are kept for as long as it takes.
 */
const URGENT = new Set(['ticket.called', 'ticket.recalled', 'help.called']);
const URGENT_FOR = 15_000;
const NOT_SENT: ActAnswer = { ok: false, code: 'not_sent' };
/** Of an act that was dropped by whoever did it, before it went out. */
export const TAKEN_BACK = 'taken_back';

/** Whether an act is given up rather than kept where there is no connection. */
export function isUrgent(type: string): boolean {
	return URGENT.has(type);
}

/**
 * What a person did, until the server has answered for it. The same id goes out again and again, so that a
 * lost answer is simply asked for once more and nothing happens twice.
 */
export class Acts {
	/** For the screen to show, oldest first; replaced at every change. */
	pending: readonly PendingAct[] = $state.raw([]);

	readonly #clock: TapClock;
	#kept: Kept[] = [];
	#send: Send = null;
	#timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(clock: TapClock) {
		this.#clock = clock;
	}

	do(type: string, subject: string | undefined, data: Record<string, unknown>): Promise<ActAnswer> {
		return this.resume({
			id: uuid(),
			type,
			...(subject === undefined ? {} : { subject }),
			data,
			tappedAt: this.#clock.read()
		});
	}

	/** One that has its id already: what was done before the page was loaded anew, and not answered. */
	resume(act: KeptAct): Promise<ActAnswer> {
		return new Promise((answered) => {
			const kept: Kept = { act, answered, attempts: 0, underWay: false };
			this.#kept.push(kept);
			void this.#attempt(kept);
			if (isUrgent(act.type)) this.#after(URGENT_FOR, () => this.#giveUp(kept));
		});
	}

	/** Connected: everything kept goes out, in the order it was done. */
	open(send: NonNullable<Send>): void {
		this.#send = send;
		for (const kept of [...this.#kept]) void this.#attempt(kept);
	}

	/** No connection: acts are kept. */
	shut(): void {
		this.#send = null;
		this.#show();
	}

	/** Whoever did it takes it back. Only what has never gone out can be dropped; returns whether it was. */
	drop(id: string): boolean {
		const kept = this.#kept.find(({ act }) => act.id === id);
		if (kept === undefined || kept.attempts > 0) return false;
		this.#settle(kept, { ok: false, code: TAKEN_BACK });
		return true;
	}

	dispose(): void {
		this.#send = null;
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
	}

	async #attempt(kept: Kept): Promise<void> {
		const send = this.#send;
		if (!send || kept.underWay) return this.#show();
		kept.underWay = true;
		kept.attempts += 1;
		this.#show();
		const answer = await send(this.#requestOf(kept.act)).catch(() => null);
		kept.underWay = false;
		if (answer === null || (!answer.ok && LATER.has(answer.code))) return this.#later(kept);
		this.#settle(kept, answer);
	}

	#settle(kept: Kept, answer: ActAnswer): void {
		this.#kept = this.#kept.filter((other) => other !== kept);
		this.#show();
		kept.answered(answer);
	}

	/** What was sent once may have been done: its answer is asked for until it comes. */
	#giveUp(kept: Kept): void {
		if (kept.attempts === 0 && this.#kept.includes(kept)) this.#settle(kept, NOT_SENT);
	}

	#later(kept: Kept): void {
		this.#show();
		this.#after(RETRY_AFTER, () => {
			if (this.#kept.includes(kept)) void this.#attempt(kept);
		});
	}

	/** How long ago it was tapped is told where that is more than the way to the server; real milliseconds. */
	#requestOf({ tappedAt, ...act }: KeptAct): ActRequest {
		const { rate } = this.#clock;
		const real = rate > 0 ? (this.#clock.read() - tappedAt) / rate : 0;
		const ago = Math.min(LONGEST_AGO, Math.round(real));
		return ago < RETRY_AFTER ? act : { ...act, ago };
	}

	#after(ms: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			run();
		}, ms);
		this.#timers.add(timer);
	}

	#show(): void {
		this.pending = this.#kept.map(({ act, attempts }) => ({
			...act,
			attempts,
			waiting: this.#send === null
		}));
	}
}

/** `crypto.randomUUID` exists only where the page is served securely; a branch's local network may not be. */
export function uuid(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [0, 8, 12, 16, 20].map((from, i, all) => hex.slice(from, all[i + 1])).join('-');
}
