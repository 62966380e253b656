/** What was sold, as it is known to be now: corrections change what counts, the log keeps what was said. */
export interface Sale {
	id: string;
	day: string;
	at: number;
	product: string;
	/** Minor units. */
	amount: number;
	currency: string;
	staff: string;
	channel: 'lobby' | 'counter' | 'wealth' | 'self_service';
	number: string | null;
	referral: string | null;
	prompt: string | null;
	corrections: number;
	cancelled: boolean;
}
