import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { App } from '#server/app.ts';
import { DayLeap } from '#server/day-leap.ts';
import type { Branch, Command } from '#server/branch.ts';
import { openHistory } from '#server/store/index.ts';
import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { callersOf } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { askRoute } from '../../support/routes.ts';
import { testConfig } from '../../support/test-config.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import { newFolder, tamper } from '../store/support.ts';
import { GET as getStats } from '../../../src/routes/api/v1/branches/[id]/stats/+server.ts';
import { GET as getTicket } from '../../../src/routes/api/v1/branches/[id]/tickets/[number]/history/+server.ts';
import { GET as getWhatIf } from '../../../src/routes/api/v1/branches/[id]/what-if/+server.ts';
import { GET as getExport } from '../../../src/routes/api/v1/branches/[id]/export/[file]/+server.ts';

const FIRST = '2026-08-01';
const instant = (day: string, time: string) => Date.parse(`${day}T${time}+08:00`);

/** A branch that its events move, which keeps little. */
function short(change: Partial<BranchFile> = {}): BranchFile {
	return lakeside({ clock: 'event', keep: { logDays: 30, historyDays: 60 }, ...change });
}

/** Three tickets, or so many, a minute each with its heartbeats. */
function* eventsOf(day: string, tickets = 3): Generator<Command> {
	let made = 0;
	const numbers = Array.from({ length: tickets }, (_, nth) => `A${nth + 1}`);
	const of = (event: Omit<IncomingEvent, 'data'> & { data: object }): Command => ({
		...{ origin: 'machine', source: 'queue', id: `${day}/${(made += 1)}` },
		event: event as IncomingEvent
	});
	for (const [nth, number] of numbers.entries()) {
		const at = instant(day, '10:00:00') + nth * 60_000;
		yield of({ type: 'ticket.issued', at, subject: number, data: { service: 'cash' } });
		for (let beat = 0; beat < 4; beat += 1) {
			yield of({ type: 'device.heartbeat', at: at + beat * 15_000, subject: 'atm-1', data: {} });
		}
		yield of({ type: 'ticket.called', at: at + 50_000, subject: number, data: { counter: '1' } });
		yield of({ type: 'ticket.finished', at: at + 55_000, subject: number, data: {} });
	}
}

async function live(branch: Branch, days: number): Promise<void> {
	for (let day = 0; day < days; day += 1) {
		const outcomes = await branch.accept([...eventsOf(dayPlus(FIRST, day))]);
		expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
	}
}

/** Rounds until one finds nothing: the first of them ask for the snapshots that later ones need. */
async function compact(app: App): Promise<void> {
	for (let before = ''; ;) {
		await app.retention.run();
		const now = JSON.stringify(app.store.compacted('lakeside'));
		if (now === before) return;
		before = now;
		// A snapshot is part of the next group.
		await app.branches.get('lakeside')!.accept([...eventsOf(dayPlus(FIRST, 99))].slice(0, 1));
	}
}

