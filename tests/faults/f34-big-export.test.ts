import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { COMMAND_LINE } from '#server/access/access.ts';
import { startServer } from '#server/server.ts';
import { quantile } from '../bench/support/numbers.ts';
import { BenchScreen, seqOf } from '../bench/support/screens.ts';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { prepareFolder } from '../support/server-process.ts';
import { testConfig } from '../support/test-config.ts';
import { until } from '../support/test-server.ts';

/** A year of a busy branch: five hundred customers on each day. */
const DAYS = howMany(60, 365);
const TICKETS_A_DAY = 500;
const FIRST_DAY = '2025-01-01';
const LAST_DAY = dayPlus(FIRST_DAY, DAYS - 1);
const SCREENS = 30;
/** Real milliseconds between two events, and the most that a screen may wait for one. */
const EVERY = 50;
const WITHIN = 1_000;
const HOUR = 3_600_000;

/** Tickets of days long past, straight into their table. */
function fillYear(folder: string): void {
	const db = new Database(join(folder, 'foyer.db'));
	const columns =
		'branch, day, number, service, segment, state, issued_at, called_at, started_at, ended_at, counter, staff, wait, service_time, parked_time, requeues, transfers, tags';
	const { ordinal } = db.prepare('select ordinal from branches').get() as { ordinal: number };
	const insert = db.prepare(
		`insert into tickets (${columns}) values (${columns.replace(/[^,]+/g, '?')})`
	);
	db.exec('begin');
	for (let day = FIRST_DAY; day <= LAST_DAY; day = dayPlus(day, 1)) {
		const opens = Date.parse(`${day}T01:00:00Z`);
		for (let n = 0; n < TICKETS_A_DAY; n += 1) {
			const at = opens + Math.floor((n / TICKETS_A_DAY) * 8 * HOUR);
			const wait = (n % 20) * 60_000;
			// prettier-ignore
			insert.run(ordinal, day, `A${n}`, 'cash', 'ordinary', 'finished', at, at + wait, at + wait, at + wait + 300_000, '3', 't3', wait, 300_000, 0, 0, 0, '["large_amount"]');
		}
	}
	db.exec('commit');
	db.close();
}

test(`F34: while ${DAYS} days are exported, screens are told as soon as ever`, async () => {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-f34-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
	fillYear(folder);
	const server = await startServer({ config: testConfig(folder), pages: false });
	onTestFinished(() => server.close());
	/** When each event was on each screen. */
	const seen = new Map<number, number[]>();
	const screens = await Promise.all(
		Array.from({ length: SCREENS }, () =>
			BenchScreen.watching({ url: server.url, key }, 'lakeside', 'wall', (frame) => {
				const { prev, seq } = seqOf(frame);
				for (let each = prev + 1; each <= seq; each += 1) {
					seen.set(each, [...(seen.get(each) ?? []), performance.now()]);
				}
			})
		)
	);
	onTestFinished(() => screens.forEach((each) => each.close()));

	let told = 0;
	const took: number[] = [];
	/** Sends one event; takes down how long each screen waits for it. */
	const tell = async () => {
		const sent = performance.now();
		const response = await fetch(`${server.url}/api/v1/events`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${key}`,
				'content-type': 'application/cloudevents+json'
			},
			body: JSON.stringify({
				...{ specversion: '1.0', source: 'queue', id: `e${(told += 1)}`, type: 'ticket.issued' },
				...{ subject: `B${told}`, data: { service: 'cash' } }
			})
		});
		const { seq } = (await response.json()) as { seq: number };
		await until(() => (seen.get(seq)?.length ?? 0) === SCREENS);
		took.push(...seen.get(seq)!.map((at) => at - sent));
		await until(() => performance.now() >= sent + EVERY);
	};

	let exported = 0;
	let lines = 0;
	let busy = true;
	const began = performance.now();
	const file = await server.app.exports.open(COMMAND_LINE, 'lakeside', 'tickets.csv', {
		from: FIRST_DAY,
		to: LAST_DAY
	});
	if (!file.ok) throw new Error(file.detail);
	const reading = (async () => {
		for await (const part of file.parts) {
			exported += part.length;
			lines += Buffer.from(part).toString('utf8').split('\r\n').length - 1;
		}
		busy = false;
	})();
	// At least one while it runs, and one after it.
	do await tell();
	while (busy);
	await reading;
	const seconds = (performance.now() - began) / 1_000;
	const meanwhile = took.length / SCREENS;
	await tell();
	expect(lines).toBe(DAYS * TICKETS_A_DAY + 1);
	const p99 = quantile(took, 0.99);
	report(
		'F34',
		`${lines - 1} tickets, ${(exported / 2 ** 20).toFixed(0)} MB exported in ${seconds.toFixed(1)} s, ` +
			`${meanwhile} events meanwhile on ${SCREENS} screens: p99 ${p99.toFixed(0)} ms, worst ${Math.max(...took).toFixed(0)} ms`
	);
	if (AT_LENGTH) expect(p99).toBeLessThan(WITHIN);
});
