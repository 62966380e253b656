import type { IncomingEvent } from '#lib/protocol/index.ts';

/** One event of a log. `source` and `id` come from its content: the same line read twice is the same event. */
export interface LogEvent {
	source: string;
	id: string;
	event: IncomingEvent;
}

/**
 * A log's events in order, each made when it is asked for: a month of a busy log is then held as what it
 * says, and not a second time as what is sent.
 */
export class EventList implements Iterable<LogEvent> {
	readonly length: number;
	/** Counts from 0. */
	readonly get: (index: number) => LogEvent;

	constructor(length: number, get: (index: number) => LogEvent) {
		this.length = length;
		this.get = get;
	}

	/** Events `from` up to, not including, `to`. */
	slice(from: number, to: number): LogEvent[] {
		return Array.from({ length: to - from }, (_, index) => this.get(from + index));
	}

	*[Symbol.iterator](): Generator<LogEvent> {
		for (let index = 0; index < this.length; index += 1) yield this.get(index);
	}
}
