/** What somebody was doing when a customer was sent back. */
export interface Doing {
	staff: string;
	/** `free`: nothing that Foyer knows of. */
	doing:
		| 'serving'
		| 'calling'
		| 'idle'
		| 'paused'
		| 'engagement'
		| 'help'
		| 'complaint'
		| 'device'
		| 'checklist'
		| 'free';
	/** The counter where, or the ticket with whom. */
	counter: string | null;
	ticket: string | null;
}

/** One return of a customer: a form or a paper was wrong, and they queue again. */
export interface Rework {
	day: string;
	number: string;
	/** The ticket's stage that began with it: how long the customer waited again stands there. */
	stage: number;
	service: string;
	at: number;
	reason: 'form_error' | 'document_missing' | 'other';
	faults: string[];
	counter: string | null;
	/** Who sent them back. */
	staff: string | null;
	/** Whether somebody had checked the form, and what they found. */
	form: 'ok' | 'faults' | null;
	doing: Doing[];
}
