import { overPhase, serviceTimeOf, type Ticket } from '#lib/domain/queue/ticket.ts';
import { splitCredit } from '#lib/domain/sales/credit.ts';
import type { Sale } from '#lib/domain/sales/sale.ts';
import type { BranchState } from '#lib/domain/state.ts';
import type { OwnCustomer, OwnDay, OwnSale, OwnShare, OwnTarget } from '#lib/protocol/index.ts';
import { soldBy } from './rows.ts';

/** One person's day as they may see it themselves: customers, targets, sales and what those count for them. */
export function ownDay(state: BranchState, staff: string): OwnDay {
	const served = [...(state.today?.tickets.values() ?? [])]
		.filter(({ staff: by, phase }) => by === staff && phase.state === 'finished')
		.sort((a, b) => endOf(a) - endOf(b));
	const times = served.map(serviceTimeOf).filter((time) => time !== null);
	const sales = [...(state.today?.sales.values() ?? [])];
	return {
		staff,
		finished: served.length,
		meanService:
			times.length === 0
				? null
				: Math.round(times.reduce((sum, time) => sum + time, 0) / times.length) / 1000,
		customers: served.map(customerOf),
		targets: targetsOf(state, staff),
		sales: sales
			.filter((sale) => sale.staff === staff)
			.map(saleOf)
			.reverse(),
		shares: sales.flatMap((sale) => shareOf(state, sale, staff) ?? [])
	};
}

/** Of somebody who is nobody of the branch. */
export const NO_DAY: OwnDay = {
	staff: null,
	finished: 0,
	meanService: null,
	customers: [],
	targets: [],
	sales: [],
	shares: []
};

function endOf(ticket: Ticket): number {
	return overPhase(ticket)?.endedAt ?? 0;
}

function customerOf({ number, pitched, pitchSkipped }: Ticket): OwnCustomer {
	return { number, pitch: pitched ? 'said' : pitchSkipped ? 'skipped' : 'missed' };
}

/** What is asked of somebody, and what they sold beside it. */
function targetsOf(state: BranchState, staff: string): OwnTarget[] {
	const sold = new Map(soldBy(state, staff));
	const asked = (state.config.file.targets ?? []).flatMap(({ product, staff: people }) => {
		const target = people?.[staff];
		return target === undefined ? [] : [{ product, sold: sold.get(product) ?? 0, target }];
	});
	const others = [...sold].filter(([id]) => !asked.some(({ product }) => product === id));
	return [...asked, ...others.map(([product, count]) => ({ product, sold: count, target: null }))];
}

function saleOf({ id, at, product, amount, currency, number, referral, cancelled }: Sale): OwnSale {
	return { id, at, product, amount, currency, number, referral, cancelled };
}

function shareOf(state: BranchState, sale: Sale, staff: string): OwnShare | undefined {
	const { id, product, amount, currency, referral: from, cancelled } = sale;
	const referral = from === null ? undefined : state.referrals.get(from);
	if (referral === undefined || cancelled) return undefined;
	const { referrer, seller } = splitCredit(amount, state.config.referrals.credit);
	const part = (referral.from === staff ? referrer : 0) + (sale.staff === staff ? seller : 0);
	if (referral.from !== staff && sale.staff !== staff) return undefined;
	return { referral: referral.id, sale: id, product, amount, part, currency };
}
