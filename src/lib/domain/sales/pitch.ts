/** The one sentence at the counter, and what came of it. */
export interface Pitch {
	/** `day/nth`. */
	id: string;
	day: string;
	at: number;
	number: string;
	staff: string;
	product: string | null;
	result: 'interested' | 'later' | 'declined' | 'skipped';
	/** Why it was not said, in a word of the station's. */
	skip: string | null;
	toldWait: boolean;
	leaflet: boolean;
	undone: boolean;
}
