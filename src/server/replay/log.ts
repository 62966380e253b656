import type { BranchFile } from '#lib/protocol/index.ts';
import type { EventList } from './event-list.ts';
import type { MachineFault } from './overlaps.ts';

/** A line that could not be understood; the first line of a file is 1. */
export interface BrokenLine {
	line: number;
	why: string;
}

/** What a log holds, in the order in which it happened. */
export interface Log {
	events: EventList;
	/** Local calendar days (YYYY-MM-DD) on which its tickets were issued, or its outages began; ascending. */
	days: string[];
	/** Rows left out because their format says so, by reason. */
	skipped: Record<string, number>;
	broken: BrokenLine[];
	/** The branch that the log itself shows, or null where the format can't tell. */
	branch: BranchFile | null;
	/**
	 * When a wait began that overlaps the one before it, by `stageKey`, epoch milliseconds. A ticket is in one
	 * line at a time here, so that its history has such a wait from the end of the one before.
	 */
	overlaps?: ReadonlyMap<string, number>;
	/** Of outages: the faults that several rows tell of. A device has one fault at a time here. */
	merged?: readonly MachineFault[];
	/** Of a format without years: whether the order of its rows told them, or all were taken to be of one. */
	years?: 'inferred' | 'assumed';
}

export interface ReadOptions {
	/** Only tickets issued, or outages that began, on this day (YYYY-MM-DD). */
	day?: string;
	/** Time zone of a format whose own times are without one; each format has its default. */
	timeZone?: string;
}

interface Format {
	name: string;
	/** One line for the help text. */
	about: string;
	/** Throws a LogError when the file as a whole is not of this format. */
	read(text: string, options?: ReadOptions): Log;
}

/** A log of tickets. */
export interface TicketFormat extends Format {
	of: 'tickets';
	/** Whether a counter of this format stands for a person or a window that the log names. */
	isServer(counter: string): boolean;
	/** Whether the report counts stages too: its tickets are handed on. */
	hasStages: boolean;
}

/** A log of talks with customers, of which nobody has a ticket. */
export interface ContactFormat extends Format {
	of: 'contacts';
}

/** A log of machines that did not run, of which nobody has a ticket either. */
export interface OutageFormat extends Format {
	of: 'outages';
}

/** A kind of log, by its name on the command line. */
export type LogFormat = TicketFormat | ContactFormat | OutageFormat;

/** A file that is not a log of the format. The message says what was expected. */
export class LogError extends Error {
	override name = 'LogError';
}

/** Names one wait of one ticket; `stage` counts from 0. */
export function stageKey(day: string, number: string, stage: number): string {
	return `${day} ${number} ${stage}`;
}
