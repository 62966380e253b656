import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Patch } from '#lib/protocol/index.ts';
import { SERVER_FILE } from '#server/control.ts';
import type { ServerFile } from '#server/control.ts';
import { startServer } from '#server/server.ts';
import { StoreError } from '#server/store/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event, lakeside, testServer, until } from '../../support/test-server.ts';
import { testConfig } from '../../support/test-config.ts';

const issued = (number: string) => event('ticket.issued', number, { service: 'cash' });

describe('a long wait', () => {
	test('reaches the lobby manager at its instant, once', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const screen = await server.screen();
		const patches: Patch[] = [];
		screen.on('patch', (patch) => patches.push(patch));
		await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'lobby' });
		const issuedAt = clock.now();
		await server.post(issued('A1'));
		// More than ten minutes are ten minutes and a millisecond.
		clock.to(issuedAt + 600_000);
		await server.post(issued('A2'));
		const prompts = () => patches.flatMap((patch) => Object.values(patch.set.prompts ?? {}));
		expect(prompts()).toEqual([]);
		clock.to(issuedAt + 600_001);
		await until(() => prompts().length > 0);
		expect(prompts()).toMatchObject([
			{ ticket: 'A1', state: 'open', level: 0, raisedAt: issuedAt + 600_001 }
		]);
	});
});

describe('when the disk refuses', () => {
	test('nothing is acknowledged, little is tried, and all goes on by itself', async () => {
		const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		onTestFinished(() => logged.mockRestore());
		const clock = manualClock();
		const server = await testServer({ clock });
		const screen = await server.screen();
		await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'lobby' });
		const append = vi.spyOn(server.app.store, 'append');
		append.mockRejectedValueOnce(new StoreError('disk_full', 'full'));
		const sent = issued('A1');
		expect(await server.post(sent)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
		expect(server.app.state).toBe('halted');
		const tried = append.mock.calls.length;
		expect((await server.post(sent)).status).toBe(503);
		const tap = { id: '1', type: 'ticket.issued', subject: 'A5', data: { service: 'cash' } };
		expect(await screen.emitWithAck('act', tap)).toMatchObject({ code: 'unavailable' });
		expect(append).toHaveBeenCalledTimes(tried);
		expect(server.app.branches.get('lakeside')!.view('wall').view.tickets).toEqual({});
		clock.advance(1_000);
		expect(await server.post(sent)).toMatchObject({ status: 200, body: { accepted: 1, seq: 2 } });
		expect(server.app.state).toBe('serving');
		expect(await screen.emitWithAck('act', tap)).toMatchObject({ ok: true, seq: 3 });
		expect(logged.mock.calls.map(([line]) => String(line))).toEqual([
			expect.stringContaining('storing events failed'),
			expect.stringContaining('events are stored again')
		]);
	});
});

describe('a restart', () => {
	test('brings back every branch as it was', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const clock = manualClock();
		const config = testConfig(folder);
		const first = await startServer({ config, clock, pages: false });
		await first.app.apply(lakeside());
		const at = clock.now();
		await first.app.branches.get('lakeside')!.accept([
			{
				origin: 'machine',
				source: '/test',
				id: '1',
				event: { type: 'ticket.issued', at, subject: 'A1', data: { service: 'cash' } }
			}
		]);
		const before = first.app.branches.get('lakeside')!.view('wall');
		await first.close();
		await first.close();
		const second = await startServer({ config, clock, pages: false });
		onTestFinished(() => second.close());
		expect(second.app.branches.get('lakeside')!.view('wall')).toEqual(before);
	});

	test('on a folder that is served already is refused, and the first goes on', async () => {
		const server = await testServer();
		const config = testConfig(server.folder);
		await expect(startServer({ config, clock: manualClock(), pages: false })).rejects.toThrow(
			/in use/
		);
		expect((await server.post(issued('A1'))).status).toBe(200);
	});

	test('on a port that is taken is refused, and lets go of the folder', async () => {
		const server = await testServer();
		const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const config = testConfig(folder, { port: server.port });
		const clock = manualClock();
		await expect(startServer({ config, clock, pages: false })).rejects.toThrow(/in use/);
		const second = await startServer({ config: { ...config, port: 0 }, clock, pages: false });
		await second.close();
	});
});

describe('pages', () => {
	test('come with the headers that keep others out', async () => {
		const server = await testServer();
		const { headers } = await fetch(`${server.url}/wall`);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
		// Plain http: a browser that remembered https would find nothing here.
		expect(headers.get('strict-transport-security')).toBeNull();
	});
});

describe('the process', () => {
	test('refuses to be reached from elsewhere in the clear, and says why', async () => {
		const main = fileURLToPath(new URL('../../../src/server/main.ts', import.meta.url));
		const run = promisify(execFile)(process.execPath, [main], {
			env: { ...process.env, HOST: '0.0.0.0', FOYER_TLS: 'off' }
		});
		await expect(run).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/^foyer: .*passwords in the clear.*\n$/)
		});
	});
});

describe('the control listener', () => {
	const serverFile = (folder: string) =>
		JSON.parse(readFileSync(join(folder, SERVER_FILE), 'utf8')) as ServerFile;

	test('is told to the owner of the folder alone, and forgotten at the end', async () => {
		const server = await testServer();
		const path = join(server.folder, SERVER_FILE);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(serverFile(server.folder)).toMatchObject({ pid: process.pid, url: server.url });
		await server.close();
		expect(() => statSync(path)).toThrow();
	});

	test('applies branch files and takes events for any branch', async () => {
		const server = await testServer();
		const { controlUrl, token } = serverFile(server.folder);
		const send = async (path: string, body: unknown, type = 'application/json') => {
			const response = await fetch(controlUrl + path, {
				method: 'POST',
				headers: { authorization: `Bearer ${token}`, 'content-type': type },
				body: JSON.stringify(body)
			});
			return { status: response.status, body: (await response.json()) as unknown };
		};
		const applied = await send('/apply', lakeside({ id: 'harbour' }));
		expect(applied).toMatchObject({ status: 200, body: { created: true, branch: 'harbour' } });
		const sent = await send(
			'/events',
			[{ ...issued('A1'), branch: 'harbour' }],
			'application/cloudevents-batch+json'
		);
		expect(sent).toMatchObject({ status: 200, body: { accepted: 1 } });
		expect(await send('/apply', {})).toMatchObject({ status: 422, body: { ok: false } });
		expect(await send('/nothing', {})).toMatchObject({ status: 404 });
	});

	test('opens to nobody without its token', async () => {
		const server = await testServer();
		const { controlUrl } = serverFile(server.folder);
		for (const authorization of ['', 'Bearer x', `Bearer ${server.key()}`]) {
			const response = await fetch(`${controlUrl}/apply`, {
				method: 'POST',
				headers: { authorization },
				body: JSON.stringify(lakeside({ id: 'harbour' }))
			});
			expect(response.status).toBe(401);
		}
		expect(server.app.branches.get('harbour')).toBeUndefined();
	});
});
