import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openOperator } from '#server/cli/operator.ts';
import { wallClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { bankCalls } from '#server/replay/bank-calls.ts';
import { toCloudEvent } from '#server/replay/cloud-event.ts';
import { counterTickets } from '#server/replay/counter-tickets.ts';
import { feed } from '#server/replay/feed.ts';
import type { Log, TicketFormat } from '#server/replay/log.ts';
import { reportOf } from '#server/replay/report.ts';
import type { Report } from '#server/replay/report.ts';
import { startServer } from '#server/server.ts';
import type { View } from '#lib/protocol/index.ts';
import { hasLog, needs, readLog } from './data.ts';

const CALLS = 'bank-calls-1999-02.csv';
const TICKETS = 'counter-tickets-2019-08a.csv';

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-days-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

const figuresOf = ({ seconds: _, eventsPerSecond: __, ...figures }: Report) => figures;

/** As `foyer replay` does it where no server runs. */
async function replayHere(format: TicketFormat, log: Log): Promise<Report> {
	const clock = wallClock();
	const operator = openOperator(newFolder(), clock);
	try {
		const applied = await operator.apply(log.branch);
		if (!applied.ok) throw new Error(applied.issues[0]?.detail);
		const send = operator.send.bind(operator, applied.branch);
		const fed = await feed(log.events, { send, speed: undefined, clock });
		return reportOf(format, log, fed, operator.history, applied.branch);
	} finally {
		await operator.close();
	}
}

/** As a queue machine would, through `POST /api/v1/events`. */
async function replayThroughHttp(
	format: TicketFormat,
	log: Log
): Promise<{ report: Report; view: View }> {
	const clock = wallClock();
	const config = readConfig({}, { data: newFolder(), port: 0 });
	const server = await startServer({ config, pages: false });
	try {
		const applied = await server.app.apply(log.branch);
		if (!applied.ok) throw new Error(applied.issues[0]?.detail);
		const { branch } = applied;
		const key = { branch, scopes: ['events:write'], name: 'replay' };
		const { secret } = server.app.store.keys.create(key, clock.real());
		const send = async (events: Parameters<typeof toCloudEvent>[0][]) => {
			const answer = await fetch(`${server.url}/api/v1/events`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${secret}`,
					'content-type': 'application/cloudevents-batch+json'
				},
				body: JSON.stringify(events.map(toCloudEvent))
			});
			expect(answer.status).toBe(200);
			const { accepted, duplicates, rejected } = (await answer.json()) as {
				accepted: number;
				duplicates: number;
				rejected: { code: string; detail: string }[];
			};
			return { accepted, duplicates, refused: rejected };
		};
		// One after the other, as a machine sends them: requests under way at once may overtake each other.
		const fed = await feed(log.events, {
			send: inTurn((events) => send([...events])),
			speed: undefined,
			clock
		});
		const report = reportOf(format, log, fed, server.app.store.history, branch);
		return { report, view: server.app.branches.get(branch)?.view('head').view ?? {} };
	} finally {
		await server.close();
	}
}

function inTurn<A, R>(run: (a: A) => Promise<R>): (a: A) => Promise<R> {
	let last: Promise<unknown> = Promise.resolve();
	return (a) => {
		const next = last.then(() => run(a));
		last = next.catch(() => undefined);
		return next;
	};
}

describe.skipIf(!hasLog(CALLS))(`all of February${needs(CALLS)}`, () => {
	test('durably through the one write path: the published figures', async () => {
		const report = await replayHere(bankCalls, bankCalls.read(readLog(CALLS)));
		console.log(
			`February: ${report.events} events, ${Math.round(report.eventsPerSecond)} events/s durably`
		);
		expect(report).toMatchObject({
			tickets: 31_125,
			skipped: { phantom: 278, left_in_menu: 1_941 },
			broken: 0,
			rejected: 0,
			servers: 24,
			queued: { median: 50, p90: 179, max: 908 }
		});
		const rounded = (value: number | null, digits: number) => (value ?? NaN).toFixed(digits);
		expect(rounded(report.abandoned, 3)).toBe('0.127');
		expect(rounded(report.meanWait, 1)).toBe('43.9');
		expect(rounded(report.queued.share, 3)).toBe('0.579');
		expect(rounded(report.queued.mean, 1)).toBe('75.8');
		expect(rounded(report.over60, 3)).toBe('0.247');
		expect(rounded(report.over300, 3)).toBe('0.012');
		expect(rounded((report.over600 ?? NaN) * report.tickets, 0)).toBe('8');
		expect(rounded(report.meanService, 1)).toBe('176.4');
		expect(report.days['1999-02-17']).toMatchObject({ tickets: 1_385 });
		expect(Object.keys(report.days)).toHaveLength(28);
	});

	test('a day of it through HTTP ends in the same figures', async () => {
		const log = bankCalls.read(readLog(CALLS), { day: '1999-02-17' });
		const here = await replayHere(bankCalls, log);
		const { report } = await replayThroughHttp(bankCalls, log);
		expect(report.rejected).toBe(0);
		expect(figuresOf(report)).toEqual(figuresOf(here));
	});
});

describe.skipIf(!hasLog(TICKETS))(`the ticket machine${needs(TICKETS)}`, () => {
	test('through HTTP and through the write path: the same figures', async () => {
		const log = counterTickets.read(readLog(TICKETS));
		const here = await replayHere(counterTickets, log);
		const { report, view } = await replayThroughHttp(counterTickets, log);
		expect(figuresOf(report)).toEqual(figuresOf(here));
		expect(report).toMatchObject({ tickets: 468, rejected: 0, skipped: { inverted: 1 } });
		expect(report.stages).toMatchObject({ stages: 816, served: 693, overTenMinutes: 508 });
		const lastDay = report.days[log.days.at(-1) ?? ''];
		expect(view.kpis?.today).toMatchObject({ issued: lastDay?.tickets });
	});
});
