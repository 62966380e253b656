import { beforeAll, describe, expect, test } from 'vitest';
import { bankCalls } from '#server/replay/bank-calls.ts';
import { counterTickets } from '#server/replay/counter-tickets.ts';
import { predictionFigures, scoredOf } from '#server/replay/predictions.ts';
import type { Scored } from '#server/replay/predictions.ts';
import type { TicketRecord } from '#lib/protocol/index.ts';
import { hasLog, needs } from './data.ts';
import { ticketsOf, widthOfHours } from './tickets.ts';

const since = (day: string, tickets: readonly TicketRecord[]) =>
	tickets.filter((ticket) => ticket.day >= day);

/**
 * Estimates at issue of customers who waited and were served, from the past alone: the first week only teaches.
 * Data: Technion SEELab, "Anonymous Bank".
 */
const CALLS = 'bank-calls-1999-02.csv';
describe.skipIf(!hasLog(CALLS))(
	`waits of a bank's call centre, 8 to 28 February${needs(CALLS)}`,
	() => {
		let tickets: TicketRecord[];
		beforeAll(() => void (tickets = since('1999-02-08', ticketsOf(bankCalls, CALLS))));

		test('are nearer than those of any simple rule', () => {
			const { scored, mae, rmse, lesMae, lesRmse } = predictionFigures(tickets);
			expect(scored).toBe(10_421);
			expect(mae).toBeLessThanOrEqual(45);
			expect(rmse).toBeLessThanOrEqual(66);
			expect([lesMae, lesRmse].map((each) => Math.round(each ?? NaN))).toEqual([70, 100]);
		});

		test('fall into their range four times of five, in every part of the month, and the range is narrow', () => {
			const scored = scoredOf(tickets);
			const shareOf = (part: readonly Scored[]) =>
				part.filter(({ low, high, actual }) => actual >= low && actual <= high).length /
				part.length;
			expect(shareOf(scored)).toBeGreaterThanOrEqual(0.77);
			expect(shareOf(scored)).toBeLessThanOrEqual(0.83);
			for (const week of ['1999-02-08', '1999-02-15', '1999-02-22'].map((from, index, weeks) =>
				scored.filter(({ ticket }) => ticket.day >= from && ticket.day < (weeks[index + 1] ?? '2'))
			)) {
				expect(shareOf(week)).toBeGreaterThan(0.75);
				expect(shareOf(week)).toBeLessThan(0.87);
			}
			const width = scored.reduce((sum, { low, high }) => sum + high - low, 0) / scored.length;
			expect(width).toBeLessThan(widthOfHours(scored));
		});
	}
);

const ROOMS = 'counter-tickets-2019-08a.csv';
describe.skipIf(!hasLog(ROOMS))(`waits at a clinic's rooms, 8 to 15 August${needs(ROOMS)}`, () => {
	test('are off by little more than half as much as the last wait would be', () => {
		const { scored, rmse, lesRmse, within } = predictionFigures(
			since('2019-08-08', ticketsOf(counterTickets, ROOMS))
		);
		expect(scored).toBeGreaterThan(200);
		expect((rmse as number) / (lesRmse as number)).toBeLessThanOrEqual(0.55);
		expect(within).toBeGreaterThan(0.77);
		expect(within).toBeLessThan(0.83);
	});
});
