import type Type from 'typebox';
import { branchEvents } from './branch.ts';
import { checklistEvents } from './checklist.ts';
import { counterEvents } from './counter.ts';
import { deviceEvents } from './device.ts';
import { engagementEvents } from './engagement.ts';
import { incidentEvents } from './incident.ts';
import { obligationEvents } from './obligation.ts';
import { salesEvents } from './sales.ts';
import { ticketEvents } from './ticket.ts';

/** The data schema of every event that the outside may send, by type. Types, checks and OpenAPI derive from it. */
export const eventData = {
	...ticketEvents,
	...counterEvents,
	...deviceEvents,
	...incidentEvents,
	...checklistEvents,
	...engagementEvents,
	...obligationEvents,
	...salesEvents,
	...branchEvents
};

export type EventType = keyof typeof eventData;
export type EventData<T extends EventType> = Type.Static<(typeof eventData)[T]>;

/** Types whose events are about nobody in particular. All others need a subject. */
export const SUBJECT_OPTIONAL: ReadonlySet<EventType> = new Set<EventType>([
	'engagement.recorded',
	'complaint.made',
	'clock.tick'
]);

/**
 * Acts whose subject a person may leave to the server, which answers with it: who is next for a counter, and the
 * number of a new ticket. What is recorded has its subject; machines know theirs.
 */
export const SUBJECT_CHOSEN: ReadonlySet<EventType> = new Set<EventType>([
	'ticket.called',
	'ticket.issued'
]);

export function isEventType(type: string): type is EventType {
	return Object.hasOwn(eventData, type);
}

/**
 * An event as the outside tells it, after its schema was checked: `at` in epoch milliseconds.
 * One member a type, so that a `switch` over `type` knows its data.
 */
export type IncomingEvent = {
	[T in EventType]: { type: T; at: number; subject: string; data: EventData<T> };
}[EventType];
