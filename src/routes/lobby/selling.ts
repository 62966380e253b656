/** Referrals, sales and being at work, as the acts that the server knows; and what takes an act back. Pure. */
import { NO_CURRENCY } from '#lib/client/currency.ts';
import type { CatalogueRow, ProductConfig, ReferralRow } from '#lib/protocol/index.ts';
import type { Act } from './deeds.ts';

/** What money is typed in here. */
export function currencyOf(catalogue: CatalogueRow | undefined): string {
	return catalogue?.currency ?? NO_CURRENCY;
}

/** What is sold of what, in minor units. */
export interface Sale {
	product: string;
	amount: number;
	currency: string;
}

/** What a referral or a sale is about, as far as it is known. */
export interface Links {
	number?: string | undefined;
	prompt?: string | undefined;
	referral?: string | undefined;
}

/** Why a sale is corrected or cancelled, as the words of `selling.mine`. */
export const CORRECTIONS = ['wrong_amount', 'wrong_product', 'changed'] as const;
export const CANCELLATIONS = ['customer_withdrew', 'recorded_twice', 'mistake'] as const;

export function referred(
	id: string,
	about: { number?: string | undefined; need?: string | undefined; product?: string | undefined },
	from: string
): Act {
	return { type: 'referral.made', subject: id, data: { from, ...known(about) } };
}

export function sold(id: string, sale: Sale, links: Links, staff: string): Act {
	const data = { ...sale, staff, channel: 'lobby', ...known(links) };
	return { type: 'sale.recorded', subject: id, data };
}

export function corrected(id: string, sale: Sale, reason: string, staff: string): Act {
	return { type: 'sale.corrected', subject: id, data: { staff, ...sale, reason } };
}

export function cancelled(id: string, reason: string, staff: string): Act {
	return { type: 'sale.cancelled', subject: id, data: { staff, reason } };
}

export function arrived(staff: string): Act {
	return { type: 'staff.arrived', subject: staff, data: {} };
}

export function leftWork(staff: string): Act {
	return { type: 'staff.left', subject: staff, data: {} };
}

/** What takes an act back; null: nothing does. */
export function undoOf({ type, subject, data }: Act): Act | null {
	const about = subject === undefined ? {} : { subject };
	switch (type) {
		case 'engagement.recorded': {
			const { staff, prompt } = data;
			return { type: 'engagement.undone', ...about, data: { staff, ...known({ prompt }) } };
		}
		case 'prompt.accepted':
			return { type: 'prompt.handed_back', ...about, data: { staff: data['staff'] } };
		case 'referral.made':
			return { type: 'referral.undone', ...about, data: { staff: data['from'] } };
		case 'sale.recorded':
			return {
				type: 'sale.cancelled',
				...about,
				data: { staff: data['staff'], reason: 'mistake' }
			};
		default:
			return null;
	}
}

/** What is offered still, key products first, else in the branch's own order. */
export function offered(catalogue: CatalogueRow | undefined): ProductConfig[] {
	const products = (catalogue?.products ?? []).filter(({ withdrawn }) => withdrawn !== true);
	return products.toSorted((a, b) => Number(b.key ?? false) - Number(a.key ?? false));
}

/** The referral of today that a sale to the holder of a number comes from, if there is one. */
export function referralFor(
	number: string | undefined,
	referrals: Readonly<Record<string, ReferralRow>>,
	day: string
): string | undefined {
	return Object.values(referrals)
		.filter((each) => each.number === number && each.day === day)
		.filter(({ state }) => number !== undefined && state !== 'undone' && state !== 'lost')
		.toSorted((a, b) => b.madeAt - a.madeAt)[0]?.id;
}

function known<T extends object>(fields: T): Partial<T> {
	const told = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(told) as Partial<T>;
}
