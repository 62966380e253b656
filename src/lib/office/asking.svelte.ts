/** What came of asking: an answer, or a code that says why there is none. */
export type Reply<T> = { ok: true; value: T } | { ok: false; code: string; retryAfter?: number };

export type Ask<T> = (address: string, signal: AbortSignal) => Promise<Reply<T>>;

/** Real milliseconds without a change until it is asked. */
export const PAUSE = 300;
const ANSWER_WITHIN = 20_000;
const AT_LEAST = 1;
const AT_MOST = 30;

/**
 * The answer to the question asked last. While a new one is worked out the old answer stays; an answer that comes
 * too late is dropped.
 */
export class Asking<T> {
	answer: T | null = $state.raw(null);
	/** Why the last question has no answer. */
	fault: string | null = $state.raw(null);
	/** The answer is to an earlier question. */
	pending: boolean = $state.raw(false);
	readonly #ask: Ask<T>;
	readonly #pause: number;
	readonly #again: number | null;
	#key: string | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#flight: AbortController | null = null;

	/** `again`: after so many real milliseconds what failed is asked once more, and until then the old answer stays. */
	constructor(ask: Ask<T>, pause = PAUSE, again: number | null = null) {
		this.#ask = ask;
		this.#pause = pause;
		this.#again = again;
	}

	/** Null: there is nothing to ask, and nothing to show. The same `key` is asked once. */
	ask(address: string | null, key: string | null = address): void {
		if (key === this.#key) return;
		this.stop();
		this.#key = key;
		this.pending = address !== null;
		if (address !== null) {
			this.#timer = setTimeout(() => void this.#send(address), this.#pause);
			return;
		}
		this.answer = null;
		this.fault = null;
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#flight?.abort();
		this.#flight = null;
		this.#key = null;
		this.pending = false;
	}

	async #send(address: string): Promise<void> {
		const flight = new AbortController();
		this.#flight = flight;
		const reply = await this.#ask(address, flight.signal);
		if (this.#flight !== flight) return;
		this.#flight = null;
		if (reply.ok) {
			this.answer = reply.value;
			this.fault = null;
			this.pending = false;
			return;
		}
		this.fault = reply.code;
		if (reply.code === 'busy') {
			const seconds = Math.min(AT_MOST, Math.max(AT_LEAST, reply.retryAfter ?? AT_LEAST));
			this.#timer = setTimeout(() => void this.#send(address), seconds * 1000);
			return;
		}
		this.pending = false;
		if (this.#again === null) this.answer = null;
		else this.#timer = setTimeout(() => void this.#send(address), this.#again);
	}
}

/** Asks the server with the session's cookie. */
export async function askServer<T>(address: string, signal: AbortSignal): Promise<Reply<T>> {
	try {
		const response = await fetch(address, {
			cache: 'no-store',
			signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN)])
		});
		// Whoever answers with a page instead of a document stands in front of the server, or is an older one.
		const body: unknown = await response.json().catch(() => null);
		if (response.ok && body !== null) return { ok: true, value: body as T };
		const retryAfter = Number(response.headers.get('retry-after')) || AT_LEAST;
		const unnamed = response.status === 404 ? 'not_found' : 'other';
		return { ok: false, code: (body as { code?: string } | null)?.code ?? unnamed, retryAfter };
	} catch {
		return { ok: false, code: 'offline' };
	}
}
