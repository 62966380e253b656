/** Nearest rank. NaN: there is none. */
export function quantile(values: readonly number[], p: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Milliseconds of a clock that all processes of this machine share. */
export function sharedNow(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
