import type { ActAnswer, ActRequest } from '../protocol/index.ts';

/** An act that has no answer yet. `waiting`: there is no connection, it goes out when there is one. */
export interface PendingAct extends ActRequest {
	readonly attempts: number;
	readonly waiting: boolean;
}

interface Kept {
	request: ActRequest;
	answered: (answer: ActAnswer) => void;
	attempts: number;
	underWay: boolean;
}

/** How the acts get out: one attempt, rejected when no answer came in time; null while there is no connection. */
export type Send = ((request: ActRequest) => Promise<ActAnswer>) | null;

const RETRY_AFTER = 1_000;

/**
 * What a person did, until the server has answered for it. The same id goes out again and again, so that a
 * lost answer is simply asked for once more and nothing happens twice.
 */
export class Acts {
	/** For the screen to show, oldest first; replaced at every change. */
	pending: readonly PendingAct[] = $state.raw([]);

	#kept: Kept[] = [];
	#send: Send = null;
	#timers = new Set<ReturnType<typeof setTimeout>>();

	do(type: string, subject: string | undefined, data: Record<string, unknown>): Promise<ActAnswer> {
		const request: ActRequest = {
			id: uuid(),
			type,
			...(subject === undefined ? {} : { subject }),
			data
		};
		return this.resume(request);
	}

	/** One that has its id already: what was done before the page was loaded anew, and not answered. */
	resume(request: ActRequest): Promise<ActAnswer> {
		return new Promise((answered) => {
			const kept: Kept = { request, answered, attempts: 0, underWay: false };
			this.#kept.push(kept);
			void this.#attempt(kept);
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
		const answer = await send(kept.request).catch(() => null);
		kept.underWay = false;
		if (answer === null) return this.#later(kept);
		this.#kept = this.#kept.filter((other) => other !== kept);
		this.#show();
		kept.answered(answer);
	}

	#later(kept: Kept): void {
		this.#show();
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			if (this.#kept.includes(kept)) void this.#attempt(kept);
		}, RETRY_AFTER);
		this.#timers.add(timer);
	}

	#show(): void {
		this.pending = this.#kept.map(({ request, attempts }) => ({
			...request,
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
