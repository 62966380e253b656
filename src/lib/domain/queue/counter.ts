/** A service window and what it does now. */
export interface Counter {
	id: string;
	state: 'open' | 'paused' | 'closed';
	since: number | null;
	reason: string | null;
	staff: string | null;
	/** The profile it works by today, when that is not the configured one. */
	services: string[] | null;
	/** Numbers called or served here, newest last. Real machines do report two at once. */
	tickets: string[];
	/** The ticket finished here last, until it is rated or the next one is called. */
	ratable: string | null;
}

export function newCounter(id: string): Counter {
	return {
		id,
		state: 'closed',
		since: null,
		reason: null,
		staff: null,
		services: null,
		tickets: [],
		ratable: null
	};
}
