/**
 * How an amount is split between whoever referred the customer and whoever sold; `credit` is the share of the first.
 * Whole minor units: the two parts are the amount, to the last of them.
 */
export function splitCredit(amount: number, credit: number): { referrer: number; seller: number } {
	const referrer = Math.round(amount * credit);
	return { referrer, seller: amount - referrer };
}
