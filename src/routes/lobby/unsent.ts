/**
 * What was done here and is not answered, kept on the tablet itself: a page that is loaded anew without a
 * connection in between must not forget it. Only for the business day: a prompt does not outlive it. Browser only.
 */
import type { ActRequest } from '#lib/protocol/index.ts';

const keyOf = (branch: string, person: string) => `foyer.unsent.${branch}.${person}`;

/** `person`: whose it is; nobody else sends it in their name. */
export function keepUnsent(
	branch: string,
	person: string,
	day: string,
	acts: readonly ActRequest[]
): void {
	try {
		if (acts.length === 0) return localStorage.removeItem(keyOf(branch, person));
		const plain = acts.map(({ id, type, subject, data }) => ({ id, type, subject, data }));
		localStorage.setItem(keyOf(branch, person), JSON.stringify({ day, acts: plain }));
	} catch {
		// Storage may be switched off: then it is kept for as long as the page is.
	}
}

export function recallUnsent(branch: string, person: string, day: string): ActRequest[] {
	try {
		const kept = JSON.parse(localStorage.getItem(keyOf(branch, person)) ?? 'null') as {
			day: string;
			acts: ActRequest[];
		} | null;
		return kept?.day === day ? kept.acts : [];
	} catch {
		return [];
	}
}
