import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many in so long, then a pause. Seconds. */
export interface LimitShape {
	points: number;
	duration: number;
	/** How long it stays shut once the points are used up; otherwise until `duration` is over. */
	block?: number;
}

/**
 * What each limit counts. Kept in memory: a restart forgets, and somebody who can restart the server has no
 * need to guess.
 */
export const SHAPES = {
	/** Failed sign-ins at one account, wherever they come from. */
	signInAccount: { points: 10, duration: 900, block: 900 },
	/** Failed sign-ins from one address, whichever account they try. */
	signInAddress: { points: 20, duration: 900, block: 900 },
	/** One-time passwords tried for one account. */
	twoFactor: { points: 10, duration: 900, block: 900 },
	/** A one-time password of one person is good once; after so long it is no longer good anyway. */
	usedCode: { points: 1, duration: 120 },
	/** Keys and credentials that open nothing, from one address. */
	credentials: { points: 60, duration: 60 },
	/** Pairing codes asked for by one address: a display that is left alone asks every ten minutes. */
	pairing: { points: 30, duration: 600 },
	/** Codes that somebody who may approve displays got wrong: no guessing among those who wait. */
	approval: { points: 5, duration: 600, block: 600 },
	/** Names that one person reveals. */
	reveal: { points: 30, duration: 600 },
	/** Pages that one address asks for without being signed in; what belongs to a page is not counted. */
	pages: { points: 300, duration: 60 },
	/** Codes of VIP customers that were wrong at one kiosk. */
	vipCode: { points: 10, duration: 300, block: 300 },
	/** Tickets that one kiosk takes: more than a finger can, and less than whoever stole its credential would like. */
	kioskTickets: { points: 60, duration: 60 },
	/** Tickets that one kiosk or one person prints: a printer is a machine with a roll of paper in it. */
	print: { points: 30, duration: 60 },
	/** Pictures that one person takes. */
	photos: { points: 60, duration: 600 },
	/** Probes that one person tries while setting them up: as fast as one types, and no scanner of a network. */
	tryProbe: { points: 60, duration: 60 },
	/** Attempts at the set-up link. */
	setup: { points: 20, duration: 600 }
} as const satisfies Record<string, LimitShape>;

export type LimitName = keyof typeof SHAPES;

/** Counts attempts against limits. Whoever is over one is told how long to wait, and nothing else. */
export class Limits {
	/** How often each limit turned somebody away, since the start. */
	readonly refused: Readonly<Record<LimitName, number>>;
	readonly #refused: Record<LimitName, number>;
	readonly #limiters: Record<LimitName, RateLimiterMemory>;

	constructor(shapes: Record<LimitName, LimitShape> = SHAPES) {
		this.refused = this.#refused = Object.fromEntries(
			Object.keys(shapes).map((name) => [name, 0])
		) as Record<LimitName, number>;
		this.#limiters = Object.fromEntries(
			Object.entries(shapes).map(([name, { points, duration, block = 0 }]) => [
				name,
				new RateLimiterMemory({ keyPrefix: name, points, duration, blockDuration: block })
			])
		) as Record<LimitName, RateLimiterMemory>;
	}

	/** Counts one. Undefined: within the limit; otherwise the seconds to wait. */
	async take(name: LimitName, key: string): Promise<number | undefined> {
		try {
			await this.#limiters[name].consume(key);
			return undefined;
		} catch (refusal) {
			this.#refused[name] += 1;
			return secondsOf(refusal);
		}
	}

	/** Looks without counting. Undefined: within the limit; otherwise the seconds to wait. */
	async waits(name: LimitName, key: string): Promise<number | undefined> {
		const limiter = this.#limiters[name];
		const state = await limiter.get(key);
		if (state === null || state.consumedPoints <= limiter.points) return undefined;
		this.#refused[name] += 1;
		return Math.ceil(state.msBeforeNext / 1000);
	}

	/** Forgets what was counted: it went well. */
	async forget(name: LimitName, key: string): Promise<void> {
		await this.#limiters[name].delete(key);
	}
}

function secondsOf(refusal: unknown): number {
	if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
	throw refusal;
}
