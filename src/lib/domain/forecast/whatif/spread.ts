/** A value with the span that it lies in four times of five. Null where nothing was counted. */
export interface Spread {
	value: number | null;
	low: number | null;
	high: number | null;
}

/** Four times of five: what a person on a floor can act on; nine of ten and more look like a shrug. */
export const CONFIDENCE = 0.8;

const NOTHING: Spread = { value: null, low: null, high: null };

/** Nearest rank of values in order: the smallest that at least the share `p` does not exceed. */
export function nearestRank(sorted: ArrayLike<number>, p: number): number | null {
	if (sorted.length === 0) return null;
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] as number;
}

/** The mean of those that are there. */
export function mean(values: readonly (number | null)[]): number | null {
	const known = values.filter((value) => value !== null);
	if (known.length === 0) return null;
	return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The mean of replications and where four of five lie. */
export function spreadOf(values: readonly (number | null)[]): Spread {
	const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
	const value = mean(sorted);
	if (value === null) return NOTHING;
	const tail = (1 - CONFIDENCE) / 2;
	return {
		value,
		low: Math.min(value, nearestRank(sorted, tail) as number),
		high: Math.max(value, nearestRank(sorted, 1 - tail) as number)
	};
}

/** The spread of a change, widened by how much the model is off where the truth is known (0.1: a tenth). */
export function widened(spread: Spread, off: number): Spread {
	const { value, low, high } = spread;
	if (value === null || low === null || high === null) return spread;
	const error = off * Math.abs(value);
	return {
		value,
		low: value - Math.hypot(value - low, error),
		high: value + Math.hypot(high - value, error)
	};
}
