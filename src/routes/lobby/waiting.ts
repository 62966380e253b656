/** The waiting list: who stands where in which line, and why. Pure; words are the messages' business. */
import { expectedCall } from '#lib/client/left.ts';
import { waitLimits } from '#lib/client/limits.ts';
import type { WaitLimits } from '#lib/client/limits.ts';
import { lineOf } from '#lib/domain/queue/line.ts';
import type { Place } from '#lib/domain/queue/line.ts';
import type { ServiceRow, TicketRow } from '#lib/protocol/index.ts';
import { isInLobby } from './tasks.ts';
import type { Rows } from './tasks.ts';

/** One person of the list. */
export interface Waiter {
	ticket: TicketRow;
	service: ServiceRow | undefined;
	/** Null for who is parked, called or being served: they stand in no line. */
	place: Place | null;
	/** When the call is expected, never before that of a place further ahead; Infinity where nobody can say. */
	due: number;
	limits: WaitLimits;
	/** Who has the customer. */
	follower: string | undefined;
	/** Whether a prompt about the customer is open or taken. */
	prompted: boolean;
}

/** Everybody not over, by service; those in line with their place. */
export function waitersOf(rows: Rows): Waiter[] {
	const { places, dues } = linesIn(rows);
	const prompts = new Map(Object.values(rows.prompts).map((prompt) => [prompt.ticket, prompt]));
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

function linesIn(rows: Rows): { places: Map<string, Place>; dues: Map<string, number> } {
	const lines = new Map<string, TicketRow[]>();
	for (const ticket of Object.values(rows.tickets)) {
		if (ticket.state !== 'waiting') continue;
		const line = lines.get(ticket.service) ?? [];
		line.push(ticket);
		lines.set(ticket.service, line);
	}
	const places = new Map<string, Place>();
	const dues = new Map<string, number>();
	for (const [service, line] of lines) {
		const run = rows.services[service]?.run ?? 0;
		let ahead = -Infinity;
		for (const place of lineOf(line, rows.branch, run)) {
			places.set(place.id, place);
			const call = expectedCall(rows.tickets[place.id] as TicketRow);
			// Estimates are told when they have changed enough: a neighbour's may be older, and no line is unsorted by it.
			if (call !== Infinity) ahead = Math.max(ahead, call);
			dues.set(place.id, ahead === -Infinity ? call : ahead);
		}
	}
	return { places, dues };
}

/** A service's tab. `service` null: all of them. */
export interface Tab {
	service: ServiceRow | null;
	people: number;
}

export function tabsOf(services: Record<string, ServiceRow>, waiters: Waiter[]): Tab[] {
	const waiting = waiters.filter(({ ticket }) => isInLobby(ticket));
	const tabs = Object.values(services).map((service): Tab => ({
		service,
		people: waiting.filter(({ ticket }) => ticket.service === service.id).length
	}));
	return [{ service: null, people: waiting.length }, ...tabs];
}

/** Those of one service who wait, or of all; a search looks everywhere, also at the counters. */
export function listed(waiters: Waiter[], service: string | null, search: string): Waiter[] {
	const asked = plain(search);
	const found =
		asked === ''
			? waiters.filter(
					({ ticket }) => isInLobby(ticket) && (service === null || ticket.service === service)
				)
			: waiters.filter(({ ticket }) => plain(ticket.number).includes(asked));
	return found.sort(byPlace);
}

/** As people say numbers: `a51`, `A 051` and `A051` are one. */
function plain(number: string): string {
	return number
		.toUpperCase()
		.replace(/[^0-9A-Z\u00c0-\uffff]/g, '')
		.replace(/(?<!\d)0+(?=\d)/g, '');
}

/**
 * By when the call comes where that is known, which no passing of time reorders; else by place: the first of every
 * line, then the second.
 */
function byPlace(a: Waiter, b: Waiter): number {
	const rank = (waiter: Waiter) => waiter.place?.place ?? Infinity;
	return (
		order(a.due, b.due) ||
		order(rank(a), rank(b)) ||
		a.ticket.issuedAt - b.ticket.issuedAt ||
		(a.ticket.id < b.ticket.id ? -1 : 1)
	);
}

function order(a: number, b: number): number {
	return a === b ? 0 : a < b ? -1 : 1;
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
	{ ticket, place, follower, prompted, limits }: Waiter,
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

/** The latest calls, newest first: where the lobby manager sends people. */
export function latestCalls(tickets: Record<string, TicketRow>, most: number): TicketRow[] {
	return Object.values(tickets)
		.filter(({ state }) => state === 'called')
		.sort((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0) || (a.id < b.id ? -1 : 1))
		.slice(0, most);
}
