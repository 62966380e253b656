import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { firstSale } from '#lib/domain/sales/totals.ts';
import type { Work } from './stories.ts';

/** The currency of a span's amounts: the branch's, else that of the first sale; null: there is none. */
export function currencyOf(
	sales: readonly Work['sales'][],
	{ currency }: Pick<Catalogue, 'currency'>
): string | null {
	return currency ?? firstSale(sales)?.currency ?? null;
}
