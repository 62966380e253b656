/**
 * The top of a y axis that does not breathe with its data: `least` until it is exceeded, then the next whole
 * step above the largest value.
 */
export function ceiling(largest: number, least: number, step = 10): number {
	if (!(largest > least)) return least;
	return Math.ceil(largest / step) * step;
}
