import type { IncomingEvent } from '#lib/protocol/index.ts';
import type { LogEvent } from './log.ts';

/** The events of one ticket in the order in which its log tells them. */
export type Visit = IncomingEvent[];

const FREES_A_COUNTER: ReadonlySet<string> = new Set([
	'ticket.finished',
	'ticket.transferred',
	'ticket.no_show'
]);

interface Placed {
	event: IncomingEvent;
	/** At one instant, what frees a counter goes before what takes one. */
	phase: 0 | 1;
	visit: number;
	step: number;
}

/**
 * All visits as one stream in time order. A ticket's own events keep their order where they share an instant
 * (a wait of 0).
 * Ids are made of the instant, the ticket and the step, so that they grow with time, do not depend on what
 * else the file holds, and are the same each time.
 */
export function mergeVisits(source: string, visits: readonly Visit[]): LogEvent[] {
	const placed: Placed[] = [];
	visits.forEach((events, visit) => {
		events.forEach((event, step) => {
			const later = event.at > (events[step - 1]?.at ?? -Infinity);
			const phase = later && FREES_A_COUNTER.has(event.type) ? 0 : 1;
			placed.push({ event, phase, visit, step });
		});
	});
	placed.sort(
		(a, b) => a.event.at - b.event.at || a.phase - b.phase || a.visit - b.visit || a.step - b.step
	);
	return placed.map(({ event, step }) => ({
		source,
		id: `${String(event.at).padStart(13, '0')}-${event.subject}-${step}`,
		event
	}));
}
