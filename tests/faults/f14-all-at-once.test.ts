import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startFoyer } from '../bench/support/foyer.ts';
import type { LoopDelay } from '../bench/support/own-figures.ts';
import { quantile } from '../bench/support/numbers.ts';
import { busyFile, Watched } from '../support/busy-branch.ts';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { flakyLink } from '../support/flaky-link.ts';
import { openPage, pages } from '../support/page-link.ts';
import { sendBatch } from '../support/send-batch.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { until } from '../support/test-server.ts';

vi.mock('socket.io-client', async (load) => {
	const { clientOfPages } = await import('../support/page-link.ts');
	return clientOfPages(await load());
});

const SCREENS = howMany(10, 50);
const KINDS = ['wall', 'lobby', 'head'] as const;
/** Who waits, so that a view is as large as on a busy day. */
const WAITING = 100;
/** Milliseconds. */
const FRESH_WITHIN = 5_000;
const LOOP_WITHIN = 100;

const branch = busyFile();
const file = { ...branch, clock: 'wall' as const };

async function tell(url: string, key: string, from: number, count: number): Promise<number> {
	const events = Array.from({ length: count }, (_, n) => ({
		...{ source: 'queue', id: `q${from + n}` },
		...{ type: 'ticket.issued', subject: `A${from + n}` },
		branch: 'lakeside',
		data: { service: 'cash', tags: ['large_amount', 'maturing'] }
	}));
	const { body } = await sendBatch(url, key, events);
	expect(body).toMatchObject({ accepted: count });
	return body.seq;
}

/** Screens of a branch at an address, each live. They were drawn before anybody came. */
async function open(url: string, key: string) {
	Object.assign(pages, { url, token: key });
	const drawn = new Watched(branch);
	const first = {
		id: 'lakeside',
		view: () => ({ seq: 0, now: Date.now(), rate: 1, view: drawn.board.view('wall') })
	};
	const screens = await Promise.all(
		Array.from({ length: SCREENS }, (_, n) => openPage(first, KINDS[n % KINDS.length]!))
	);
	onTestFinished(() => screens.forEach(({ close }) => close()));
	await until(() => screens.every(({ live }) => live.freshness === 'live'));
	return screens.map(({ live }) => live);
}

/** Milliseconds until each screen shows what the branch is at. */
async function freshAfter(lives: Awaited<ReturnType<typeof open>>, seq: number, from: number) {
	const took: number[] = lives.map(() => NaN);
	await until(() => {
		for (const [n, live] of lives.entries()) {
			const fresh = live.seq >= seq && live.freshness === 'live';
			if (fresh && Number.isNaN(took[n])) took[n] = performance.now() - from;
		}
		return !took.some(Number.isNaN);
	});
	return took;
}

const s = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;

test(`F14: ${SCREENS} screens come back at once after the network was gone: all fresh, and the server is not held up`, async () => {
	const foyer = await startFoyer([file]);
	onTestFinished(() => foyer.stop());
	await tell(foyer.url, foyer.key, 0, WAITING);
	const link = await flakyLink(foyer.url);
	onTestFinished(() => link.close());
	const lives = await open(link.url, foyer.key);
	await foyer.child.ask('watchLoop');
	link.cut();
	const seq = await tell(foyer.url, foyer.key, WAITING, 20);
	const mended = performance.now();
	link.mend();
	const took = await freshAfter(lives, seq, mended);
	const loop = await foyer.child.ask<LoopDelay>('loopDelay');
	report(
		'F14',
		`${SCREENS} screens cut: fresh after ${s(quantile(took, 0.95))} (p95), event loop delay p99 ${Math.max(0, loop.p99).toFixed(1)} ms`
	);
	if (!AT_LENGTH) return;
	expect(quantile(took, 0.95)).toBeLessThan(FRESH_WITHIN);
	expect(loop.p99).toBeLessThan(LOOP_WITHIN);
});

// Three starts of a server take longer than everything else here: only at length.
if (AT_LENGTH) {
	test(`F14: ${SCREENS} screens come back to a server that was killed`, async () => {
		const folder = await mkdtemp(join(tmpdir(), 'foyer-f14-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		const key = await prepareFolder(folder, file);
		const first = await spawnServer(folder);
		onTestFinished(() => first.kill('SIGKILL'));
		await tell(first.url, key, 0, WAITING);
		const lives = await open(first.url, key);
		await first.kill('SIGKILL');
		const killed = performance.now();
		const second = await spawnServer(folder, Number(new URL(first.url).port));
		onTestFinished(() => second.kill('SIGKILL'));
		const serves = performance.now();
		const seq = await tell(second.url, key, WAITING, 1);
		const took = await freshAfter(lives, seq, serves);
		report(
			'F14',
			`killed: it serves again after ${s(serves - killed)}, ${SCREENS} screens fresh ${s(quantile(took, 0.95))} (p95) after that`
		);
		expect(quantile(took, 0.95)).toBeLessThan(FRESH_WITHIN);
	});
}
