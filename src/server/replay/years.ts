/** No log goes on for longer: rows whose months go back more often than that stand in no order of date. */
const MOST_YEARS = 30;

/**
 * The years of rows that tell their month alone (1 to 12). Where they stand in order of date, a year begins whenever the
 * month goes back (`inferred`); in any other order nothing tells it, and all are of the first (`assumed`).
 */
export function yearsOf(
	rows: readonly { month: number }[],
	first: number
): { of: number[]; told: 'inferred' | 'assumed' } {
	let year = first;
	const of = rows.map(({ month }, index) => {
		if (month < (rows[index - 1]?.month ?? 0)) year += 1;
		return year;
	});
	if (year - first < MOST_YEARS) return { of, told: 'inferred' };
	return { of: rows.map(() => first), told: 'assumed' };
}
