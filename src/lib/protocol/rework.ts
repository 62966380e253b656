import type { ReworkRecord } from './history.ts';

/** One return, as it is read. */
export interface ReworkRow extends ReworkRecord {
	/** Milliseconds that the customer waited again; null: still does. */
	lost: number | null;
	/** There was a form that could have been checked before the call. */
	hasForm: boolean;
}

/**
 * The returned customers of a span of days, oldest first, and of how many tickets they were: by the ticket's day, and
 * by service, each ticket once in every service that it stood in line for.
 */
export interface ReworkAnswer {
	branch: string;
	from: string;
	to: string;
	/** Whether who did what is told of everybody; if not, only one's own part is. */
	names: boolean;
	rows: ReworkRow[];
	tickets: { byDay: Record<string, number>; byService: Record<string, number> };
}
