import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callingOrder, lineOf, type LineTicket } from '#lib/domain/queue/line.ts';
import { nextTicket } from '#lib/domain/queue/next.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const tickets: fc.Arbitrary<LineTicket[]> = fc
	.array(
		fc.record({
			segment: fc.constantFrom('ordinary' as const, 'priority' as const, 'vip' as const),
			issuedAt: fc.nat(3_600_000),
			head: fc.nat(900_000)
		}),
		{ maxLength: 40 }
	)
	.map((list) =>
		list.map(({ segment, issuedAt, head }, index) => ({
			id: `A${index}`,
			segment,
			issuedAt,
			order: segment === 'ordinary' ? issuedAt : issuedAt - head
		}))
	);

describe('the line', () => {
	it('has every ticket once, and places count from 1', () => {
		fc.assert(
			fc.property(tickets, fc.nat(5), (list, run) => {
				const places = lineOf(list, { consecutivePriority: 3 }, run);
				expect(places.map(({ place }) => place)).toEqual(list.map((_, index) => index + 1));
				expect(new Set(places.map(({ id }) => id))).toEqual(new Set(list.map(({ id }) => id)));
			})
		);
	});

	it('is first come, first served among equals', () => {
		fc.assert(
			fc.property(tickets, (list) => {
				const line = callingOrder(list, { consecutivePriority: 3 });
				const ordinary = line.filter(({ segment }) => segment === 'ordinary');
				expect(ordinary.map((ticket) => ticket.issuedAt)).toEqual(
					ordinary.map((ticket) => ticket.issuedAt).sort((a, b) => a - b)
				);
			})
		);
	});

	it('calls at most so many priority tickets in a row while an ordinary one waits', () => {
		fc.assert(
			fc.property(tickets, fc.integer({ min: 1, max: 4 }), fc.nat(6), (list, limit, run) => {
				let inARow = run;
				let ordinaryLeft = list.filter(({ segment }) => segment === 'ordinary').length;
				for (const ticket of callingOrder(list, { consecutivePriority: limit }, run)) {
					if (ticket.segment === 'ordinary') {
						inARow = 0;
						ordinaryLeft -= 1;
					} else {
						inARow += 1;
						if (ordinaryLeft > 0) expect(inARow).toBeLessThanOrEqual(Math.max(limit, 1));
					}
				}
			})
		);
	});

	it('says how many each passes and yields to', () => {
		const line = lineOf(
			[
				{ id: 'A1', segment: 'ordinary', issuedAt: 100, order: 100 },
				{ id: 'A2', segment: 'ordinary', issuedAt: 200, order: 200 },
				{ id: 'V1', segment: 'vip', issuedAt: 300, order: 150 }
			],
			{ consecutivePriority: 3 }
		);
		expect(line).toEqual([
			{ id: 'A1', place: 1, passes: 0, yields: 0 },
			{ id: 'V1', place: 2, passes: 1, yields: 0 },
			{ id: 'A2', place: 3, passes: 0, yields: 1 }
		]);
	});
});

describe('the order of calling in a branch', () => {
	const order = (branch: Told) =>
		lineOf(
			Object.values(branch.view().tickets).filter(({ state }) => state === 'waiting'),
			{ consecutivePriority: 3 }
		).map(({ id }) => id);

	it('lets a priority ticket pass those issued up to its head start before it', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.issued', at('09:05'), 'A2', { service: 'cash' });
		branch.tell('ticket.issued', at('09:12'), 'P1', { service: 'cash', segment: 'priority' });
		// Level 2, one point each 300 s: ten minutes of head start.
		expect(order(branch)).toEqual(['A1', 'P1', 'A2']);
	});

	it('lets nobody overtake a ticket that has aged to the cap', () => {
		const file = smallBranch({ calling: { cap: 3, levels: { priority: 2.9 } } });
		const branch = new Told(file);
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.issued', at('09:14'), 'P1', { service: 'cash', segment: 'priority' });
		expect(order(branch)).toEqual(['P1', 'A1']);
		branch.pass(at('09:15'));
		// At 15 minutes A1 is at the cap; P1, at the cap since 14:30, was issued later.
		expect(order(branch)).toEqual(['A1', 'P1']);
		expect(branch.view().tickets['A1']?.why).toEqual([{ code: 'aged' }]);
	});

	it('puts a customer who missed the call next, then after three, then nowhere', () => {
		const branch = new Told();
		for (let i = 0; i < 9; i += 1) {
			branch.tell('ticket.issued', at('09:00') + i * 1000, `A${i}`, { service: 'cash' });
		}
		branch.tell('ticket.called', at('09:01'), 'A0', { counter: '1' });
		branch.tell('ticket.no_show', at('09:02'), 'A0', {});
		const serve = (number: string, when: number) => {
			branch.tell('ticket.called', when, number, { counter: '1' });
			branch.tell('ticket.finished', when + 1000, number, {});
		};
		for (const [index, number] of ['A1', 'A2', 'A3', 'A4'].entries())
			serve(number, at('09:03') + index * 10_000);
		const back = branch.tell('ticket.resumed', at('09:05'), 'A0', {}, { origin: 'person' });
		expect(back).toBe('ok');
		expect(order(branch)).toEqual(['A5', 'A6', 'A7', 'A0', 'A8']);
	});

	it('refuses a person who comes back too late, and believes a machine', () => {
		const branch = new Told();
		for (let i = 0; i < 9; i += 1) {
			branch.tell('ticket.issued', at('09:00') + i * 1000, `A${i}`, { service: 'cash' });
		}
		branch.tell('ticket.called', at('09:01'), 'A0', { counter: '1' });
		branch.tell('ticket.no_show', at('09:02'), 'A0', {});
		for (let i = 1; i < 8; i += 1)
			branch.tell('ticket.called', at('09:03') + i, `A${i}`, { counter: '1' });
		expect(branch.tell('ticket.resumed', at('09:05'), 'A0', {}, { origin: 'person' })).toBe(
			'returned_too_late'
		);
		expect(branch.tell('ticket.resumed', at('09:05'), 'A0', {})).toBe('ok');
	});

	it('gives a counter the oldest claim among the lines of its profile', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'C1', { service: 'opening' });
		branch.tell('ticket.issued', at('09:01'), 'A1', { service: 'cash' });
		expect(nextTicket(branch.state, '1')?.number).toBe('C1');
		expect(nextTicket(branch.state, '2')?.number).toBe('A1');
		branch.tell('ticket.called', at('09:02'), 'C1', { counter: '1' });
		expect(nextTicket(branch.state, '3')).toBeUndefined();
	});
});