test('days that are over go by rule, the chain is whole, and a restart sees what it saw before', async () => {
	const folder = newFolder();
	const clock = manualClock();
	const open = () => new App(testConfig(folder), clock);
	const app = open();
	await app.apply(short());
	const branch = app.branches.get('lakeside')!;
	await live(branch, 100);
	const { store } = app;
	const head = store.head('lakeside');
	await compact(app);
	expect(store.head('lakeside')).toEqual(head);
	const { body } = await app.metrics.text();
	const measured = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(body)?.[1]);
	expect(measured('foyer_compaction_rows_total')).toBeGreaterThan(1_000);
	expect(measured('foyer_compaction_step_seconds_count')).toBeGreaterThan(0);

	// Today is the hundredth day.
	const logFrom = instant(dayPlus(FIRST, 99 - 30), '00:00:00');
	const thinFrom = instant(dayPlus(FIRST, 99 - 2), '00:00:00');
	const left = store.read('lakeside', 0, 100_000);
	expect(left[0]).toMatchObject({ seq: 1, type: 'branch.configured' });
	expect(left[1]!.recordedAt).toBeGreaterThanOrEqual(logFrom);
	const ofDay = (day: number) =>
		left.filter(({ id }) => id?.startsWith(`${dayPlus(FIRST, day)}/`)).length;
	expect([68, 69, 98, 99].map(ofDay)).toEqual([0, 13, 21, 21]);
	expect(left.filter(({ recordedAt }) => recordedAt >= thinFrom).length).toBeGreaterThan(42);
	expect(store.verify('lakeside')).toMatchObject({
		...{ ok: true, head },
		compacted: { whole: left.length }
	});
	const historyFrom = dayPlus(FIRST, 99 - 60);
	const kept = store.history.tickets('lakeside', '2026-01-01', '2026-12-31');
	expect(kept[0]?.day).toBe(historyFrom);
	expect(kept).toHaveLength(61 * 3);

	const seen = ['wall', 'lobby', 'head'] as const;
	const views = seen.map((screen) => branch.view(screen).view);
	await app.dispose();
	const again = open();
	const restarted = again.branches.get('lakeside')!;
	expect(seen.map((screen) => restarted.view(screen).view)).toEqual(views);

	// What was compacted comes again: its day is closed, so that it counts once whatever is still known of it.
	const repeated = await restarted.accept([...eventsOf(FIRST), ...eventsOf(dayPlus(FIRST, 90))]);
	expect(new Set(repeated.map((each) => ('code' in each ? each.code : each.kind)))).toEqual(
		new Set(['too_late', 'duplicate'])
	);
	expect(again.store.head('lakeside')).toEqual(head);
	expect(await restarted.accept([...eventsOf(dayPlus(FIRST, 99))])).toEqual(
		Array.from({ length: 21 }, () => expect.objectContaining({ kind: 'duplicate' }))
	);
	await again.dispose();

	// A later version cannot read its snapshots: the settings that were left make a state, and the days that are kept.
	tamper(folder, `update snapshots set state = '{"version":0}'`);
	const later = open();
	const upgraded = later.branches.get('lakeside')!.view('lobby').view;
	const { tickets, devices, counters, branch: rows } = views[1]!;
	expect(upgraded).toMatchObject({ tickets, devices, counters, branch: rows });
	expect(later.store.verify('lakeside').ok).toBe(true);
	await later.dispose();
});

test('whoever asks for days that are gone is told since when there are any', async () => {
	const server = await testServer({ branches: [short()] });
	const { app } = server;
	await live(app.branches.get('lakeside')!, 100);
	await compact(app);
	const since = dayPlus(FIRST, 99 - 60);
	const { headers } = callersOf(app, () => server.now())('branch_head');
	const gone = {
		...{ status: 410, code: 'compacted' },
		detail: `History is kept from ${since} on; ask for days from then on.`
	};
	const ask = (route: Parameters<typeof askRoute>[1], params: object, query: string) =>
		askRoute(server, route, { id: 'lakeside', ...params } as never, query, headers);
	const day = dayPlus(since, -1);
	const span = `from=${day}&to=${since}`;
	expect((await ask(getStats, {}, span)).body).toMatchObject(gone);
	expect((await ask(getTicket, { number: 'A1' }, `day=${day}`)).body).toMatchObject(gone);
	expect((await ask(getWhatIf, {}, `day=${day}&counters=1`)).body).toMatchObject(gone);
	expect((await ask(getExport, { file: 'tickets.csv' }, span)).body).toMatchObject(gone);
	expect((await ask(getStats, {}, `from=${since}&to=${since}`)).status).toBe(200);
	expect((await ask(getTicket, { number: 'A1' }, `day=${since}`)).status).toBe(200);
});

