import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ROLES } from '#lib/protocol/roles.ts';
import { wallClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { startDemo } from '#server/demo/demo.ts';
import type { Demo, DemoFile, DemoOptions } from '#server/demo/demo.ts';
import type { Rows } from '#lib/protocol/index.ts';

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const run of undo.splice(0).reverse()) await run();
});

async function demo(options: Partial<DemoOptions>): Promise<Demo> {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-demo-test-'));
	undo.push(() => rmSync(folder, { recursive: true, force: true }));
	const running = await startDemo({
		config: readConfig({}, { data: folder, port: 0 }),
		clock: wallClock(),
		seed: 1,
		speed: 0,
		pages: false,
		...options
	});
	undo.push(() => running.close());
	return running;
}

test('tells the morning at once and stands at 10:24, with everybody where they should be', async () => {
	const running = await demo({ until: '10:24' });
	expect(running.sender.rejected).toEqual([]);
	expect(running.clock.now()).toBe(Date.parse('2026-11-25T10:24:00+08:00'));
	const branch = running.app.branches.get('lakeside');
	const { view, rate, now } = branch?.view('wall') ?? {};
	expect({ rate, now }).toEqual({ rate: 0, now: running.clock.now() });
	expect(view?.kpis?.today).toMatchObject({ issued: 111, waiting: 22 });
	const prompts = Object.values(view?.prompts ?? {});
	expect(prompts.some(({ state }) => state === 'open')).toBe(true);
	const long = prompts.filter(({ rule }) => rule === 'long_wait');
	for (const { raisedAt, issuedAt } of long) expect(raisedAt).toBe((issuedAt ?? NaN) + 600_001);
});

test('says where it is and how to get in, to its owner alone', async () => {
	const running = await demo({});
	expect(statSync(running.file).mode & 0o777).toBe(0o600);
	const file = JSON.parse(readFileSync(running.file, 'utf8')) as DemoFile;
	expect(file).toMatchObject({ url: running.url, branch: 'lakeside' });
	expect(file.users.map(({ role }) => role).sort()).toEqual([...ROLES].sort());
	for (const { username, password } of file.users) {
		const visitor = { address: '127.0.0.1', userAgent: 'test', cookie: undefined };
		const answer = await running.app.signIn.withPassword(username, password, visitor);
		expect(answer, username).toMatchObject({ ok: true, next: 'done' });
	}
	const answer = await fetch(`${file.url}/api/v1/events`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${file.key}`,
			'content-type': 'application/cloudevents+json'
		},
		body: JSON.stringify({
			specversion: '1.0',
			id: 'mine',
			source: '/me',
			type: 'ticket.issued',
			subject: 'Z001',
			data: { service: 'cash' }
		})
	});
	expect(answer.status).toBe(200);
	const other = await demo({});
	expect(other.key).not.toBe(running.key);
});

test('a demonstration that is left open goes on with the next day, without its night', async () => {
	// A day in about a second: what is tested is what comes after it.
	const running = await demo({ speed: 40_000, until: '16:30' });
	const day = () => {
		const rows = running.app.branches.get('lakeside')?.view('wall').view.branch ?? {};
		return (Object.values(rows)[0] as Rows['branch']).businessDay;
	};
	await until(running, () => day() === '2026-11-26');
	const { history } = running.app.store;
	await until(running, () => history.tickets('lakeside', '2026-11-26', '2026-11-26').length > 5);
	const yesterday = history.tickets('lakeside', '2026-11-25', '2026-11-25');
	expect(yesterday.length).toBeGreaterThan(200);
	expect(yesterday.filter(({ endedAt }) => endedAt === null)).toEqual([]);
});

/** Waits for a condition, looking again each time that the server has published something. */
async function until(running: Demo, holds: () => boolean): Promise<void> {
	const branch = running.app.branches.get('lakeside');
	while (!holds()) {
		await new Promise<void>((resolve) => {
			const stop = branch?.onPublish(() => {
				stop?.();
				resolve();
			});
		});
	}
}

test('plays also where the server speaks HTTPS under a certificate that nobody trusts yet', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-demo-test-'));
	undo.push(() => rmSync(folder, { recursive: true, force: true }));
	const config = readConfig({}, { data: folder, port: 0, tls: 'local' });
	const running = await demo({ config, until: '09:10' });
	expect(running.url).toMatch(/^https:/);
	expect(running.sender.rejected).toEqual([]);
	const { view } = running.app.branches.get('lakeside')?.view('wall') ?? {};
	expect(Object.keys(view?.tickets ?? {}).length).toBeGreaterThan(0);
});
