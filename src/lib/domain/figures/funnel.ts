import { isEngageRule } from '../engagement/rules/index.ts';
import type { Ticket } from '../queue/ticket.ts';

type Steps = Pick<Ticket, 'raised' | 'windowUsed' | 'talkInterest' | 'referral' | 'sales'>;
type PitchSteps = Pick<Ticket, 'pitched' | 'pitchInterest' | 'sales'>;

/** How many steps of `FUNNEL` (steps.ts) a ticket reached, 0 to 6. */
export function reachedBy(ticket: Steps): number {
	return leading([
		ticket.raised.some(isEngageRule),
		ticket.windowUsed,
		ticket.talkInterest,
		ticket.referral >= 1,
		ticket.referral >= 2,
		ticket.referral === 3 || ticket.sales > 0
	]);
}

/** How many steps of `PITCH_FUNNEL`, 0 to 3. */
export function pitchReachedBy(ticket: PitchSteps): number {
	return leading([ticket.pitched, ticket.pitchInterest, ticket.sales > 0]);
}

function leading(steps: readonly boolean[]): number {
	const stop = steps.indexOf(false);
	return stop === -1 ? steps.length : stop;
}
