import { SortedValues } from '../figures/waits.ts';

/** The share of actual waits that a range is to hold, half of the rest on either side. */
export const INSIDE = 0.8;
const BELOW = (1 - INSIDE) / 2;

/** Errors kept of each group: enough for a tenth to be known, few enough to follow a branch that changes. */
const KEPT = 300;
/** Until a group has so many, the errors of all groups speak for it. */
const ENOUGH = 40;
/** And before anything is known: a wait turns out 0.6 parts shorter to 0.7 longer. */
const UNKNOWN: readonly [number, number] = [-0.6, 0.7];
const FEW = 10;

/** The last errors, in order of size and of arrival. */
class Errors {
	readonly #last: number[] = [];
	readonly #sorted = new SortedValues();

	get count(): number {
		return this.#last.length;
	}

	add(error: number): void {
		this.#last.push(error);
		this.#sorted.add(error);
		if (this.#last.length > KEPT) this.#sorted.remove(this.#last.shift() as number);
	}

	/** The range that held four of five of them; linear between the ranks, which few errors need. */
	range(): readonly [number, number] {
		return [this.#between(BELOW), this.#between(1 - BELOW)];
	}

	#between(p: number): number {
		// The rank of a quantile in n values lies at p (n + 1): the next value falls below it with chance p.
		const n = this.#sorted.count;
		const rank = Math.min(Math.max(p * (n + 1), 1), n);
		const low = this.#sorted.quantile((Math.floor(rank) - 0.5) / n) as number;
		const high = this.#sorted.quantile((Math.min(Math.floor(rank) + 1, n) - 0.5) / n) as number;
		return low + (rank - Math.floor(rank)) * (high - low);
	}

	freeze(): number[] {
		return [...this.#last];
	}
}

/**
 * How far estimates have been off, by place in line, as parts of the wait that was expected: what holds four of five
 * of the last errors will hold about four of five of the next (split conformal prediction, Vovk et al. 2005; the
 * window lets it follow drift).
 */
export class Ranges {
	readonly #all = new Errors();
	readonly #groups = [0, 1, 2, 3, 4, 5].map(() => new Errors());
	#known: Float64Array | null = null;

	/** `error`: actual less expected, in parts of the scale that `range` is multiplied by. */
	add(place: number, error: number): void {
		this.#known = null;
		this.#all.add(error);
		(this.#groups[groupOf(place)] as Errors).add(error);
	}

	/** Lowest error that is to be expected at a place. */
	under(place: number): number {
		return this.#bounds()[groupOf(place) * 2] as number;
	}

	/** Highest error that is to be expected at a place. */
	over(place: number): number {
		return this.#bounds()[groupOf(place) * 2 + 1] as number;
	}

	/** By group: lowest and highest. Asked for at every wait of every event, and changed by a wait that has ended. */
	#bounds(): Float64Array {
		if (this.#known !== null) return this.#known;
		const known = new Float64Array(this.#groups.length * 2);
		const all = this.#all.count >= FEW ? this.#all.range() : UNKNOWN;
		for (const [index, group] of this.#groups.entries()) {
			known.set(group.count >= ENOUGH ? group.range() : all, index * 2);
		}
		return (this.#known = known);
	}

	freeze(): number[][] {
		return [this.#all, ...this.#groups].map((errors) => errors.freeze());
	}

	thaw(frozen: number[][]): void {
		for (const [index, errors] of [this.#all, ...this.#groups].entries()) {
			for (const error of frozen[index] ?? []) errors.add(error);
		}
	}
}

/** Places further behind are told apart less. */
function groupOf(place: number): number {
	if (place <= 3) return place <= 1 ? 0 : place <= 2 ? 1 : 2;
	return place <= 5 ? 3 : place <= 8 ? 4 : 5;
}
