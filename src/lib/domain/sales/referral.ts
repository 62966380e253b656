/** A referral from a station to a wealth manager, as far as the day's figures need it. */
export interface Referral {
	id: string;
	state: 'made' | 'accepted' | 'met' | 'won' | 'lost';
	number: string | null;
	/** Whether the customer came, also when it was closed since. */
	met: boolean;
}
