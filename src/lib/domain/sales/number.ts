import { refuse, type Refusal } from '../refusal.ts';
import { findTicket, type BranchState } from '../state.ts';

/** Nobody may be left out, but whoever is named must have been here. */
export function unknownNumber(
	state: BranchState,
	number: string | undefined,
	at: number
): Refusal | null {
	if (number === undefined || findTicket(state, number, at) !== undefined) return null;
	return refuse('unknown_ticket', `No ticket ${number} is known on that business day.`);
}
