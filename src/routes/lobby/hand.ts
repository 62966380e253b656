/** Which hand taps on this tablet; remembered on it. Browser only. */
export type Hand = 'left' | 'right';

const KEPT = 'foyer.hand';

export function recallHand(): Hand {
	try {
		return localStorage.getItem(KEPT) === 'left' ? 'left' : 'right';
	} catch {
		return 'right';
	}
}

export function rememberHand(hand: Hand): void {
	try {
		localStorage.setItem(KEPT, hand);
	} catch {
		// Storage may be switched off: then it is chosen again after each reload.
	}
}
