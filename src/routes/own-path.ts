/**
 * A path of ours that an address asks to go on to, or the start page: nothing that a browser could read as
 * another host (`//host`, `/\host`, and both with characters in between that browsers leave out).
 */
export function ownPath(asked: string | null | undefined): string {
	// eslint-disable-next-line no-control-regex -- browsers strip tabs and line breaks from addresses
	return asked && /^\/(?!\/)[^\\\u0000-\u001f\u007f]*$/.test(asked) ? asked : '/';
}
