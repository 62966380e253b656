/** What was refused and nobody has read yet, kept on the tablet over a reload; of the business day. Browser only. */
import { keepOfDay, recallOfDay } from './of-day.ts';
import type { Refusal } from './outbox.svelte.ts';

export function keepRefused(
	branch: string,
	person: string,
	day: string,
	refusals: readonly Refusal[]
): void {
	const plain = refusals.map((refusal) => {
		// Whose ticket it was to be is not needed to say that there is none.
		const { customer: _, ...data } = refusal.act.data;
		return { ...refusal, act: { ...refusal.act, data } };
	});
	keepOfDay('refused', branch, person, day, plain);
}

export function recallRefused(branch: string, person: string, day: string): Refusal[] {
	return recallOfDay<Refusal>('refused', branch, person, day);
}
