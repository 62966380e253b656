import { beforeAll, describe, expect, test } from 'vitest';
import { counterTickets } from '#server/replay/counter-tickets.ts';
import type { Log } from '#server/replay/log.ts';
import { stageFigures, ticketFigures } from '#server/replay/report.ts';
import { hasLog, needs, readLog } from './data.ts';
import { fold } from './fold.ts';
import type { Folded } from './fold.ts';

const FILE = 'counter-tickets-2019-08a.csv';

describe.skipIf(!hasLog(FILE))(`1 to 15 August 2019 of a ticket machine${needs(FILE)}`, () => {
	let log: Log;
	let days: Folded;
	beforeAll(() => {
		log = counterTickets.read(readLog(FILE));
		if (log.branch === null) throw new Error('The log shows no branch');
		days = fold(
			log.branch,
			[...log.events].map(({ event }) => event)
		);
	});

	test('nothing is lost on the way', () => {
		expect(log.broken).toEqual([]);
		expect(log.skipped).toEqual({ inverted: 1 });
		expect(days.refused).toEqual([]);
		expect(days.stages).toHaveLength(815);
	});

	test('the stages, to the digit', () => {
		const figures = stageFigures(days.stages, log.overlaps ?? new Map(), 1);
		expect({ ...figures, meanWait: Math.round((figures.meanWait ?? NaN) / 6) / 10 }).toEqual({
			stages: 816,
			served: 693,
			meanWait: 36.9,
			overTenMinutes: 508,
			noShow: 23,
			passedOn: 5,
			voided: 94
		});
	});

	test('a ticket keeps its number from room to room', () => {
		expect(ticketFigures(days.tickets, counterTickets)).toMatchObject({
			tickets: 468,
			abandoned: 0,
			servers: 4
		});
	});

	test('only the two tickets that stood in two lines at once need their entry remembered', () => {
		expect([...(log.overlaps ?? [])].map(([key]) => key)).toEqual([
			'2019-08-06 1004 2',
			'2019-08-14 1037 2'
		]);
	});

	test('every wait of more than ten minutes of a ticket in the lobby has raised its prompt once', () => {
		const first = days.stages.filter(
			({ stage, enteredAt, calledAt, endedAt }) =>
				stage === 0 && (calledAt ?? endedAt ?? 0) - enteredAt > 600_000
		);
		const prompted = new Set(days.prompts.map(({ day, ticket }) => `${day} ${ticket}`));
		expect(prompted.size).toBe(days.prompts.length);
		for (const { day, number } of first) expect(prompted).toContain(`${day} ${number}`);
	});
});
