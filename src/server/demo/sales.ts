import type { EventData } from '#lib/protocol/index.ts';
import { SALE } from './habits.ts';
import type { Source, World } from './world.ts';

type Sale = Omit<EventData<'sale.recorded'>, 'amount' | 'currency'>;

interface Sold {
	id: string;
	amount: number;
	staff: string;
}

const sold = new WeakMap<World, Sold[]>();

function salesOf(world: World): Sold[] {
	const known = sold.get(world) ?? [];
	sold.set(world, known);
	return known;
}

/** Minor units of so many yuan, as people say them: to the thousand. */
export function yuan(amount: number): number {
	return Math.max(1, Math.round(amount / 1000)) * 100_000;
}

/** Somebody buys something for what people spend on it. */
export function sell(world: World, source: Source, sale: Sale): void {
	const { median, sigma, least } = SALE[sale.product] ?? { median: 50_000, sigma: 0.5, least: 0 };
	const sales = salesOf(world);
	const random = world.random.fork(`sale ${sales.length}`);
	const amount = yuan(Math.max(least, random.logNormal(median, sigma)));
	const id = `S${world.date.slice(5).replace('-', '')}-${String(sales.length + 1).padStart(3, '0')}`;
	const told = world.emit(source, 'sale.recorded', id, { ...sale, amount, currency: 'CNY' });
	if (told) sales.push({ id, amount, staff: sale.staff });
}

/** What a machine sold, what somebody typed wrongly, and somebody who thought better of it: one each a day. */
export function letSalesHappen(world: World): void {
	for (const at of ['10:52', '14:41']) {
		world.agenda.at(world.time(at), () => {
			const sale = { product: 'steady-3m', staff: 'm02', channel: 'self_service' as const };
			sell(world, 'lobby', sale);
		});
	}
	world.agenda.at(world.time('11:35'), () => {
		const last = salesOf(world).at(-1);
		if (last === undefined) return;
		// A digit too many or too few, until somebody looks again.
		const data = { staff: last.staff, amount: last.amount + 1_000_000, reason: 'mistyped' };
		world.emit('counters', 'sale.corrected', last.id, data);
	});
	world.agenda.at(world.time('15:48'), () => {
		const other = salesOf(world).at(-2);
		if (other === undefined) return;
		const data = { staff: other.staff, reason: 'customer_withdrew' };
		world.emit('wealth', 'sale.cancelled', other.id, data);
	});
}
