import { BranchClock } from '#lib/client/branch-clock.svelte.ts';
import type { PhoneTicket } from '#lib/protocol/index.ts';

/** The server says something each ten seconds; after ten more of silence it is said that nothing is heard. Real ms. */
const STALE_AFTER = 20_000;
const LOOK_EVERY = 250;
const OPEN_AGAIN_AFTER = 3_000;
const AT_MOST = 30_000;

const monotonic = () => (typeof performance === 'undefined' ? 0 : performance.now());

/**
 * One ticket, followed over a stream that the phone opens again by itself. What it was told last stays, with the
 * instant of it, when nothing more is heard.
 */
export class Follow {
	ticket: PhoneTicket = $state.raw() as PhoneTicket;
	readonly clock: BranchClock;
	stale = $state(false);
	/** The branch's instant at the last word. */
	heardAt = $state(0);
	/** Its day is over: there is nothing more to follow. */
	expired = $state(false);

	readonly #path: string;
	#source: EventSource | null = null;
	#last = monotonic();
	#opened = monotonic();
	#failures = 0;
	#timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(ticket: PhoneTicket, token: string) {
		this.ticket = ticket;
		this.clock = new BranchClock(ticket.now, ticket.rate, monotonic);
		this.heardAt = ticket.now;
		this.#path = `/t/${token}`;
	}

	/** Browser only. Returns the undo. */
	start(): () => void {
		this.#open();
		const looking = setInterval(() => this.#look(), LOOK_EVERY);
		const awake = () => {
			// A phone that slept may still believe its stream.
			const isQuiet = monotonic() - this.#last > STALE_AFTER / 2;
			if (document.visibilityState === 'visible' && isQuiet) this.#open();
		};
		document.addEventListener('visibilitychange', awake);
		addEventListener('online', awake);
		return () => {
			clearInterval(looking);
			for (const timer of this.#timers) clearTimeout(timer);
			document.removeEventListener('visibilitychange', awake);
			removeEventListener('online', awake);
			this.#source?.close();
			this.#source = null;
		};
	}

	#open(): void {
		if (this.expired) return;
		this.#source?.close();
		this.#opened = monotonic();
		const source = new EventSource(`${this.#path}/live`);
		this.#source = source;
		source.onmessage = ({ data }) => {
			this.ticket = JSON.parse(data as string) as PhoneTicket;
			this.clock.sync(this.ticket.now, this.ticket.rate);
			this.#heard();
		};
		source.addEventListener('beat', () => this.#heard());
		source.onerror = () => {
			// The browser comes back by itself, unless the answer was a refusal.
			if (source.readyState === EventSource.CLOSED && this.#source === source) this.#later();
		};
	}

	#heard(): void {
		this.#failures = 0;
		this.#last = monotonic();
		this.stale = false;
		this.clock.resume();
		this.heardAt = this.clock.read();
	}

	#look(): void {
		const now = monotonic();
		if (now - this.#last < STALE_AFTER) return this.clock.tick();
		this.stale = true;
		this.clock.stop(this.heardAt);
		// A line that is open and silent is none.
		const isHanging = this.#source !== null && this.#source.readyState !== EventSource.CLOSED;
		if (isHanging && now - this.#opened >= STALE_AFTER) this.#open();
	}

	/** Refused: because there is no such ticket any more, or because the server cannot just now. */
	#later(): void {
		this.#failures += 1;
		const wait = Math.min(AT_MOST, OPEN_AGAIN_AFTER * 2 ** (this.#failures - 1));
		const timer = setTimeout(
			() => {
				this.#timers.delete(timer);
				void this.#ask();
			},
			wait * (0.5 + Math.random() / 2)
		);
		this.#timers.add(timer);
	}

	async #ask(): Promise<void> {
		const answer = await fetch(this.#path, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
		if (answer?.status === 404) {
			this.expired = true;
			this.#source?.close();
		} else if (answer === null || answer.status >= 500 || answer.status === 429) this.#later();
		else this.#open();
	}
}
