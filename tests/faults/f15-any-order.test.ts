import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TicketRecord } from '#lib/protocol/index.ts';
import { benchBranch, branchDays } from '../bench/support/branch-days.ts';
import type { StreamEvent } from '../bench/support/branch-days.ts';
import { howMany, report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { testServer } from '../support/test-server.ts';

/** Customers of the morning, whose events arrive in any order. */
const CUSTOMERS = howMany(40, 250);
const ORDERS = howMany(3, 8);

const RANK: Readonly<Record<string, number>> = { waiting: 0, parked: 0, called: 1, serving: 2 };
/** Whoever is sent on, or comes back, stands in the line again. */
const BACK = new Set(['ticket.requeued', 'ticket.transferred', 'ticket.resumed']);

function morning(): StreamEvent[] {
	const numbers = new Set<string>();
	const told: StreamEvent[] = [];
	for (const each of branchDays(11)) {
		if (each.event.type === 'ticket.issued' && numbers.size < CUSTOMERS)
			numbers.add(each.event.subject);
		if (numbers.has(each.event.subject)) told.push(each);
		if (each.day > 0) break;
	}
	return told.filter(({ day }) => day === 0);
}

const asSent = ({ id, source, event }: StreamEvent) => ({
	...{ specversion: '1.0', id, source, type: event.type, subject: event.subject },
	...{ data: event.data, time: new Date(event.at).toISOString() }
});

test(`F15: the events of ${CUSTOMERS} customers, in any order and again and again, have one effect`, async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F15: seed ${seed}`);
	const told = morning();
	const at = Date.parse('2024-01-01T20:00:00+08:00');
	const inOrder = await testServer({ clock: manualClock(at), branches: [benchBranch('lakeside')] });
	for (let from = 0; from < told.length; from += 500) {
		const { body } = await inOrder.batch(told.slice(from, from + 500).map(asSent));
		expect(body.rejected).toEqual([]);
	}
	const ticketsOf = (server: typeof inOrder) =>
		server.app.store.history.tickets('lakeside', '2024-01-01', '2024-01-01');
	const expected = new Map(ticketsOf(inOrder).map((each) => [each.number, each]));
	const moved = new Set(
		told.filter(({ event }) => BACK.has(event.type)).map(({ event }) => event.subject)
	);
	let sent = 0;
	let early = 0;
	let impossible = 0;
	const orders = fc.sample(
		fc
			.shuffledSubarray([...told, ...told], {
				minLength: 2 * told.length,
				maxLength: 2 * told.length
			})
			.chain((order) =>
				fc.tuple(fc.constant(order), fc.infiniteStream(fc.integer({ min: 1, max: 25 })))
			),
		{ seed, numRuns: ORDERS }
	);
	for (const [order, sizes] of orders) {
		const server = await testServer({
			clock: manualClock(at),
			branches: [benchBranch('lakeside')]
		});
		const rank = new Map<string, number>();
		const taken = new Set<string>();
		/** What was told before its ticket was issued is refused, and its source tells it again. */
		let again: StreamEvent[] = [];
		const tell = async (events: StreamEvent[]) => {
			sent += events.length;
			const { status, body } = await server.batch(events.map(asSent));
			expect(status).toBe(200);
			const strange = body.rejected.filter(
				({ index, code }) => code !== 'unknown_ticket' && !moved.has(events[index]!.event.subject)
			);
			expect(strange).toEqual([]);
			const refused = new Set(body.rejected.map(({ index }) => index));
			early += refused.size;
			for (const [index, each] of events.entries()) {
				if (refused.has(index)) again.push(each);
				else taken.add(each.id);
			}
			const back = new Set(
				events.filter(({ event }) => BACK.has(event.type)).map(({ event }) => event.subject)
			);
			for (const { number, state } of ticketsOf(server)) {
				const now = RANK[state] ?? 3;
				const falls = now < (rank.get(number) ?? 0) && !back.has(number);
				if (falls) expect({ number, state, was: rank.get(number) }).toBe('never moved back');
				rank.set(number, now);
			}
		};
		for (let from = 0; from < order.length;) {
			const size = sizes.next().value as number;
			await tell(order.slice(from, from + size));
			from += size;
		}
		for (let before = Infinity; again.length > 0 && again.length < before;) {
			const events = again;
			before = events.length;
			again = [];
			for (let from = 0; from < events.length; from += 500)
				await tell(events.slice(from, from + 500));
		}
		// Who was sent on before they were called, as this order has it, was not: only such may be left.
		const left = new Set(again.map(({ id }) => id).filter((id) => !taken.has(id)));
		expect(again.filter(({ event }) => !moved.has(event.subject))).toEqual([]);
		expect(taken.size).toBe(told.length - left.size);
		impossible += left.size;
		const log = server.app.store.read('lakeside', 0, 1_000_000);
		const ids = log.flatMap(({ id, source }) => (id === null ? [] : [`${source} ${id}`]));
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength(taken.size);
		const facts = ({ state, issuedAt, calledAt, startedAt, endedAt, wait }: TicketRecord) => ({
			...{ state, issuedAt, calledAt, startedAt, endedAt, wait }
		});
		for (const ticket of ticketsOf(server)) {
			if (moved.has(ticket.number)) continue;
			expect({ number: ticket.number, ...facts(ticket) }).toEqual({
				number: ticket.number,
				...facts(expected.get(ticket.number)!)
			});
		}
		await server.stop();
	}
	report(
		'F15',
		`${told.length} events of ${CUSTOMERS} customers in ${ORDERS} orders, ${sent} sent, ${early} before their ticket, one effect each; ${impossible} that this order makes impossible`
	);
});
