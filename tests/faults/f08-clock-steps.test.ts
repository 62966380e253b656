import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '#server/store/index.ts';
import { callersOf } from '../support/callers.ts';
import { report, reportSkipped } from '../support/fault.ts';
import { LONG_WAIT_ONLY, smallBranch } from '../support/history.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { steppingClock } from '../support/stepping-clock.ts';
import { event, settled, testServer } from '../support/test-server.ts';
import type { Screen } from '../support/test-server.ts';

const HOUR = 3_600_000;
const WAITING = 30;
/** Set up at seven in the morning, three hours before the step. */
const SET_UP = Date.parse('2026-11-25T07:00:00+08:00');

/** A busy lobby: somebody comes every fifteen seconds, nobody has waited long; a lobby manager looks at the tablet. */
async function busyLobby() {
	const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	onTestFinished(() => said.mockRestore());
	const clock = steppingClock(SET_UP);
	const branch = smallBranch({ clock: 'wall', prompts: LONG_WAIT_ONLY });
	const server = await testServer({ clock, branches: [branch], unlimited: true });
	clock.advance(3 * HOUR);
	// Signed in for a working day, as people are.
	const signedIn = callersOf(server.app, () => clock.real() + 11 * HOUR);
	const { cookie = '' } = signedIn('lobby_manager').headers;
	const tablet: Screen = io(server.url, {
		...{ transports: ['websocket'], forceNew: true, reconnection: false },
		extraHeaders: { cookie }
	});
	onTestFinished(() => void tablet.close());
	const watch = () =>
		tablet.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'lobby' });
	expect(await watch()).toMatchObject({ ok: true });
	for (let n = 1; n <= WAITING; n += 1) {
		expect(await server.post(event('ticket.issued', `A${n}`, { service: 'cash' }))).toMatchObject({
			status: 200
		});
		clock.advance(15_000);
	}
	const log = () => server.app.store.read('lakeside', 0, 10_000);
	const raised = () => log().filter(({ type }) => type === 'prompt.raised');
	/** Lets time pass second by second, each on disk before the next. */
	const pass = async (seconds: number) => {
		for (let n = 0; n < seconds; n += 1) {
			clock.advance(1_000);
			for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
		}
		await settled(server);
	};
	return { server, clock, tablet, watch, log, raised, pass, said };
}

test('F8: an hour forward: nobody is prompted before they have waited ten minutes, and all are then', async () => {
	const { server, clock, tablet, watch, log, raised, pass, said } = await busyLobby();
	expect(raised()).toEqual([]);
	clock.step(HOUR);
	await pass(30);
	// The first has waited eight minutes; by the clock it is an hour and eight.
	expect(raised()).toEqual([]);
	await pass(180);
	const soon = raised().length;
	expect(soon).toBeGreaterThan(0);
	expect(soon).toBeLessThan(WAITING / 2);
	await pass(420);
	const tickets = raised().map(({ subject }) => subject);
	expect(tickets).toHaveLength(WAITING);
	expect(new Set(tickets).size).toBe(WAITING);
	const instants = raised().map(({ at }) => at);
	const gaps = instants.slice(1).map((at, n) => at - instants[n]!);
	expect(gaps).toEqual(gaps.map(() => 15_000));
	expect(said.mock.calls.flat().join('\n')).toContain('forward by 3600.0 s');
	expect(tablet.connected).toBe(true);
	expect(await watch()).toMatchObject({ ok: true });
	expect(log().map(({ seq }) => seq)).toEqual(log().map((_, n) => n + 1));
	expect(server.app.store.verify('lakeside').ok).toBe(true);
	report(
		'F8',
		`an hour forward: 0 prompts at once, ${WAITING} of ${WAITING} each when its ten minutes were over`
	);
});

test('F8: an hour forward and back again: everybody is prompted when their ten minutes are over', async () => {
	const { clock, raised, pass } = await busyLobby();
	clock.step(HOUR);
	await pass(30);
	clock.step(-HOUR);
	await pass(630);
	const instants = raised().map(({ at }) => at);
	expect(instants).toHaveLength(WAITING);
	// The first came at ten.
	expect(instants[0]).toBe(SET_UP + 3 * HOUR + 600_001);
	report('F8', 'forward and back again: 30 of 30 at their time');
});

