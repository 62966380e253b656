/** A key as a part of a JSON pointer (RFC 6901). */
export function escapeKey(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The pointer of a key or index below another. */
export function under(pointer: string, key: string | number): string {
	return `${pointer}/${typeof key === 'number' ? key : escapeKey(key)}`;
}

/** The keys of a pointer, unescaped; none for the whole document. */
export function keysOf(pointer: string): string[] {
	return pointer
		.split('/')
		.slice(1)
		.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
