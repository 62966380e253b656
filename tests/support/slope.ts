/** The slope of the line nearest to the points by least squares: units of `y` for each unit of `x`. */
export function slope(x: readonly number[], y: readonly number[]): number {
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const [atX, atY] = [mean(x), mean(y)];
	let shared = 0;
	let spread = 0;
	for (const [index, value] of x.entries()) {
		shared += (value - atX) * ((y[index] as number) - atY);
		spread += (value - atX) ** 2;
	}
	return shared / spread;
}
