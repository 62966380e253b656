import { describe, expect, it } from 'vitest';
import type { FunnelRow, TodayRow } from '#lib/protocol/index.ts';
import { Watched } from '../support/busy-branch.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const SALE = { product: 'p', amount: 100, currency: 'CNY', staff: 'li', channel: 'lobby' as const };
const kpis = (branch: Told) => branch.view().kpis;
const today = (branch: Told) => kpis(branch)['today'] as TodayRow;
const funnel = (branch: Told) => kpis(branch)['funnel'] as FunnelRow;

describe('conversion', () => {
	it('is a share: who bought without a word is in the sales alone', () => {
		const branch = new Told();
		for (const number of ['A1', 'A2', 'A3']) {
			branch.tell('ticket.issued', at('09:00'), number, { service: 'cash' });
			branch.tell('sale.recorded', at('09:05'), `of-${number}`, { ...SALE, number });
		}
		expect(today(branch)).toMatchObject({ sales: 3, converted: 0, conversion: null });
		branch.tell('engagement.recorded', at('09:06'), 'A1', { staff: 'li', result: 'talked' });
		expect(today(branch)).toMatchObject({ approached: 1, converted: 1, conversion: 1 });
		branch.tell('engagement.undone', at('09:06'), 'A1', { staff: 'li' });
		expect(today(branch)).toMatchObject({ approached: 0, converted: 0, conversion: null });
	});
});

describe('the currency of a branch that names none', () => {
	it('is that of the sale which happened first, in whichever order they are told', () => {
		const early = { ...SALE, currency: 'USD', amount: 7 };
		const told = new Told();
		told.tell('sale.recorded', at('09:00'), 's1', early);
		told.tell('sale.recorded', at('10:00'), 's2', SALE);
		const late = new Told();
		late.tell('sale.recorded', at('10:00'), 's2', SALE);
		late.tell('sale.recorded', at('09:00'), 's1', early, { heard: at('10:30') });
		for (const branch of [told, late, late.restarted()]) {
			expect(today(branch)).toMatchObject({
				sales: 2,
				amount: 7,
				currency: 'USD',
				otherAmounts: { CNY: 100 }
			});
		}
		late.tell('sale.cancelled', at('10:31'), 's1', { staff: 'li', reason: 'typed' });
		expect(today(late)).toMatchObject({ amount: 100, currency: 'CNY', otherAmounts: {} });
	});
});

describe('a referral made after midnight', () => {
	it('is of the customer whom midnight cut off, not of who has the number next', () => {
		const branch = new Told(smallBranch());
		const next = '2026-11-26';
		branch.tell('ticket.issued', at('23:30'), 'A1', { service: 'cash' });
		branch.tell('ticket.called', at('23:45'), 'A1', { counter: '1' });
		branch.tell('referral.made', at('00:10', next), 'r1', { from: 'li', number: 'A1' });
		expect(branch.state.yesterday?.tickets.get('A1')?.referral).toBe(1);
		expect(today(branch)).toMatchObject({ referralsMade: 0 });
		branch.tell('ticket.issued', at('08:30', next), 'A1', { service: 'cash' });
		branch.pass(at('08:41', next));
		branch.tell('engagement.recorded', at('08:41', next), 'A1', {
			staff: 'li',
			prompt: `long_wait/A1/${next}`,
			result: 'interested'
		});
		branch.tell('referral.met', at('09:00', next), 'r1', { staff: 'wang' });
		expect(branch.state.yesterday?.tickets.get('A1')?.referral).toBe(2);
		expect(funnel(branch)).toMatchObject({ prompted: 1, interested: 1, referred: 0, met: 0 });
	});
});

describe('a sale whose product was wrong', () => {
	it('leaves the row of the one and comes into that of the other', () => {
		const names = { zh: '品', en: 'Product' };
		const branch = new Watched(
			smallBranch({
				products: [
					{ id: 'p', name: names },
					{ id: 'q', name: names }
				],
				targets: [{ product: 'p', perDay: 3 }]
			})
		);
		const row = (product: string) => branch.board.view('head').kpis?.[`product/${product}`];
		branch.tell('sale.recorded', at('09:00'), 's1', SALE);
		expect([row('p'), row('q')]).toMatchObject([{ sold: 1, target: 3 }, undefined]);
		const change = { staff: 'li', product: 'q', reason: 'typed' };
		branch.tell('sale.corrected', at('09:01'), 's1', change);
		expect(row('p')).toMatchObject({ sold: 0, target: 3 });
		expect(row('q')).toMatchObject({ sold: 1, target: null });
	});
});
