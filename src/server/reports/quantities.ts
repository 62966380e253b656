/** Nearest rank over exact values, ascending; null: there is none. */
export function nearestRank(sorted: readonly number[], p: number): number | null {
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}

export function meanOf(values: readonly number[]): number | null {
	return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Seconds of milliseconds, to the millisecond. */
export function seconds(ms: number): number;
export function seconds(ms: number | null): number | null;
export function seconds(ms: number | null): number | null {
	return ms === null ? null : Math.round(ms) / 1000;
}

/** Null: of nothing. */
export function share(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}
