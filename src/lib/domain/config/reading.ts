/** What can be read of a file that may be wrong in any way. */
export type Entry = Record<string, unknown>;

/** A key as a part of a JSON pointer. */
export function escaped(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function entryOf(value: unknown): Entry | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Entry)
		: null;
}

export function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

export function each(
	value: unknown,
	path: string,
	visit: (entry: Entry, at: string) => void
): void {
	list(value).forEach((item, index) => {
		const entry = entryOf(item);
		if (entry !== null) visit(entry, `${path}/${index}`);
	});
}
