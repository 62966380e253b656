/** Two shares between which the true one lies, from 0 to 1. */
export interface Interval {
	low: number;
	high: number;
}

/** The 97.5 % point of the normal distribution: what lies within it on both sides is 95 %. */
const Z95 = 1.959963984540054;

/**
 * The score interval of a share: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
 * Inference", Journal of the American Statistical Association 22 (1927), 209-212. Unlike the usual one it stays
 * within 0 and 1, and is honest where there are few, or none at all of a kind. Null of an empty whole.
 */
export function wilson(part: number, whole: number, z = Z95): Interval | null {
	if (whole <= 0) return null;
	const share = Math.min(1, Math.max(0, part / whole));
	const squared = (z * z) / whole;
	const middle = (share + squared / 2) / (1 + squared);
	const spread =
		(z / (1 + squared)) * Math.sqrt((share * (1 - share)) / whole + squared / (4 * whole));
	return { low: Math.max(0, middle - spread), high: Math.min(1, middle + spread) };
}
