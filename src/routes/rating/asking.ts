/** Whether the pad asks, and about which ticket. Pure. */
import type { CounterRow } from '#lib/protocol/index.ts';

type Counter = Pick<CounterRow, 'ratable' | 'since'> | undefined;

export interface Asking {
	/** The ticket that was asked about last, or that was there before anybody could be asked. */
	seen: string | null;
	/** The one that is asked about now. */
	ticket: string | null;
	/** When asking ends. Real milliseconds: it is about the person who stands there. */
	until: number;
}

/** How long a customer is asked after the service was over. */
export const ASKS_FOR = 30_000;

/** A pad that has just been switched on asks about what was finished a moment ago, and about nothing older. */
export function begin(counter: Counter, now: { branch: number; real: number }): Asking {
	const ratable = counter?.ratable ?? null;
	const age = counter?.since === undefined ? Infinity : now.branch - counter.since;
	const until = now.real + ASKS_FOR - Math.max(0, age);
	return { seen: ratable, ticket: until > now.real ? ratable : null, until };
}

/** Asks when a service is over, until it was said, or the next service begins, or the time is up. */
export function follow(asking: Asking, counter: Counter, real: number): Asking {
	const ratable = counter?.ratable ?? null;
	if (ratable !== null && ratable !== asking.seen) {
		return { seen: ratable, ticket: ratable, until: real + ASKS_FOR };
	}
	if (asking.ticket === null) return asking;
	return ratable === null || real >= asking.until ? { ...asking, ticket: null } : asking;
}

/** It was said here: nothing more is asked about this one. */
export function answered(asking: Asking): Asking {
	return { ...asking, ticket: null };
}
