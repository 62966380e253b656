import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stageRecords, ticketRecord } from '#lib/domain/history.ts';
import type { Ticket } from '#lib/domain/queue/ticket.ts';
import type { EventType } from '#lib/protocol/index.ts';
import { at, Told } from '../support/history.ts';

interface Fact {
	type: EventType;
	when: number;
	data: Record<string, unknown>;
}

function ticketOf(branch: Told, number = 'A001'): Ticket {
	const ticket = branch.state.today?.tickets.get(number);
	if (ticket === undefined) throw new Error(`${number} is unknown`);
	return ticket;
}

/** Tells a ticket's issue and then facts about it in the order given, all of them heard at 10:00. */
function toldInOrder(facts: readonly Fact[]) {
	const branch = new Told();
	const heard = at('10:00');
	branch.pass(heard);
	branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' }, { heard });
	const answers = facts.map(({ type, when, data }) =>
		branch.tell(type, when, 'A001', data as never, { heard })
	);
	return { branch, answers };
}

const permuted = (facts: readonly Fact[]) =>
	fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length });

/** A call, a start and an end; any two of them may share an instant. */
const served = fc
	.record({
		call: fc.nat(600_000),
		start: fc.nat(3),
		end: fc.nat(3),
		counters: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom('1', '2', '3')))
	})
	.map(({ call, start, end, counters }): Fact[] => {
		const [first, second, third] = counters;
		const calledAt = at('09:00') + call;
		const startedAt = calledAt + start * 30_000;
		return [
			{ type: 'ticket.called', when: calledAt, data: { counter: first, staff: 'li' } },
			{ type: 'ticket.started', when: startedAt, data: { counter: second } },
			{ type: 'ticket.finished', when: startedAt + end * 60_000, data: { counter: third } }
		];
	});

