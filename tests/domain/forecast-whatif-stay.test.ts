import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staysOfRecords, staysOfTickets } from '#lib/domain/forecast/whatif/stay.ts';
import { stageRecords, ticketRecord } from '#lib/domain/history.ts';
import { stepOfDays, tellAll } from '../support/arbitrary.ts';
import { at, Told } from '../support/history.ts';

const ZONE = 'Asia/Shanghai';

function bothWays(branch: Told) {
	const days = [branch.state.yesterday, branch.state.today].filter((day) => day !== null);
	const tickets = days.flatMap((day) => [...day.tickets.values()]);
	return {
		memory: staysOfTickets(tickets, ZONE),
		store: staysOfRecords(
			tickets.map((ticket) => ticketRecord('lakeside', ticket)),
			tickets.flatMap((ticket) => stageRecords('lakeside', ticket)),
			ZONE
		)
	};
}

describe('stays', () => {
	test('are the same from memory and from the store, whatever happened', () => {
		fc.assert(
			fc.property(fc.array(stepOfDays, { minLength: 1, maxLength: 100 }), (steps) => {
				const branch = new Told();
				tellAll(branch, steps);
				const { memory, store } = bothWays(branch);
				expect(store).toEqual(memory);
				for (const stay of memory) {
					// No instant before the one before it, whatever the clocks did.
					const known = [
						stay.issuedAt,
						stay.enteredAt,
						stay.calledAt,
						stay.startedAt,
						stay.endedAt
					];
					const instants = known.filter((instant) => instant !== null);
					expect(instants).toEqual([...instants].sort((a, b) => a - b));
					expect(stay.parked).toBeGreaterThanOrEqual(0);
				}
			}),
			{ numRuns: 150 }
		);
	});

	test('a day that closes a ticket says nothing about how it ended', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('15:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.issued', at('15:00'), 'A2', { service: 'cash' });
		branch.tell('ticket.called', at('15:01'), 'A2', { counter: '1' });
		branch.tell('ticket.started', at('15:02'), 'A2', { counter: '1' });
		branch.tell('ticket.issued', at('15:03'), 'A3', { service: 'cash' });
		branch.tell('ticket.abandoned', at('15:20'), 'A3', {});
		branch.tell('ticket.issued', at('09:00', '2026-11-26'), 'A1', { service: 'cash' });
		const { memory } = bothWays(branch);
		expect(memory.map(({ ticket, end, endedAt }) => ({ ticket, end, endedAt }))).toEqual([
			{ ticket: 'A1', end: null, endedAt: null },
			{ ticket: 'A2', end: null, endedAt: null },
			{ ticket: 'A3', end: 'abandoned', endedAt: at('15:20') },
			{ ticket: 'A1', end: null, endedAt: null }
		]);
	});

	test('parked time is the begin of the last stay', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'C1', { service: 'opening' });
		branch.tell('ticket.parked', at('09:01'), 'C1', {});
		branch.tell('ticket.resumed', at('09:06'), 'C1', {});
		branch.tell('ticket.called', at('09:08'), 'C1', { counter: '1' });
		expect(bothWays(branch).memory).toMatchObject([{ ticket: 'C1', parked: 300_000 }]);
	});
});