test('F8: two hours back: no wait is negative, nobody is signed out, the log keeps its order', async () => {
	const { server, clock, tablet, watch, log, raised, pass, said } = await busyLobby();
	clock.step(-2 * HOUR);
	await pass(30);
	const call = (number: string, type: string) => server.post(event(type, number, { counter: '1' }));
	for (const type of ['ticket.called', 'ticket.started', 'ticket.finished']) {
		expect((await call('A1', type)).status).toBe(200);
	}
	expect((await server.post(event('ticket.issued', 'B1', { service: 'cash' }))).status).toBe(200);
	await pass(620);
	// Who came after the step is prompted about ten minutes later, whatever the clock said before.
	expect(raised().map(({ subject }) => subject.split('/')[1])).toEqual(['B1']);
	const answer = await watch();
	if (!answer.ok || !('view' in answer)) throw new Error('no view');
	const today = answer.view.kpis?.['today'] as unknown as Record<string, number | null>;
	for (const key of ['meanWait', 'p50Wait', 'p90Wait', 'longestWait', 'meanService']) {
		expect(today[key] ?? 0).toBeGreaterThanOrEqual(0);
	}
	const stored = server.app.store.history.tickets('lakeside', '2026-11-25', '2026-11-25');
	expect(stored).toHaveLength(WAITING + 1);
	for (const { wait, service } of stored.map((each) => ({
		wait: each.wait,
		service: each.serviceTime
	}))) {
		expect(wait ?? 0).toBeGreaterThanOrEqual(0);
		expect(service ?? 0).toBeGreaterThanOrEqual(0);
	}
	expect(said.mock.calls.flat().join('\n')).toContain('back by 7200.0 s');
	expect(tablet.connected).toBe(true);
	expect(log().map(({ seq }) => seq)).toEqual(log().map((_, n) => n + 1));
	expect(server.app.store.verify('lakeside').ok).toBe(true);
	report('F8', 'two hours back: waits at least 0, one prompt for whoever came after');
});

/** What Debian's package `faketime` loads into a program to shift its clock; undefined: it is not installed. */
const shifting = spawnSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'], {
	encoding: 'utf8'
}).stdout?.trim();
if (!shifting) {
	reportSkipped('F8', 'faketime is not installed: the clock is set inside the process instead');
}

test.skipIf(!shifting)('F8: the clock of a whole process is set under it', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-f08-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
	const shift = join(folder, 'shift');
	// From the next noon of the branch: a step of two hours is within the day, whatever time it is here.
	const now = Date.now();
	const noon = SET_UP + 5 * HOUR + Math.ceil((now - SET_UP) / (24 * HOUR)) * 24 * HOUR;
	const setTo = (seconds: number) =>
		writeFile(shift, `+${Math.round((noon - now) / 1_000) + seconds}`);
	await setTo(0);
	const server = await spawnServer(folder, 0, {
		...{ LD_PRELOAD: shifting ?? '', FAKETIME_TIMESTAMP_FILE: shift },
		...{ FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
	});
	onTestFinished(() => server.kill('SIGKILL'));
	const issue = async (subject: string) => {
		const response = await fetch(`${server.url}/api/v1/events`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${key}`,
				'content-type': 'application/cloudevents+json'
			},
			body: JSON.stringify(event('ticket.issued', subject, { service: 'cash' }))
		});
		expect(response.status).toBe(200);
	};
	for (const [name, seconds] of [
		['A', 0],
		['B', 3_600],
		['C', -7_200]
	] as const) {
		await setTo(seconds);
		for (let n = 0; n < 10; n += 1) await issue(`${name}${n}`);
	}
	await server.kill('SIGTERM');
	const store = openStore(folder, { readOnly: true });
	const log = store.read('lakeside', 0, 1_000);
	expect(store.verify('lakeside').ok).toBe(true);
	await store.close();
	const issued = log.filter(({ type }) => type === 'ticket.issued');
	const hours = issued.map(({ recordedAt }) =>
		Math.round((recordedAt - issued[0]!.recordedAt) / HOUR)
	);
	expect(hours).toEqual([0, 1, -2].flatMap((each) => Array.from({ length: 10 }, () => each)));
	expect(log.filter(({ type }) => type === 'prompt.raised')).toEqual([]);
	report('F8', 'a whole process: 30 tickets over both steps, 0 prompts');
});
