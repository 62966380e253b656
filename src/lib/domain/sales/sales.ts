import type { IncomingEvent } from '../../protocol/index.ts';
import { unknownProduct } from '../catalogue/judge.ts';
import type { Changes } from '../changes.ts';
import type { Recorded } from '../event.ts';
import { touch } from '../queue/apply.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { dayFor, findTicket, keptDay, openDay, type BranchState } from '../state.ts';
import { unknownNumber } from './number.ts';
import type { Sale } from './sale.ts';

type SaleFact = Extract<IncomingEvent, { type: `sale.${string}` }>;

export function judgeSale(state: BranchState, event: SaleFact): Refusal | null {
	const { subject: id } = event;
	if (event.type === 'sale.recorded') {
		if (findSale(state, id) !== undefined) {
			return refuse('sale_exists', `Sale ${id} was recorded already.`);
		}
		return (
			unknownNumber(state, event.data.number, event.at) ?? unknownProduct(state, event.data.product)
		);
	}
	const sale = findSale(state, id);
	if (sale === undefined) {
		return refuse('unknown_sale', `There is no sale "${id}" of today or yesterday.`);
	}
	if (sale.cancelled) return refuse('sale_cancelled', `Sale ${id} was cancelled.`);
	return event.type === 'sale.corrected' ? unknownProduct(state, event.data.product) : null;
}

export function applySale(state: BranchState, event: Recorded<SaleFact>, changes: Changes): void {
	const sale =
		event.type === 'sale.recorded' ? record(state, event) : findSale(state, event.subject);
	if (sale === undefined) return;
	// What it was sold of before is one fewer.
	changes.kpis.add(`product/${sale.product}`);
	if (event.type === 'sale.cancelled') sale.cancelled = true;
	else if (event.type === 'sale.corrected') {
		const { product, amount, currency } = event.data;
		sale.product = product ?? sale.product;
		sale.amount = amount ?? sale.amount;
		sale.currency = currency ?? sale.currency;
		sale.corrections += 1;
	}
	changes.sales.add(sale);
	changes.kpis.add(`product/${sale.product}`);
	changes.staff.add(sale.staff);
	const day = keptDay(state, sale.day);
	day?.salesChanged();
	const ticket = sale.number === null ? undefined : day?.tickets.get(sale.number);
	if (day === undefined || ticket === undefined) return;
	const own = [...day.sales.values()].filter(
		({ number, cancelled }) => number === ticket.number && !cancelled
	);
	if (ticket.sales === own.length) return;
	ticket.sales = own.length;
	touch(state, ticket, changes);
}

function record(
	state: BranchState,
	{ at, subject: id, data }: Recorded<Extract<SaleFact, { type: 'sale.recorded' }>>
): Sale {
	// Heard after midnight of a ticket that midnight cut off, it counts on the ticket's day.
	const ticket = data.number === undefined ? undefined : findTicket(state, data.number, at);
	const own = ticket === undefined ? undefined : keptDay(state, ticket.day);
	const day = own ?? dayFor(state, at) ?? openDay(state, at);
	const sale: Sale = {
		id,
		day: day.bounds.day,
		at,
		product: data.product,
		amount: data.amount,
		currency: data.currency,
		staff: data.staff,
		channel: data.channel,
		number: data.number ?? null,
		referral: data.referral ?? null,
		prompt: data.prompt ?? null,
		corrections: 0,
		cancelled: false
	};
	day.sales.set(id, sale);
	return sale;
}

/** A sale of today or yesterday. */
export function findSale(state: BranchState, id: string): Sale | undefined {
	return state.today?.sales.get(id) ?? state.yesterday?.sales.get(id);
}
