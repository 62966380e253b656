/** A referral from a station to a wealth manager. */
export interface Referral {
	id: string;
	state: 'made' | 'accepted' | 'met' | 'won' | 'lost';
	number: string | null;
	/** Who made it, and for whom; null: for whoever takes it. */
	from: string;
	to: string | null;
	need: string | null;
	product: string | null;
	madeAt: number;
	acceptedBy: string | null;
	acceptedAt: number | null;
	/** Whether the customer came, also when it was closed since. */
	met: boolean;
	metAt: number | null;
}

export function isOpenReferral(referral: Referral): boolean {
	return referral.state !== 'won' && referral.state !== 'lost';
}
