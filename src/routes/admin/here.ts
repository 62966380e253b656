/** The query of this page with some parameters changed (null: taken out), for a link or a form's address. */
export function here(
	url: URL,
	changes: Readonly<Record<string, string | null>>,
	action?: string
): string {
	const kept = [...url.searchParams].filter(
		([key]) => !key.startsWith('/') && key !== 'lang' && !(key in changes)
	);
	const added = Object.entries(changes).filter(
		(entry): entry is [string, string] => entry[1] !== null
	);
	const query = new URLSearchParams([...kept, ...added]).toString();
	// SvelteKit knows the action by the first parameter, whose name begins with a slash.
	return action === undefined ? `?${query}` : `?/${action}${query === '' ? '' : `&${query}`}`;
}
