/** Which counter the pad stands at, kept on the pad itself. Browser only. */
const keyOf = (branch: string) => `foyer.rating.${branch}`;

export function recallCounter(branch: string): string | null {
	try {
		return localStorage.getItem(keyOf(branch));
	} catch {
		return null;
	}
}

export function rememberCounter(branch: string, counter: string): void {
	try {
		localStorage.setItem(keyOf(branch), counter);
	} catch {
		// Storage may be switched off: then it is asked again after each start, or stands in the address.
	}
}
