/** What is left of a wait, by the branch's clock. Pure. */
import type { TicketRow } from '../protocol/index.ts';

const MINUTE = 60_000;

/** Whole minutes until the call: surely so many, and at most so many by what is known. */
export interface Left {
	low: number;
	high: number;
}

type Waiting = Pick<TicketRow, 'state' | 'issuedAt' | 'estimate'>;

/**
 * Rounded outwards. Past its range the customer is called any moment: 0 to 1. Null where nobody can say: no counter
 * is open, the call has been, or the ticket is parked and waits for whoever parked it.
 */
export function leftOf(ticket: Waiting, now: number): Left | null {
	const { estimate, issuedAt, state } = ticket;
	if (estimate === null || state !== 'waiting') return null;
	const until = (seconds: number) => (issuedAt + seconds * 1000 - now) / MINUTE;
	const low = Math.max(0, Math.floor(until(estimate.low)));
	return { low, high: Math.max(1, low, Math.ceil(until(estimate.high))) };
}

/** The figure beside a window bar, whose ten cells are full from ten minutes on. */
export function besideBar(low: number, unit = ''): string {
	return low >= 10 ? '10+' : `${low}${unit}`;
}

/** The instant before which the ticket is surely not called; unlike what is left it stays as time passes. */
export function earliestCall(ticket: Waiting): number {
	return callAt(ticket, 'low');
}

/** The instant at which the ticket's call is expected. */
export function expectedCall(ticket: Waiting): number {
	return callAt(ticket, 'wait');
}

function callAt({ estimate, issuedAt, state }: Waiting, which: 'low' | 'wait'): number {
	return estimate === null || state !== 'waiting' ? Infinity : issuedAt + estimate[which] * 1000;
}