describe('facts that arrive in another order than they happened', () => {
	it('make the same record of a call, a start and an end, and none is refused', () => {
		fc.assert(
			fc.property(
				served.chain((facts) => fc.tuple(fc.constant(facts), permuted(facts))),
				([facts, arrived]) => {
					const straight = toldInOrder(facts);
					const mixed = toldInOrder(arrived);
					expect(mixed.answers).toEqual(['ok', 'ok', 'ok']);
					expect(ticketRecord('b', ticketOf(mixed.branch))).toEqual(
						ticketRecord('b', ticketOf(straight.branch))
					);
					expect(stageRecords('b', ticketOf(mixed.branch))).toEqual(
						stageRecords('b', ticketOf(straight.branch))
					);
					expect(mixed.branch.view().kpis).toEqual(straight.branch.view().kpis);
				}
			)
		);
	});

	it('count as one call of the line in any order', () => {
		for (const order of [
			[0, 1, 2],
			[2, 1, 0],
			[1, 0, 2]
		]) {
			const facts: Fact[] = [
				{ type: 'ticket.called', when: at('09:10'), data: { counter: '1' } },
				{ type: 'ticket.started', when: at('09:11'), data: { counter: '1' } },
				{ type: 'ticket.finished', when: at('09:15'), data: {} }
			];
			const { branch } = toldInOrder(order.map((index) => facts[index] as Fact));
			expect(branch.state.today?.calls.get('cash')).toBe(1);
		}
	});

	it('are unknown when the issue has not come yet, and lose nothing else', () => {
		const branch = new Told();
		const heard = at('10:00');
		const tell = (type: EventType, when: number, data: object) =>
			branch.tell(type, when, 'A001', data as never, { heard });
		expect(tell('ticket.finished', at('09:15'), {})).toBe('unknown_ticket');
		expect(tell('ticket.started', at('09:11'), { counter: '1' })).toBe('unknown_ticket');
		expect(tell('ticket.called', at('09:10'), { counter: '1' })).toBe('unknown_ticket');
		expect(tell('ticket.issued', at('09:00'), { service: 'cash' })).toBe('ok');
		expect(branch.view().tickets['A001']).toMatchObject({ state: 'waiting' });
	});

	it('do not end a ticket that came back to the line since', () => {
		for (const late of ['ticket.finished', 'ticket.no_show', 'ticket.abandoned'] as const) {
			const { branch } = toldInOrder([
				{ type: 'ticket.called', when: at('09:10'), data: { counter: '1' } },
				{ type: 'ticket.started', when: at('09:11'), data: { counter: '1' } },
				{ type: 'ticket.requeued', when: at('09:20'), data: { reason: 'form_error' } },
				{ type: late, when: at('09:15'), data: {} }
			]);
			expect(branch.view().tickets['A001']).toMatchObject({ state: 'waiting' });
		}
	});

	it('do not take a returned customer out of the line again', () => {
		const { branch, answers } = toldInOrder([
			{ type: 'ticket.called', when: at('09:10'), data: { counter: '1' } },
			{ type: 'ticket.no_show', when: at('09:12'), data: {} },
			{ type: 'ticket.resumed', when: at('09:15'), data: {} },
			{ type: 'ticket.no_show', when: at('09:12:30'), data: {} }
		]);
		expect(answers).toEqual(['ok', 'ok', 'ok', 'ok']);
		expect(branch.view().tickets['A001']).toMatchObject({ state: 'waiting' });
	});

	it('fill the call of a wait that ended since, and leave the present one alone', () => {
		const { branch } = toldInOrder([
			{ type: 'ticket.started', when: at('09:11'), data: { counter: '1' } },
			{ type: 'ticket.requeued', when: at('09:20'), data: { reason: 'form_error' } },
			{ type: 'ticket.called', when: at('09:10'), data: { counter: '1' } }
		]);
		const [first, second] = stageRecords('b', ticketOf(branch));
		expect(first).toMatchObject({ calledAt: at('09:10'), startedAt: at('09:11'), wait: 600_000 });
		expect(second).toMatchObject({ calledAt: null, wait: null });
		expect(branch.view().tickets['A001']).toMatchObject({ state: 'waiting' });
	});

	it('leave the service that began since alone', () => {
		for (const late of ['ticket.no_show', 'ticket.abandoned', 'ticket.parked'] as const) {
			const { branch, answers } = toldInOrder([
				{ type: 'ticket.called', when: at('09:10'), data: { counter: '1' } },
				{ type: 'ticket.started', when: at('09:11'), data: { counter: '1' } },
				{ type: late, when: at('09:10:30'), data: {} }
			]);
			expect(answers).toEqual(['ok', 'ok', 'ok']);
			expect(branch.view().tickets['A001']).toMatchObject({ state: 'serving', counter: '1' });
		}
	});

	it('do not open a counter again that closed since', () => {
		const branch = new Told();
		const heard = at('13:00');
		branch.tell('counter.opened', at('09:00'), '1', { staff: 'li' });
		branch.tell('counter.closed', at('12:00'), '1', {});
		branch.tell('ticket.issued', at('09:05'), 'A001', { service: 'cash' }, { heard });
		branch.tell('ticket.called', at('09:10'), 'A001', { counter: '1', staff: 'li' }, { heard });
		branch.tell('ticket.finished', at('09:15'), 'A001', {}, { heard });
		const { state, staff, ticket } = branch.view().counters['1'] ?? {};
		expect({ state, staff, ticket }).toEqual({
			state: 'closed',
			staff: undefined,
			ticket: undefined
		});
	});

	it('close a prompt at the earliest when it was raised', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
		branch.pass(at('09:11'));
		const heard = at('09:11');
		branch.tell('ticket.called', at('09:09'), 'A001', { counter: '1' }, { heard });
		const [prompt] = branch.state.today?.prompts.values() ?? [];
		expect(prompt?.phase).toMatchObject({
			state: 'closed',
			outcome: 'missed',
			closedAt: at('09:10:00.001')
		});
		expect(branch.view().kpis['today']).toMatchObject({ meanWait: 540, overThreshold: 0 });
	});
});
