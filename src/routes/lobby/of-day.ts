/** Lists that a tablet keeps over a reload, of one person and one business day. Browser only. */
const keyOf = (what: string, branch: string, person: string) => `foyer.${what}.${branch}.${person}`;

/** An empty list is forgotten. */
export function keepOfDay<T>(
	what: string,
	branch: string,
	person: string,
	day: string,
	list: readonly T[]
): void {
	try {
		const key = keyOf(what, branch, person);
		if (list.length === 0) return localStorage.removeItem(key);
		localStorage.setItem(key, JSON.stringify({ day, list }));
	} catch {
		// Storage may be switched off: then it is kept for as long as the page is.
	}
}

export function recallOfDay<T>(what: string, branch: string, person: string, day: string): T[] {
	try {
		const text = localStorage.getItem(keyOf(what, branch, person)) ?? 'null';
		const kept = JSON.parse(text) as { day: string; list: T[] } | null;
		return kept?.day === day ? kept.list : [];
	} catch {
		return [];
	}
}
