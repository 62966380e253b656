import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Changes } from '#lib/domain/changes.ts';
import { evolve } from '#lib/domain/branch.ts';
import { totalsOf } from '#lib/domain/sales/totals.ts';
import type { Sale } from '#lib/domain/sales/sale.ts';
import type { BranchFile, TodayRow } from '#lib/protocol/index.ts';
import { checkEvent } from '#lib/protocol/check/check-event.ts';
import { draw } from '#server/views/draw.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const shop: Partial<BranchFile> = {
	currency: 'CNY',
	products: [
		{ id: 'steady', name: { zh: '稳健', en: 'Steady' } },
		{ id: 'growth', name: { zh: '成长', en: 'Growth' } }
	],
	targets: [{ product: 'steady', perDay: 3, staff: { wang: 2 } }]
};
const today = (branch: Told) => branch.view().kpis['today'] as TodayRow;
/** Without what time alone changes. */
const figures = (branch: Told) => ({ ...today(branch), longestWait: null });
const sold = {
	product: 'steady',
	amount: 5_000_000,
	currency: 'CNY',
	staff: 'wang',
	channel: 'lobby' as const,
	number: 'A001'
};

function open(changes: Partial<BranchFile> = shop): Told {
	const branch = new Told(smallBranch(changes));
	branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
	branch.tell('ticket.issued', at('09:00'), 'A002', { service: 'cash' });
	branch.tell('engagement.recorded', at('09:01'), 'A001', { staff: 'wang', result: 'interested' });
	branch.tell('engagement.recorded', at('09:01'), 'A002', { staff: 'wang', result: 'interested' });
	return branch;
}

describe('a sale', () => {
	it('is of a product and a customer that the branch knows', () => {
		const branch = open();
		const before = figures(branch);
		const tell = (data: object) =>
			branch.tell('sale.recorded', at('09:05'), 's1', { ...sold, ...data });
		expect(tell({ number: 'Z9' })).toBe('unknown_ticket');
		expect(tell({ product: 'gold' })).toBe('unknown_product');
		expect(figures(branch)).toEqual(before);
		expect(tell({})).toBe('ok');
		expect(today(branch)).toMatchObject({
			sales: 1,
			amount: 5_000_000,
			currency: 'CNY',
			converted: 1,
			approached: 2,
			conversion: 0.5
		});
		expect(branch.view().kpis['product/steady']).toMatchObject({ sold: 1, target: 3 });
		expect(branch.view().staff['wang']).toMatchObject({ sold: { steady: 1 } });
	});

	it('may be of anything where the branch has written no catalogue', () => {
		const branch = open({});
		expect(branch.tell('sale.recorded', at('09:05'), 's1', { ...sold, product: 'gold' })).toBe(
			'ok'
		);
		expect(branch.view().kpis['product/gold']).toMatchObject({ sold: 1, target: null });
	});

	it('is told once', () => {
		const branch = open();
		branch.tell('sale.recorded', at('09:05'), 's1', sold);
		expect(branch.tell('sale.recorded', at('09:06'), 's1', sold)).toBe('sale_exists');
		expect(today(branch)).toMatchObject({ sales: 1, amount: 5_000_000 });
	});

	it.each([-1, 0.5, 1e15, Number.NaN, 1_000_000_000_001])('of %s is no sale', (amount) => {
		const checked = checkEvent('sale.recorded', 's1', { ...sold, amount }, at('09:05'));
		expect(checked).toMatchObject({ ok: false, code: 'invalid_data' });
		expect(checked.ok ? '' : checked.detail).toMatch(/^The data of sale\.recorded: "amount" .+\.$/);
	});

	it.each([0, 1, 1_000_000_000_000])('of %s is one', (amount) => {
		expect(checkEvent('sale.recorded', 's1', { ...sold, amount }, at('09:05')).ok).toBe(true);
	});

	it('counts on the day of its ticket when it is told after midnight', () => {
		const branch = open();
		branch.tell('ticket.called', at('23:50'), 'A001', { counter: '1' });
		branch.pass(at('00:00', '2026-11-26'));
		expect(branch.tell('sale.recorded', at('00:05', '2026-11-26'), 's1', sold)).toBe('ok');
		expect(branch.state.yesterday?.sales.size).toBe(1);
		expect(today(branch)).toMatchObject({ sales: 0, amount: 0 });
	});
});

