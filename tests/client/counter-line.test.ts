import { expect, test } from 'vitest';
import { lineAt } from '../../src/routes/counter/line.ts';
import type { TicketRow } from '../../src/lib/protocol/index.ts';
import { branch, byId, cash, counter, ticket, transfer } from './counter-rows.ts';

function line(tickets: TicketRow[], services: string[], run = 0) {
	const rows = {
		branch,
		services: { cash: { ...cash, run }, transfer },
		tickets: byId(tickets),
		prompts: {}
	};
	const { waiting, parked } = lineAt(rows, counter('1', { services }));
	return {
		waiting: waiting.map(({ ticket: { id } }) => id),
		parked: parked.map((p) => p.ticket.id)
	};
}

test('of the lines that a counter works on the oldest claim is next', () => {
	const tickets = [
		ticket('A1', 4),
		ticket('B1', 6, { service: 'transfer' }),
		ticket('A2', 3),
		ticket('C1', 9, { service: 'opening' })
	];
	expect(line(tickets, ['cash', 'transfer']).waiting).toEqual(['B1', 'A1', 'A2']);
	expect(line(tickets, ['cash']).waiting).toEqual(['A1', 'A2']);
});

test('who was passed on to a counter is called there, whatever its profile, and nowhere else', () => {
	const tickets = [ticket('A1', 4), ticket('B1', 6, { service: 'transfer', heldFor: '1' })];
	expect(line(tickets, ['cash']).waiting).toEqual(['B1', 'A1']);
	const held = [ticket('A1', 4), ticket('A2', 6, { heldFor: '2' })];
	expect(line(held, ['cash']).waiting).toEqual(['A1']);
});

test('after so many with priority an ordinary one is next, as the server calls', () => {
	const vip = (number: string, minutes: number) =>
		ticket(number, minutes, { segment: 'vip', order: 0 });
	const tickets = [ticket('A1', 8), vip('A2', 5), vip('A3', 4)];
	expect(line(tickets, ['cash']).waiting).toEqual(['A2', 'A3', 'A1']);
	expect(line(tickets, ['cash'], 2).waiting).toEqual(['A1', 'A2', 'A3']);
});

test('parked and called stand in no line; those parked for its services are shown, the longest first', () => {
	const tickets = [
		ticket('A1', 4),
		ticket('A2', 6, { state: 'parked' }),
		ticket('A3', 9, { state: 'parked' }),
		ticket('B1', 12, { state: 'parked', service: 'transfer' }),
		ticket('A4', 9, { state: 'called', counter: '2' })
	];
	expect(line(tickets, ['cash'])).toEqual({ waiting: ['A1'], parked: ['A3', 'A2'] });
});
