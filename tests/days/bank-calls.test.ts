import { beforeAll, describe, expect, test } from 'vitest';
import { bankCalls } from '#server/replay/bank-calls.ts';
import type { Log } from '#server/replay/log.ts';
import { ticketFigures } from '#server/replay/report.ts';
import { hasLog, needs, readLog } from './data.ts';
import { fold } from './fold.ts';
import type { Folded } from './fold.ts';

const FILE = 'bank-calls-1999-02.csv';

const percent = (share: number | null) => Math.round((share ?? NaN) * 1000) / 10;
const tenth = (value: number | null) => Math.round((value ?? NaN) * 10) / 10;

/** Data: Technion SEELab, "Anonymous Bank". The figures are those published with the log. */
describe.skipIf(!hasLog(FILE))(`February 1999 of a bank's call centre${needs(FILE)}`, () => {
	let log: Log;
	let month: Folded;
	beforeAll(() => {
		log = bankCalls.read(readLog(FILE));
		if (log.branch === null) throw new Error('The log shows no branch');
		month = fold(
			log.branch,
			[...log.events].map(({ event }) => event)
		);
	});

	test('every row is a ticket, or skipped for a reason', () => {
		expect(log.broken).toEqual([]);
		expect(log.skipped).toEqual({ phantom: 278, left_in_menu: 1941 });
		expect(month.refused).toEqual([]);
		expect(log.days).toHaveLength(28);
	});

	test('the month, to the digit', () => {
		const figures = ticketFigures(month.tickets, bankCalls);
		expect(figures.tickets).toBe(31_125);
		expect(percent(figures.abandoned)).toBe(12.7);
		expect(tenth(figures.meanWait)).toBe(43.9);
		expect(percent(figures.queued.share)).toBe(57.9);
		expect(tenth(figures.queued.mean)).toBe(75.8);
		expect(figures.queued.median).toBe(50);
		expect(figures.queued.p90).toBe(179);
		expect(figures.queued.max).toBe(908);
		expect(percent(figures.over60)).toBe(24.7);
		expect(percent(figures.over300)).toBe(1.2);
		expect((figures.over600 ?? 0) * figures.tickets).toBeCloseTo(8, 6);
		expect(tenth(figures.meanService)).toBe(176.4);
		expect(figures.servers).toBe(24);
	});

	test.each([
		['1999-02-08', 1_159, 4.6, 19.4],
		['1999-02-17', 1_385, 20.7, 72.4]
	])('%s alone', (day, tickets, abandoned, meanWait) => {
		const figures = ticketFigures(
			month.tickets.filter((ticket) => ticket.day === day),
			bankCalls
		);
		expect(figures.tickets).toBe(tickets);
		expect(percent(figures.abandoned)).toBe(abandoned);
		expect(tenth(figures.meanWait)).toBe(meanWait);
	});

	test('one prompt for each of the eight who waited more than ten minutes, at its exact instant', () => {
		expect(month.prompts).toHaveLength(8);
		for (const prompt of month.prompts) {
			const ticket = month.tickets.find(
				({ day, number }) => day === prompt.day && number === prompt.ticket
			);
			expect(prompt.raisedAt).toBe((ticket?.issuedAt ?? NaN) + 600_001);
			expect(prompt.outcome).toBe(ticket?.state === 'abandoned' ? 'left' : 'missed');
		}
	});

	test('one day of the file is the same tickets with the same ids', () => {
		const day = bankCalls.read(readLog(FILE), { day: '1999-02-08' });
		const ids = new Set([...log.events].map(({ id }) => id));
		expect(ids.size).toBe(log.events.length);
		expect([...day.events].filter(({ event }) => event.type === 'ticket.issued')).toHaveLength(
			1_159
		);
		expect([...day.events].every(({ id }) => ids.has(id))).toBe(true);
		expect(day.branch).toEqual(log.branch);
	});
});
