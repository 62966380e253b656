import type { Offer } from '../duty/offer.ts';

export type ReferralState = 'made' | 'accepted' | 'met' | 'won' | 'lost' | 'undone';

/** A referral from a station to a wealth manager, from the first word to what came of it, however many days that takes. */
export interface Referral {
	id: string;
	/** The day on which it was made: figures count it there. */
	day: string;
	state: ReferralState;
	number: string | null;
	/** Who made it, and for whom; null: for whoever takes it. */
	from: string;
	to: string | null;
	need: string | null;
	product: string | null;
	madeAt: number;
	/** When a manager first had it on the screen. */
	seenAt: number | null;
	acceptedBy: string | null;
	acceptedAt: number | null;
	/** Whether the customer came, also when it was closed since. */
	met: boolean;
	metAt: number | null;
	metBy: string | null;
	closedAt: number | null;
	/** Who told what came of it; null: nobody did. */
	closedBy: string | null;
	/** Why it was lost, or what was won, in a word of the station's. */
	reason: string | null;
	/** Which manager is asked to take it. */
	offer: Offer;
}

export function isOpenReferral({ state }: Pick<Referral, 'state'>): boolean {
	return state === 'made' || state === 'accepted' || state === 'met';
}

/** How far a referral came: 0 taken back, 1 made, 2 met, 3 won. */
export function depthOf({ state, met }: Pick<Referral, 'state' | 'met'>): 0 | 1 | 2 | 3 {
	switch (state) {
		case 'undone':
			return 0;
		case 'won':
			return 3;
		default:
			return met ? 2 : 1;
	}
}

/** What was told last of a referral after it was made, and by whom; null: nothing, or by nobody. */
export function lastWord(referral: Referral): { by: string; at: number } | null {
	const { acceptedBy, acceptedAt, metBy, metAt, closedBy, closedAt } = referral;
	if (closedAt !== null) return closedBy === null ? null : { by: closedBy, at: closedAt };
	if (metAt !== null) return metBy === null ? null : { by: metBy, at: metAt };
	return acceptedBy === null || acceptedAt === null ? null : { by: acceptedBy, at: acceptedAt };
}
