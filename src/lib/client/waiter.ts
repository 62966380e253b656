/** Somebody who waits: the place in which line, and why. Pure; words are the messages' business. */
import type { Place } from '../domain/queue/line.ts';
import type { BranchRow, PromptRow, ServiceRow, TicketRow } from '../protocol/index.ts';
import { expectedCall } from './left.ts';
import { linesIn } from './lines.ts';
import type { LineRows } from './lines.ts';
import { waitLimits } from './limits.ts';
import type { WaitLimits } from './limits.ts';

/** The rows that waiting lists are made of. */
export interface WaiterRows extends LineRows {
	branch: BranchRow;
	prompts: Readonly<Record<string, PromptRow>>;
}

export function isInLobby(ticket: TicketRow): boolean {
	return ticket.state === 'waiting' || ticket.state === 'parked';
}

/** A ticket, where it stands, and who is with its customer. */
export interface Standing {
	ticket: TicketRow;
	/** Null for who is parked, called or being served: they stand in no line. */
	place: Place | null;
	limits: WaitLimits;
	/** Who has the customer. */
	follower: string | undefined;
	/** Whether a prompt about the customer is open or taken. */
	prompted: boolean;
}

/** One person of a waiting list. */
export interface Waiter extends Standing {
	service: ServiceRow | undefined;
	/** When the call is expected, never before that of a place further ahead; Infinity where nobody can say. */
	due: number;
}

/** Everybody not over, by service; those in line with their place. */
export function waitersOf(rows: WaiterRows): Waiter[] {
	const { places, dues } = placesIn(rows);
	const talks = Object.values(rows.prompts).filter(({ kind }) => kind === 'engage');
	const prompts = new Map(talks.map((prompt) => [prompt.ticket, prompt]));
	return Object.values(rows.tickets).map((ticket) => {
		const service = rows.services[ticket.service];
		return {
			ticket,
			service,
			place: places.get(ticket.id) ?? null,
			due: dues.get(ticket.id) ?? Infinity,
			limits: waitLimits(rows.branch, service),
			follower: prompts.get(ticket.id)?.assignee,
			prompted: prompts.has(ticket.id)
		};
	});
}

function placesIn(rows: LineRows): { places: Map<string, Place>; dues: Map<string, number> } {
	const places = new Map<string, Place>();
	const dues = new Map<string, number>();
	for (const line of linesIn(rows).values()) {
		let ahead = -Infinity;
		for (const place of line) {
			places.set(place.id, place);
			const call = expectedCall(rows.tickets[place.id] as TicketRow);
			// Estimates are told when they have changed enough: a neighbour's may be older, and no line is unsorted by it.
			if (call !== Infinity) ahead = Math.max(ahead, call);
			dues.set(place.id, ahead === -Infinity ? call : ahead);
		}
	}
	return { places, dues };
}

/** Why somebody stands at a place, the parts that are worth saying, in the order to say them. */
export type Reason =
	| { code: 'called' | 'serving'; counter: string | undefined }
	| { code: 'parked' }
	| { code: 'place'; n: number }
	| { code: 'followed'; staff: string }
	| { code: 'form_needed' | 'form_faults' | 'talked' }
	| {
			code:
				| 'vip'
				| 'priority'
				| 'aged'
				| 'returned'
				| 'requeued'
				| 'transferred'
				| 'moved_first'
				| 'moved_last'
				| 'first_come';
	  }
	| { code: 'passes' | 'yields'; n: number };

export function reasonsOf(
	{ ticket, place, follower, prompted, limits }: Standing,
	now: number
): Reason[] {
	if (ticket.state === 'called' || ticket.state === 'serving') {
		return [{ code: ticket.state, counter: ticket.counter }];
	}
	const reasons: Reason[] = [];
	if (ticket.state === 'parked') reasons.push({ code: 'parked' });
	else if (place) reasons.push({ code: 'place', n: place.place });
	for (const { code } of ticket.why) {
		if (code !== 'first_come' && code !== 'parked') reasons.push({ code });
	}
	if (place && place.passes > 0) reasons.push({ code: 'passes', n: place.passes });
	if (place && place.yields > 0) reasons.push({ code: 'yields', n: place.yields });
	if (ticket.form === 'needed') reasons.push({ code: 'form_needed' });
	else if (ticket.form === 'faults') reasons.push({ code: 'form_faults' });
	if (follower !== undefined) reasons.push({ code: 'followed', staff: follower });
	// Past the long wait without a prompt: somebody has talked to them already.
	else if (!prompted && now - ticket.issuedAt > limits.long * 1000)
		reasons.push({ code: 'talked' });
	if (reasons.length === 1 && place) reasons.push({ code: 'first_come' });
	return reasons;
}

/**
 * Whether somebody is expected to pass the long wait and has not yet. Who is parked waits for whoever parked them,
 * and no estimate is about that.
 */
export function isLikelyLong({ ticket, limits }: Waiter, now: number): boolean {
	return (
		ticket.likely === true &&
		ticket.state === 'waiting' &&
		now - ticket.issuedAt <= limits.long * 1000
	);
}
