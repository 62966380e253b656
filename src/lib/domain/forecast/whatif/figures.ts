import { ABANDONED, DIVERTED, NO_SHOW, SERVED, VOID } from './crowd.ts';
import { mean, nearestRank } from './spread.ts';

/** Of one half hour, by issue. Seconds, and the mean of counts over the replications. */
export interface HalfFigures {
	/** HH:MM on the branch's clock. */
	from: string;
	p50: number | null;
	p90: number | null;
	longWaits: number;
	tickets: number;
}

/** Seconds, and counts; means over the replications. What counts as a wait is what does on the board. */
export interface Figures {
	p50: number | null;
	p90: number | null;
	longWaits: number;
	served: number;
	abandoned: number;
	noShow: number;
	diverted: number;
	halves: HalfFigures[];
}

class Sample {
	readonly waits: number[] = [];
	tickets = 0;
	longWaits = 0;

	add(end: number, wait: number, limit: number): void {
		if (end === VOID) return;
		this.tickets += 1;
		if (wait < 0) return;
		this.waits.push(wait);
		if (wait > limit) this.longWaits += 1;
	}

	/** Seconds. */
	quantiles(): { p50: number | null; p90: number | null } {
		const sorted = Float64Array.from(this.waits).sort();
		const seconds = (p: number) => {
			const value = nearestRank(sorted, p);
			return value === null ? null : value / 1000;
		};
		return { p50: seconds(0.5), p90: seconds(0.9) };
	}
}

/** The figures of one replication, as its tickets are counted. */
export class Tally {
	readonly #all = new Sample();
	readonly #halves = new Map<string, Sample>();
	readonly #ends = new Map<number, number>();

	/** `wait` and `limit` in milliseconds; a negative wait is none. */
	add(end: number, wait: number, limit: number, half: string): void {
		this.#all.add(end, wait, limit);
		let sample = this.#halves.get(half);
		if (sample === undefined) this.#halves.set(half, (sample = new Sample()));
		sample.add(end, wait, limit);
		this.#ends.set(end, (this.#ends.get(end) ?? 0) + 1);
	}

	get tickets(): number {
		return this.#all.tickets;
	}

	figures(): Figures {
		const ended = (end: number) => this.#ends.get(end) ?? 0;
		return {
			...this.#all.quantiles(),
			longWaits: this.#all.longWaits,
			served: ended(SERVED),
			abandoned: ended(ABANDONED),
			noShow: ended(NO_SHOW),
			diverted: ended(DIVERTED),
			halves: [...this.#halves]
				.map(([from, sample]) => ({
					from,
					...sample.quantiles(),
					longWaits: sample.longWaits,
					tickets: sample.tickets
				}))
				.sort((a, b) => (a.from < b.from ? -1 : 1))
		};
	}
}

/** The mean of replications, figure by figure. */
export function meanFigures(replications: readonly Figures[]): Figures {
	const over = (value: (figures: Figures) => number | null) => mean(replications.map(value));
	const halves = new Map<string, HalfFigures[]>();
	for (const half of replications.flatMap((each) => each.halves)) {
		halves.set(half.from, [...(halves.get(half.from) ?? []), half]);
	}
	return {
		p50: over((each) => each.p50),
		p90: over((each) => each.p90),
		longWaits: over((each) => each.longWaits) ?? 0,
		served: over((each) => each.served) ?? 0,
		abandoned: over((each) => each.abandoned) ?? 0,
		noShow: over((each) => each.noShow) ?? 0,
		diverted: over((each) => each.diverted) ?? 0,
		halves: [...halves]
			.map(([from, list]) => ({
				from,
				p50: mean(list.map((half) => half.p50)),
				p90: mean(list.map((half) => half.p90)),
				longWaits: sum(list.map((half) => half.longWaits)) / replications.length,
				tickets: sum(list.map((half) => half.tickets)) / replications.length
			}))
			.sort((a, b) => (a.from < b.from ? -1 : 1))
	};
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
