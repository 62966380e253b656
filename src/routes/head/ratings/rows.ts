/** What customers said, by service or counter. Pure. */
import { FEWEST_FOR_A_SHARE } from '#lib/client/format.ts';
import type { StatRow } from '../results/stats.ts';

/** A row of `/stats`, as far as it is about this. */
export type RatedRow = Pick<StatRow, 'key' | 'finished' | 'rated' | 'meanScore'>;

export interface Rating {
	key: string;
	rated: number;
	finished: number;
	/** Of fewer than five no mean is given. */
	mean: number | null;
}

/** One for each of `keys`, which keep their places; 0 where nobody said anything. */
export function ratingsOf(rows: readonly RatedRow[], keys: readonly string[]): Rating[] {
	const byKey = new Map(rows.map((row) => [row.key, row]));
	return keys.map((key) => ratingOf(key, byKey.get(key)));
}

function ratingOf(key: string, row: RatedRow | undefined): Rating {
	const rated = row?.rated ?? 0;
	const enough = rated >= FEWEST_FOR_A_SHARE;
	return {
		key,
		rated,
		finished: row?.finished ?? 0,
		mean: enough ? (row?.meanScore ?? null) : null
	};
}

/** All of them together: means are of customers, not of services. */
export function allRatings(rows: readonly RatedRow[]): Rating {
	const sum = (of: (row: RatedRow) => number) => rows.reduce((total, row) => total + of(row), 0);
	const rated = sum((row) => row.rated);
	const scores = sum(({ rated: count, meanScore }) => count * (meanScore ?? 0));
	return ratingOf('', {
		key: '',
		rated,
		finished: sum((row) => row.finished),
		meanScore: rated === 0 ? null : scores / rated
	});
}

/** The one with the lowest mean, when there is more than one to compare. */
export function lowest(ratings: readonly Rating[]): (Rating & { mean: number }) | null {
	const known = ratings.filter((one): one is Rating & { mean: number } => one.mean !== null);
	if (known.length < 2) return null;
	return known.reduce((least, one) => (one.mean < least.mean ? one : least));
}

/** `4.6`. */
export function meanText(mean: number | null): string {
	return mean === null ? '' : mean.toFixed(1);
}
