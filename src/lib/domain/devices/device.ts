import type { Health, ToldStatus } from './health.ts';

/** A stretch of time in which a device was in one and the same way. What availability is worked out from. */
export interface Spell extends Health {
	device: string;
	from: number;
	/** Null: it is so now. */
	to: number | null;
}

/** What is known of one device. Instants in epoch milliseconds, levels 0 to 1. */
export interface Device extends Health {
	id: string;
	/** What was told last, whatever is made of it. */
	told: ToldStatus;
	/** Heartbeats are expected, and how long they have been missing: not worth a word, stale, or gone. */
	beats: boolean;
	silent: 'unknown' | 'offline' | null;
	silentSince: number | null;
	/** Silence counts from then on: before, the server was away and heard nobody. */
	listenedFrom: number;
	/** When this state began, by what was told … */
	since: number | null;
	/** … and when the branch heard of it: nobody could act on it before. */
	changedAt: number;
	/** As screens are told it: to the minute, unless something changed. */
	lastSeenAt: number | null;
	/** To the millisecond. */
	heardAt: number | null;
	/** Whether it last turned to serving nobody. Not before anything is heard of it. */
	down: boolean;
	/** The latest instants at which it turned to serving nobody or back, oldest first. */
	turns: number[];
	/** It turns so often that what it says of itself is no longer shown each time. */
	flaps: boolean;
	spell: Spell | null;
	/** The fault that is seen to now. */
	incident: string | null;
}

export function newDevice(id: string): Device {
	return {
		id,
		told: { state: 'unknown', cause: null, components: {}, levels: {} },
		beats: false,
		silent: null,
		silentSince: null,
		listenedFrom: 0,
		state: 'unknown',
		cause: null,
		service: 'unknown',
		functions: {},
		since: null,
		changedAt: 0,
		lastSeenAt: null,
		heardAt: null,
		down: false,
		turns: [],
		flaps: false,
		spell: null,
		incident: null
	};
}
