/**
 * What was done at a station and is not answered, kept on the device itself: a page that is loaded anew without a
 * connection in between must not forget it. Only for the business day: a ticket does not outlive it. Browser only.
 */
import type { KeptAct } from './acts.svelte.ts';

const keyOf = (branch: string, person: string) => `foyer.unsent.${branch}.${person}`;

/** `person`: whose it is; nobody else sends it in their name. */
export function keepUnsent(
	branch: string,
	person: string,
	day: string,
	acts: readonly KeptAct[]
): void {
	try {
		if (acts.length === 0) return localStorage.removeItem(keyOf(branch, person));
		const plain = acts.map(({ id, type, subject, data, tappedAt }): KeptAct => ({
			...{ id, type, data, tappedAt },
			...(subject !== undefined && { subject })
		}));
		localStorage.setItem(keyOf(branch, person), JSON.stringify({ day, acts: plain }));
	} catch {
		// Storage may be switched off: then it is kept for as long as the page is.
	}
}

export function recallUnsent(branch: string, person: string, day: string): KeptAct[] {
	try {
		const kept = JSON.parse(localStorage.getItem(keyOf(branch, person)) ?? 'null') as {
			day: string;
			acts: KeptAct[];
		} | null;
		return kept?.day === day ? kept.acts : [];
	} catch {
		return [];
	}
}