describe('two currencies', () => {
	const inDollars = { ...sold, currency: 'USD', amount: 700 };

	it('are never added up: the branch’s own is the day’s amount, others stand apart', () => {
		const branch = open();
		branch.tell('sale.recorded', at('09:05'), 's1', inDollars);
		expect(today(branch)).toMatchObject({ amount: 0, currency: 'CNY', otherAmounts: { USD: 700 } });
		branch.tell('sale.recorded', at('09:06'), 's2', { ...sold, number: 'A002' });
		branch.tell('sale.recorded', at('09:07'), 's3', { ...inDollars, amount: 1 });
		expect(today(branch)).toMatchObject({
			sales: 3,
			amount: 5_000_000,
			currency: 'CNY',
			otherAmounts: { USD: 701 }
		});
	});

	it('where the branch names none, the first sale that stands names it', () => {
		const branch = open({ ...shop, currency: undefined } as Partial<BranchFile>);
		expect(today(branch)).toMatchObject({ amount: 0, currency: null, otherAmounts: {} });
		branch.tell('sale.recorded', at('09:05'), 's1', inDollars);
		branch.tell('sale.recorded', at('09:06'), 's2', sold);
		expect(today(branch)).toMatchObject({
			amount: 700,
			currency: 'USD',
			otherAmounts: { CNY: 5_000_000 }
		});
		branch.tell('sale.cancelled', at('09:07'), 's1', { staff: 'wang', reason: 'mistake' });
		expect(today(branch)).toMatchObject({ amount: 5_000_000, currency: 'CNY', otherAmounts: {} });
	});

	it('a correction moves the amount from one to the other', () => {
		const branch = open();
		branch.tell('sale.recorded', at('09:05'), 's1', sold);
		branch.tell('sale.corrected', at('09:06'), 's1', {
			staff: 'wang',
			currency: 'USD',
			amount: 700,
			reason: 'currency'
		});
		expect(today(branch)).toMatchObject({ sales: 1, amount: 0, otherAmounts: { USD: 700 } });
	});
});

