import { refuse, type Refusal } from '../refusal.ts';

/** Screens offer it for ten seconds; what is tapped in the last of them is still heard. Milliseconds. */
export const UNDO = 15_000;

/** Whether what was told at an instant may be taken back at another. */
export function judgeUndo(told: { at: number } | undefined, at: number): Refusal | null {
	if (told === undefined) {
		return refuse('nothing_to_undo', 'There is nothing of yours to take back here.');
	}
	if (at - told.at <= UNDO) return null;
	return refuse(
		'undo_too_late',
		'It can be taken back for ten seconds; tell what is right instead.'
	);
}
