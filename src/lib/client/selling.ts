/** What may be said and sold, in words: rows of the catalogue and messages, nothing of its own. Pure. */
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { ChosenPitch } from '../domain/catalogue/pitch.ts';
import { guardsOf, suggest } from '../domain/catalogue/suggest.ts';
import type { Guard } from '../domain/catalogue/suggest.ts';
import type { Locale } from '../i18n/index.ts';
import type * as selling from '../i18n/selling.ts';
import type { CatalogueRow, ProductConfig, ReferralRow, StaffRow } from '../protocol/index.ts';
import { nameIn, spaced } from './format.ts';
import { staffName } from './names.ts';

type Words = typeof selling.zh;
/** A catalogue as the rules that choose from it read it. */
export type Shelf = Pick<Catalogue, 'needs' | 'products' | 'pitches'>;

export function shelfOf(catalogue: CatalogueRow | undefined): Shelf {
	const { needs = [], products = [], pitches = [] } = catalogue ?? {};
	return { needs, pitches, products: new Map(products.map((product) => [product.id, product])) };
}

const MONTH = 30;
const YEAR = 365;

/** `三个月`, `1 year`: in the largest unit that it is a whole number of. */
export function tenorText(days: number, t: Words): string {
	if (days > 0 && days % YEAR === 0) return t.tenor.years(days / YEAR);
	if (days > 0 && days % MONTH === 0) return t.tenor.months(days / MONTH);
	return spaced(t.tenor.days(days));
}

/** `稳健三月，R2，三个月`. */
export function productText(product: ProductConfig, t: Words, locale: Locale): string {
	const { name, risk, tenorDays } = product;
	const parts = [nameIn(name, locale), risk, tenorDays && tenorText(tenorDays, t)];
	return parts.filter(Boolean).join(t.and);
}

/** What stands between a product and a sale to somebody, as one sentence; empty: nothing. */
export function guardText(guards: readonly Guard[], t: Words): string {
	return guards.map((guard) => t.guards[guard]).join(t.and);
}

export function productName(id: string, { products }: Shelf, locale: Locale): string {
	const product = products.get(id);
	return product ? nameIn(product.name, locale) : id;
}

export function needName(id: string, { needs }: Shelf, locale: Locale): string {
	const need = needs.find((each) => each.id === id);
	return need ? nameIn(need.name, locale) : id;
}

/** Why this sentence, and about what: `今日重点 稳健三月，R2，三个月`. */
export function pitchText(
	{ pitch, why }: ChosenPitch,
	tags: readonly string[],
	shelf: Shelf,
	t: Words,
	locale: Locale
): string {
	const product = pitch.product === undefined ? undefined : shelf.products.get(pitch.product);
	const need = suggest(tags, shelf)?.need ?? '';
	const reason =
		why === 'need'
			? t.why.need(needName(need, shelf, locale))
			: product?.key
				? t.why.key
				: t.why[why];
	return spaced([reason, product && productText(product, t, locale)].filter(Boolean).join(' '));
}

/** What to say before a product of a sentence is sold. */
export function pitchGuards(
	{ pitch }: ChosenPitch,
	tags: readonly string[],
	{ products }: Shelf
): Guard[] {
	const product = pitch.product === undefined ? undefined : products.get(pitch.product);
	return product === undefined ? [] : guardsOf(product, tags);
}

/** Where a referral stands: `周岚已接`. */
export function referralText(
	{ state, acceptedBy, reason }: ReferralRow,
	live: { staff: Record<string, StaffRow> },
	t: Words,
	locale: Locale
): string {
	const name = acceptedBy === undefined ? '' : staffName(acceptedBy, live, locale);
	switch (state) {
		case 'accepted':
		case 'met':
			return spaced(t.states[state](name));
		case 'lost':
			return [t.states.lost, reason && (t.lost[reason] ?? t.lost['other'])]
				.filter(Boolean)
				.join(t.and);
		default:
			return t.states[state];
	}
}

/** How a sale to somebody who was referred is split, in whole percents. */
export function creditText({ credit }: Pick<CatalogueRow, 'credit'>, t: Words): string {
	const referrer = Math.round(credit * 100);
	return spaced(t.credit(referrer, 100 - referrer));
}
