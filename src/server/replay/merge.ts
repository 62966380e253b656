import type { IncomingEvent } from '#lib/protocol/index.ts';
import { EventList } from './event-list.ts';

/** The events of one ticket in the order in which its log tells them. */
export type Visit = readonly IncomingEvent[];

const FREES_A_COUNTER: ReadonlySet<string> = new Set([
	'ticket.finished',
	'ticket.transferred',
	'ticket.no_show'
]);

/** A visit has fewer events; place = visit x STRIDE + step. */
const STRIDE = 4_096;

/**
 * All visits as one stream in time order. A ticket's own events keep their order where they share an instant
 * (a wait of 0), and at one instant a counter is freed before it is taken again. Ids are made of the instant,
 * the ticket and the step, so that they grow with time, do not depend on what else the file holds, and are
 * the same each time.
 */
export function mergeVisits(source: string, visits: readonly Visit[]): EventList {
	const eventAt = (place: number) =>
		(visits[Math.floor(place / STRIDE)] as Visit)[place % STRIDE] as IncomingEvent;
	/** 0 before 1. What ends at the very instant at which it began stays behind its beginning. */
	const phaseOf = (place: number) => {
		const event = eventAt(place);
		if (place % STRIDE === 0 || !FREES_A_COUNTER.has(event.type)) return 1;
		return event.at > eventAt(place - 1).at ? 0 : 1;
	};
	const places = visits.flatMap((events, visit) => events.map((_, step) => visit * STRIDE + step));
	places.sort((a, b) => eventAt(a).at - eventAt(b).at || phaseOf(a) - phaseOf(b) || a - b);
	return new EventList(places.length, (index) => {
		const place = places[index] as number;
		const event = eventAt(place);
		const id = `${String(event.at).padStart(13, '0')}-${event.subject}-${place % STRIDE}`;
		return { source, id, event };
	});
}
