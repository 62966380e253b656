/** Who sees to it, and whether it is done. */
export type ObligationPhase =
	| { state: 'open' }
	| { state: 'accepted'; staff: string; acceptedAt: number }
	| {
			state: 'closed';
			closedAt: number;
			/** Null: nobody did, the day ended. */
			staff: string | null;
			acceptedAt: number | null;
			/** What it was about has passed without anybody. */
			byItself?: boolean;
	  };

/** What an obligation is about; null: not that. */
export interface Subject {
	/** Where it was called from: a counter, or `kiosk`. */
	place: string | null;
	ticket: string | null;
	/** A device, and its fault. */
	device: string | null;
	incident: string | null;
	/** Checks that are overdue, and the one that failed. */
	list: string | null;
	item: string | null;
}

export const NOTHING: Subject = {
	place: null,
	ticket: null,
	device: null,
	incident: null,
	list: null,
	item: null
};

/**
 * What somebody must see to before anything is sold: a call for help, a complaint, a device that serves nobody, checks
 * that are overdue or failed. A prompt of the kind `operate`, told
 * apart from those to talk to a customer because no window closes it and no figure of engagement counts it.
 */
export interface Obligation extends Subject {
	id: string;
	rule: 'help' | 'complaint' | 'device' | 'checklist';
	day: string;
	raisedAt: number;
	/** When Foyer heard of it: nobody could come before. */
	heardAt: number;
	/** Why, in a word of the station's. */
	about: string | null;
	level: number;
	openSince: number;
	phase: ObligationPhase;
}

export function isOpen(obligation: Obligation): boolean {
	return obligation.phase.state !== 'closed';
}
