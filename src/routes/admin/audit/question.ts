/** What an address asks of the audit: the same for the page and for its export. */
export function questionOf(url: URL) {
	const given = (name: string) => url.searchParams.get(name)?.trim() || undefined;
	const before = Number(given('before') ?? NaN);
	return {
		text: given('text')?.slice(0, 200),
		kind: given('kind'),
		person: given('person')?.toLowerCase(),
		branch: given('branch') ?? null,
		from: given('from'),
		to: given('to'),
		before: Number.isSafeInteger(before) ? before : undefined
	};
}
