import { parseAmount } from '../../client/money.ts';
import type * as selling from '../../i18n/selling.ts';

const CURRENCY = /^[A-Z]{3}$/;

/** A sale as events have it; `amount` in minor units. */
export interface SaleFacts {
	product: string;
	amount: number;
	currency: string;
}

/** What somebody types about a sale, and what is wrong with it once they have tried to send it. */
export class SaleEntry {
	product: string = $state('');
	amount: string = $state('');
	currency: string = $state('');
	tried: boolean = $state(false);

	/** `facts`: what stands there to begin with; the amount as text. */
	constructor(facts: { product: string; amount: string; currency: string }) {
		this.product = facts.product;
		this.amount = facts.amount;
		this.currency = facts.currency;
	}

	/** Null while something is missing or wrong. */
	get facts(): SaleFacts | null {
		if (this.product === '' || !CURRENCY.test(this.currency)) return null;
		const amount = parseAmount(this.amount, this.currency);
		return amount === null ? null : { product: this.product, amount, currency: this.currency };
	}

	wrong(t: typeof selling.zh): { amount?: string; currency?: string } {
		if (!this.tried) return {};
		if (!CURRENCY.test(this.currency)) return { currency: t.sale.wrongCurrency };
		return parseAmount(this.amount, this.currency) === null ? { amount: t.sale.wrongAmount } : {};
	}
}
