import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Sale } from './sale.ts';

/** What a day's sales come to. Amounts in minor units of `currency`; those in others stand apart, by currency. */
export interface Totals {
	count: number;
	amount: number;
	/** Null: the branch names none, and nothing was sold yet. */
	currency: string | null;
	others: Record<string, number>;
	/** Sales by product, and by person and product. */
	byProduct: Map<string, number>;
	byPerson: Map<string, Map<string, number>>;
}

/** The sale that happened first, in whichever order they were heard of. */
export function firstSale<S extends Pick<Sale, 'id' | 'at'>>(sales: Iterable<S>): S | undefined {
	let first: S | undefined;
	for (const sale of sales) {
		const before = first === undefined || sale.at < first.at;
		if (before || (sale.at === first?.at && sale.id < first.id)) first = sale;
	}
	return first;
}

/** Counts the sales that stand. A branch that names no currency has that of the first of them. */
export function totalsOf(all: Iterable<Sale>, { currency }: Pick<Catalogue, 'currency'>): Totals {
	const sales = [...all].filter(({ cancelled }) => !cancelled);
	const totals: Totals = {
		count: 0,
		amount: 0,
		currency: currency ?? firstSale(sales)?.currency ?? null,
		others: {},
		byProduct: new Map(),
		byPerson: new Map()
	};
	for (const sale of sales) {
		totals.count += 1;
		if (sale.currency === totals.currency) totals.amount += sale.amount;
		else totals.others[sale.currency] = (totals.others[sale.currency] ?? 0) + sale.amount;
		count(totals.byProduct, sale.product);
		let own = totals.byPerson.get(sale.staff);
		if (own === undefined) totals.byPerson.set(sale.staff, (own = new Map()));
		count(own, sale.product);
	}
	return totals;
}

function count(counts: Map<string, number>, key: string): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
