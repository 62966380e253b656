const DEEPEST = 8;
const MOST_VALUES = 1_000;

/** Whether a message is small and flat enough for everything behind it to walk through. Walks without recursion. */
export function isFlat(message: unknown): boolean {
	const open: { value: unknown; depth: number }[] = [{ value: message, depth: 0 }];
	let seen = 0;
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (typeof next.value !== 'object' || next.value === null) continue;
		if (next.depth >= DEEPEST || Buffer.isBuffer(next.value)) return false;
		for (const value of Object.values(next.value)) {
			seen += 1;
			if (seen > MOST_VALUES) return false;
			open.push({ value, depth: next.depth + 1 });
		}
	}
	return true;
}
