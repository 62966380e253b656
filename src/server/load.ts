import type { Cancel, Clock } from './clock.ts';
import type { LoopDelay } from './loop-delay.ts';
import { NOTHING_SHORT, reasonToShed, SHED, SHORTAGES, shortnessAfter } from './shedding.ts';
import type { Bounds, Readings, Shed, Shortage, Shortness } from './shedding.ts';

export interface LoadParts {
	clock: Pick<Clock, 'every' | 'monotonic'>;
	/** How late the event loop is. */
	delay: Pick<LoopDelay, 'lookAtMean' | 'dispose'>;
	/** The other readings, as they are right now. */
	read: () => Omit<Readings, 'processor'>;
	/** Screens at once. */
	mostScreens: number;
	log: (sentence: string) => void;
	/** Other bounds than those below: for tests. */
	bounds?: Bounds | undefined;
}

/** So often it is looked, also when nobody asks. Real milliseconds. */
const LOOK_EVERY = 1_000;
/** Who asks is told what is so old at most: a disk that caught up is not left without work. Real milliseconds. */
const STILL_TRUE = 100;

const boundsOf = (mostScreens: number): Bounds => ({
	disk: { begin: 20_000, end: 10_000, taps: 60_000 },
	processor: { begin: 400, end: 150, taps: 2_000 },
	memory: { begin: 256 << 20, end: 128 << 20, taps: 512 << 20 },
	screens: { begin: mostScreens, end: mostScreens * 0.95, taps: Infinity }
});

/** What each shortage means, for whoever reads the log. */
const WORDS: Readonly<Record<Shortage, string>> = {
	disk: 'the disk: commands wait for it',
	processor: 'processor time: the event loop is late',
	memory: 'memory: screens do not read what waits for them',
	screens: 'room for screens: no more can connect'
};

/** Looks how much the server has to do, and says what it asks to come again until there is less. */
export class Load {
	/** How often each thing was asked to come again, by what was short. */
	readonly shed: Readonly<Record<Shed, Record<Shortage, number>>>;
	#shortness: Shortness = NOTHING_SHORT;
	#lookedAt = -Infinity;
	#processor = 0;
	/** Of the second before. */
	#meanBefore = 0;
	readonly #parts: LoadParts;
	readonly #bounds: Bounds;
	readonly #cancel: Cancel;

	constructor(parts: LoadParts) {
		this.#parts = parts;
		this.#bounds = parts.bounds ?? boundsOf(parts.mostScreens);
		const none = () =>
			Object.fromEntries(SHORTAGES.map((each) => [each, 0])) as Record<Shortage, number>;
		this.shed = Object.fromEntries(SHED.map((what) => [what, none()])) as typeof this.shed;
		this.#cancel = parts.clock.every(LOOK_EVERY, () => {
			const mean = parts.delay.lookAtMean();
			// A look that was held up itself has little more to go by than what held it up.
			this.#processor = Math.min(mean, this.#meanBefore);
			this.#meanBefore = mean;
			this.#look();
		});
	}

	get shortness(): Shortness {
		return this.#shortness;
	}

	/** What is short, in words; null: nothing. */
	get sentence(): string | null {
		const short = SHORTAGES.filter((each) => this.#shortness[each] !== 'none');
		return short.length === 0 ? null : `short of ${short.map((each) => WORDS[each]).join('; ')}`;
	}

	/** Why something is not done now; undefined: it is. Counts what is turned away. `retryAfter`: seconds. */
	turnsAway(what: Shed): { shortOf: Shortage; retryAfter: number } | undefined {
		if (this.#parts.clock.monotonic() - this.#lookedAt >= STILL_TRUE) this.#look();
		if (this.#shortness === NOTHING_SHORT) return undefined;
		const reason = reasonToShed(this.#shortness, what);
		if (reason !== undefined) this.shed[what][reason.shortOf] += 1;
		return reason;
	}

	dispose(): void {
		this.#cancel();
		this.#parts.delay.dispose();
	}

	#look(): void {
		this.#lookedAt = this.#parts.clock.monotonic();
		const before = this.#shortness;
		const readings = { ...this.#parts.read(), processor: this.#processor };
		const after = shortnessAfter(before, readings, this.#bounds);
		const isShort = SHORTAGES.some((each) => after[each] !== 'none');
		this.#shortness = isShort ? after : NOTHING_SHORT;
		for (const each of SHORTAGES) {
			if (before[each] === after[each]) continue;
			if (before[each] === 'none')
				this.#parts.log(`short of ${WORDS[each]}; some is asked to come again`);
			else if (after[each] === 'none') this.#parts.log(`no longer short of ${WORDS[each]}`);
		}
	}
}
