/**
 * What was said to a customer at this counter. No row tells it back, so the page remembers it for as long as the
 * browser's tab is open. Browser only.
 */
export interface Note {
	/** The customer was told how long it takes. */
	told?: true;
	/** The result of the pitch. */
	pitch?: string;
}

export type Notes = Readonly<Record<string, Note>>;

const keyOf = (branch: string, counter: string) => `foyer.counter.${branch}.${counter}`;

export function keepNotes(branch: string, counter: string, day: string, notes: Notes): void {
	try {
		sessionStorage.setItem(keyOf(branch, counter), JSON.stringify({ day, notes }));
	} catch {
		// Storage may be switched off: then it is remembered for as long as the page is.
	}
}

/** A number is another customer's on another day. */
export function recallNotes(branch: string, counter: string, day: string): Notes {
	try {
		const kept = JSON.parse(sessionStorage.getItem(keyOf(branch, counter)) ?? 'null') as {
			day: string;
			notes: Notes;
		} | null;
		return kept?.day === day ? kept.notes : {};
	} catch {
		return {};
	}
}
