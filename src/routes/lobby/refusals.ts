/** What was refused and nobody has read yet, kept on the tablet over a reload; of the business day. Browser only. */
import type { Refusal } from './outbox.svelte.ts';

const keyOf = (branch: string, person: string) => `foyer.refused.${branch}.${person}`;

export function keepRefused(
	branch: string,
	person: string,
	day: string,
	refusals: readonly Refusal[]
): void {
	try {
		if (refusals.length === 0) return localStorage.removeItem(keyOf(branch, person));
		const plain = refusals.map((refusal) => {
			// Whose ticket it was to be is not needed to say that there is none.
			const { customer: _, ...data } = refusal.act.data;
			return { ...refusal, act: { ...refusal.act, data } };
		});
		localStorage.setItem(keyOf(branch, person), JSON.stringify({ day, refusals: plain }));
	} catch {
		// Storage may be switched off: then it is kept for as long as the page is.
	}
}

export function recallRefused(branch: string, person: string, day: string): Refusal[] {
	try {
		const kept = JSON.parse(localStorage.getItem(keyOf(branch, person)) ?? 'null') as {
			day: string;
			refusals: Refusal[];
		} | null;
		return kept?.day === day ? kept.refusals : [];
	} catch {
		return [];
	}
}
