import type { Ticket } from '../queue/ticket.ts';
import { dayOf, type BranchState } from '../state.ts';

/** Whether a wealth manager has met the holder of a ticket: what the visit was for may be done without a counter. */
export function wasMet(state: BranchState, { day, number }: Ticket): boolean {
	const referrals = dayOf(state, { day }).referrals.values();
	return referrals.some((referral) => referral.number === number && referral.met);
}