test('a branch that keeps its days as by default loses none of a hundred, and asks for nothing', async () => {
	const folder = newFolder();
	const app = new App(testConfig(folder), manualClock());
	await app.apply(short({ keep: {} }));
	await live(app.branches.get('lakeside')!, 100);
	await compact(app);
	const { history, close } = openHistory(folder);
	expect(history.tickets('lakeside', FIRST, FIRST)).toHaveLength(3);
	close();
	expect(app.branches.get('lakeside')!.historySince()).toBeNull();
	expect(app.store.compacted('lakeside')).toMatchObject({ log: 0, history: null });
	// Of its heartbeats only those that tell something are left.
	const beats = app.store
		.read('lakeside', 0, 100_000)
		.filter(({ type }) => type === 'device.heartbeat');
	expect(beats.length).toBeLessThan(100 * 12);
	expect(app.store.verify('lakeside').ok).toBe(true);
	await app.dispose();
});

test('half a year of a branch that keeps little: rows and pages of the file are those of its third month', async () => {
	const folder = newFolder();
	const app = new App(testConfig(folder), manualClock(Date.UTC(2027, 5, 1)));
	await app.apply(short());
	const branch = app.branches.get('lakeside')!;
	const db = new Database(join(folder, 'foyer.db'), { readonly: true });
	const count = (sql: string) => db.prepare(sql).pluck().get() as number;
	const size = () => ({
		events: count('select count(*) from events'),
		tickets: count('select count(*) from tickets'),
		spells: count('select count(*) from spells'),
		pages: count('select page_count from pragma_page_count'),
		free: count('select freelist_count from pragma_freelist_count')
	});
	const ends: ReturnType<typeof size>[] = [];
	for (let day = 0; day < 180; day += 1) {
		const outcomes = await branch.accept([...eventsOf(dayPlus(FIRST, day), 20)]);
		expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
		if (day % 6 === 5) {
			branch.requestSnapshot();
			await app.retention.run();
		}
		if (day % 90 === 89) ends.push(size());
	}
	const [third, sixth] = ends as [ReturnType<typeof size>, ReturnType<typeof size>];
	console.log(`by month 3: ${JSON.stringify(third)}, by month 6: ${JSON.stringify(sixth)}`);
	expect(sixth.events).toBeLessThanOrEqual(third.events * 1.05);
	expect(sixth.tickets).toBeLessThanOrEqual(third.tickets);
	expect(sixth.spells).toBeLessThanOrEqual(third.spells * 1.05);
	expect(sixth.pages).toBeLessThanOrEqual(third.pages * 1.1);
	// Every event of the first three months is gone by now, and each is accounted for.
	const whole = 180 * 20 * 7;
	expect(app.store.head('lakeside').seq).toBeGreaterThan(whole);
	expect(sixth.events).toBeLessThan(whole / 4);
	expect(app.store.verify('lakeside').ok).toBe(true);
	db.close();
	await app.dispose();
});

test('a clock that leaps ahead takes nothing for a day, and none at all once it is set right', async () => {
	const monotonic = manualClock(instant('2026-11-25', '20:00:00'));
	let ahead = 0;
	const now = () => monotonic.now() + ahead;
	const server = await testServer({
		clock: { ...monotonic, now, real: now },
		branches: [short({ clock: 'wall', hours: { 'mon-sun': ['09:00', '17:00'] } })]
	});
	const { app } = server;
	await server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	const { store } = app;
	const kept = () => store.history.tickets('lakeside', '2026-11-25', '2026-11-25').length;
	await app.retention.run();
	ahead = 200 * 24 * 3_600_000;
	await app.retention.run();
	monotonic.advance(23 * 3_600_000);
	await app.retention.run();
	expect(kept()).toBe(1);
	monotonic.advance(3_600_001);
	await app.retention.run();
	expect(kept()).toBe(0);

	const leap = new DayLeap('2026-11-25');
	const hours = (n: number) => n * 3_600_000;
	expect(leap.isDoubtful('2026-12-26', 0)).toBe(false);
	expect(leap.isDoubtful('2035-01-01', hours(1))).toBe(true);
	expect(leap.isDoubtful('2026-12-26', hours(20))).toBe(false);
	expect(leap.isDoubtful('2035-01-01', hours(26))).toBe(true);
	expect(leap.isDoubtful('2035-01-02', hours(50))).toBe(false);
	expect(leap.isDoubtful('2035-01-03', hours(74))).toBe(false);
});