describe('corrections', () => {
	it('change figures by exactly what they say, and the log keeps what was said before', () => {
		const branch = open();
		branch.tell('sale.recorded', at('09:05'), 's1', sold);
		branch.tell('sale.recorded', at('09:06'), 's2', { ...sold, amount: 7, number: 'A002' });
		const correct = (data: object) =>
			branch.tell('sale.corrected', at('09:07'), 's1', { staff: 'li', reason: 'typing', ...data });
		expect(correct({ amount: 4_999_999 })).toBe('ok');
		expect(today(branch)).toMatchObject({ sales: 2, amount: 5_000_006, converted: 2 });
		expect(correct({ product: 'growth' })).toBe('ok');
		expect(branch.view().kpis['product/steady']).toMatchObject({ sold: 1 });
		expect(branch.view().kpis['product/growth']).toMatchObject({ sold: 1, target: null });
		expect(correct({ product: 'gold' })).toBe('unknown_product');
		expect(branch.state.today?.sales.get('s1')).toMatchObject({
			product: 'growth',
			amount: 4_999_999,
			staff: 'wang',
			corrections: 2
		});
		expect(branch.log.find(({ subject }) => subject === 's1')?.data).toEqual(sold);
	});

	it('tell every screen of the product that it was, and of the one that it is', () => {
		const branch = open();
		branch.tell('sale.recorded', at('09:05'), 's1', sold);
		const drawn = (type: 'sale.corrected' | 'sale.cancelled', data: object) => {
			const changes = new Changes();
			const event = { type, at: at('09:06'), subject: 's1', recordedAt: at('09:06'), data };
			evolve(branch.state, event as never, changes);
			return Object.fromEntries(draw(branch.state, changes).kpis ?? []);
		};
		const reason = { staff: 'wang', reason: 'typing' };
		expect(drawn('sale.corrected', { ...reason, product: 'growth' })).toMatchObject({
			'product/steady': { sold: 0 },
			'product/growth': { sold: 1 }
		});
		expect(drawn('sale.cancelled', reason)).toMatchObject({ 'product/growth': null });
	});

	it('a cancelled sale never was: once, and nothing more is told of it', () => {
		const branch = open();
		const before = figures(branch);
		branch.tell('sale.recorded', at('09:05'), 's1', sold);
		const cancel = () =>
			branch.tell('sale.cancelled', at('09:07'), 's1', { staff: 'wang', reason: 'mistake' });
		expect(cancel()).toBe('ok');
		expect(figures(branch)).toEqual(before);
		expect(branch.view().staff['wang']?.sold).toBeUndefined();
		expect(cancel()).toBe('sale_cancelled');
		expect(
			branch.tell('sale.corrected', at('09:08'), 's1', { staff: 'wang', amount: 1, reason: 'x' })
		).toBe('sale_cancelled');
		expect(branch.tell('sale.recorded', at('09:09'), 's1', sold)).toBe('sale_exists');
		expect(branch.tell('sale.cancelled', at('09:10'), 's9', { staff: 'wang', reason: 'x' })).toBe(
			'unknown_sale'
		);
	});

	it('of yesterday’s sales change yesterday', () => {
		const branch = open();
		branch.tell('sale.recorded', at('09:05'), 's1', sold);
		branch.tell('ticket.issued', at('09:00', '2026-11-26'), 'A001', { service: 'cash' });
		branch.tell('sale.corrected', at('09:05', '2026-11-26'), 's1', {
			staff: 'wang',
			amount: 1,
			reason: 'typing'
		});
		expect(branch.state.yesterday?.sales.get('s1')?.amount).toBe(1);
		expect(today(branch)).toMatchObject({ sales: 0, amount: 0, converted: 0 });
	});
});

describe('totals of any sales', () => {
	const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
	const currency = fc.constantFrom('CNY', 'USD', 'JPY');
	const sale: fc.Arbitrary<Sale> = fc.record({
		id: fc.uuid(),
		day: fc.constant('2026-11-25'),
		at: fc.nat(3),
		product: fc.constantFrom('steady', 'growth'),
		amount,
		currency,
		staff: fc.constantFrom('wang', 'li'),
		channel: fc.constant('lobby' as const),
		number: fc.constant(null),
		referral: fc.constant(null),
		prompt: fc.constant(null),
		corrections: fc.constant(0),
		cancelled: fc.boolean()
	});

	it('add up to the unit, each sale once', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(sale, { selector: ({ id }) => id }),
				fc.option(currency),
				(sales, own) => {
					const totals = totalsOf(sales, { currency: own });
					const standing = sales.filter(({ cancelled }) => !cancelled);
					const sum = (of: string | null) =>
						standing
							.filter((each) => each.currency === of)
							.reduce((all, each) => all + BigInt(each.amount), 0n);
					// Whichever was heard of first, what happened first names the currency.
					const [first] = standing.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
					const main = own ?? first?.currency ?? null;
					expect(totals.currency).toBe(main);
					expect(BigInt(totals.amount)).toBe(sum(main));
					for (const [other, all] of Object.entries(totals.others)) {
						expect(other).not.toBe(main);
						expect(BigInt(all)).toBe(sum(other));
					}
					expect(totals.count).toBe(standing.length);
					const counts = [...totals.byProduct.values()];
					expect(counts.reduce((all, each) => all + each, 0)).toBe(standing.length);
					const people = [...totals.byPerson.values()].flatMap((own) => [...own.values()]);
					expect(people.reduce((all, each) => all + each, 0)).toBe(standing.length);
				}
			)
		);
	});
});
