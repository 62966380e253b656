/** The waiting list: who stands where in which line, by tab and search. Pure; words are the messages' business. */
import { isInLobby } from '#lib/client/waiter.ts';
import type { Waiter } from '#lib/client/waiter.ts';
import type { ServiceRow, TicketRow } from '#lib/protocol/index.ts';
import { found, plain } from './search.ts';
import type { TagWords } from './search.ts';

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
export function listed(
	waiters: Waiter[],
	service: string | null,
	search: string,
	services: Readonly<Record<string, ServiceRow>> = {},
	tags: TagWords = {}
): Waiter[] {
	const matching =
		plain(search) === ''
			? waiters.filter(
					({ ticket }) => isInLobby(ticket) && (service === null || ticket.service === service)
				)
			: waiters.filter((waiter) => found(waiter, search, services, tags));
	return matching.sort(byPlace);
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

/** The latest calls, newest first: where the lobby manager sends people. */
export function latestCalls(tickets: Record<string, TicketRow>, most: number): TicketRow[] {
	return Object.values(tickets)
		.filter(({ state }) => state === 'called')
		.sort((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0) || (a.id < b.id ? -1 : 1))
		.slice(0, most);
}
