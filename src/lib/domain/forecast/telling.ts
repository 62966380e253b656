import type { EstimateBasis } from '../../protocol/index.ts';
import type { Ticket } from '../queue/ticket.ts';

/** A warning that comes later than so long before the limit helps nobody. Milliseconds. */
const EARLY = 120_000;
/** A warning is taken back only when the wait is expected to stay so far under the limit. */
const TAKEN_BACK = 0.85;

/** What a ticket of a service is told that would be issued now; seconds. */
export interface ServiceEstimate {
	low: number;
	high: number;
	basis: EstimateBasis;
}

/** How far an estimate may be off before it is worth saying so, seconds: what jumps about is not believed. */
function slackOf(left: number): number {
	return Math.max(20, 0.15 * left);
}

/** The lower end of a range: no wait is shorter than none. Seconds; `error` in parts of `scale`. */
export function lowOf(wait: number, error: number, scale: number): number {
	return Math.max(0, Math.min(wait, wait + error * scale));
}

/** Its upper end: nobody is called sooner than in a second. */
export function highOf(wait: number, error: number, scale: number): number {
	return Math.max(wait + error * scale, wait, 1);
}

/**
 * Sets a ticket's estimate where the one before has become wrong enough to say so; whether it did. `left` of the wait,
 * in a range; all in seconds.
 */
export function tellTicket(
	ticket: Ticket,
	waited: number,
	left: number,
	low: number,
	high: number
): boolean {
	const { estimate } = ticket;
	const slack = slackOf(left);
	if (
		estimate !== null &&
		Math.abs(estimate.wait - waited - left) <= slack &&
		Math.abs(estimate.low - waited - low) <= slack &&
		Math.abs(estimate.high - waited - high) <= 2 * slack
	) {
		return false;
	}
	ticket.estimate = {
		wait: Math.round(waited + left),
		low: Math.round(waited + low),
		high: Math.ceil(waited + high)
	};
	return true;
}

/** There is nobody who could call: no number is made up. */
export function tellNothing(ticket: Ticket): boolean {
	if (ticket.estimate === null) return false;
	ticket.estimate = null;
	ticket.likely = false;
	ticket.likelySince = null;
	return true;
}

/**
 * Warns of a long wait, or takes the warning back; whether that changed. `wait` and `limit` in seconds; `warnedAt` is
 * set when anybody could still have done something.
 */
export function warn(ticket: Ticket, wait: number, limit: number, at: number): boolean {
	const before = ticket.likely;
	ticket.likely = wait > (before ? TAKEN_BACK * limit : limit);
	if (ticket.likely !== before) ticket.likelySince = ticket.likely ? at : null;
	if (ticket.likely && ticket.warnedAt === null && at <= ticket.issuedAt + limit * 1000 - EARLY) {
		ticket.warnedAt = at;
	}
	return ticket.likely !== before;
}

/** The one to go on telling: the one before, unless the next says something else. */
export function tellService(
	before: ServiceEstimate | null,
	next: ServiceEstimate,
	wait: number
): ServiceEstimate {
	if (before === null) return next;
	const slack = slackOf(wait);
	const same =
		before.basis.ahead === next.basis.ahead &&
		before.basis.counters === next.basis.counters &&
		Math.abs(before.low - next.low) <= slack &&
		Math.abs(before.high - next.high) <= slack;
	return same ? before : next;
}
