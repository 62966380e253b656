import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { wallClock } from '#server/clock.ts';
import { AT_LENGTH, report, reportSkipped } from '../support/fault.ts';
import { flakyLink } from '../support/flaky-link.ts';
import { openPage, pages } from '../support/page-link.ts';
import { event, testServer, until } from '../support/test-server.ts';

vi.mock('socket.io-client', async (load) => {
	const { clientOfPages } = await import('../support/page-link.ts');
	return clientOfPages(await load());
});

/** Milliseconds after which either end has to know. */
const WITHIN = 10_000;
const s = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

test('F12: over a link that swallows everything both ends notice, the screen says so, and comes back by itself', async () => {
	const server = await testServer({ clock: wallClock() });
	const link = await flakyLink(server.url);
	onTestFinished(() => link.close());
	Object.assign(pages, { url: link.url, token: server.key(['read']) });
	const branch = server.app.branches.get('lakeside')!;
	const { live, socket, close } = await openPage(branch, 'wall');
	onTestFinished(close);
	// Another one that does not come back: what is left of it is the server's to find.
	const gone = io(link.url, {
		...{ transports: ['websocket'], forceNew: true, reconnection: false },
		auth: { token: pages.token }
	});
	onTestFinished(() => void gone.close());
	await until(() => live.freshness === 'live' && gone.connected);
	expect(server.app.gateway.stats.connections).toBe(2);

	link.fallSilent();
	const began = performance.now();
	const since = () => performance.now() - began;
	await server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	let noticed = 0;
	let stale = 0;
	socket.once('disconnect', () => (noticed = since()));
	await until(() => {
		if (live.freshness === 'stale') stale ||= since();
		return noticed > 0;
	});
	// Only the page's new connection is left: the server has let go of both old ones.
	await until(() => 'A1' in live.tickets && server.app.gateway.stats.connections === 1);
	const whole = since();
	expect(live.freshness).toBe('live');
	report(
		'F12',
		`a link that swallows everything: the screen noticed after ${s(noticed)}, ` +
			`${stale === 0 ? 'before it was stale' : `was marked after ${s(stale)}`}, all was as before after ${s(whole)}`
	);
	if (!AT_LENGTH) return;
	expect(noticed).toBeLessThan(WITHIN);
	// The server's own patience, and the screen's way back beside it.
	expect(whole).toBeLessThan(WITHIN + 2_000);
});

const allowed =
	spawnSync('unshare', ['-rn', 'true']).status === 0 &&
	spawnSync('unshare', ['-rn', 'iptables', '-L', 'INPUT']).status === 0;
if (!allowed && AT_LENGTH) {
	reportSkipped(
		'F12',
		'no network of its own with a firewall here: a relay swallows everything instead'
	);
}

// Nine seconds that nothing can shorten: only at length.
if (AT_LENGTH) {
	test.skipIf(!allowed)('F12: a firewall drops every packet: both ends notice', async () => {
		const entry = fileURLToPath(new URL('../support/half-open-entry.ts', import.meta.url));
		const { stdout } = await promisify(execFile)('unshare', ['-rn', process.execPath, entry], {
			timeout: 60_000
		});
		const took = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<
			'screen' | 'server' | 'back',
			number
		>;
		expect(took.screen).toBeLessThan(WITHIN);
		expect(took.server).toBeLessThan(WITHIN);
		report(
			'F12',
			`a firewall that drops: the screen noticed after ${s(took.screen)}, the server after ${s(took.server)}, back ${s(took.back)} after it stopped`
		);
	});
}
