import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, BrowserContextOptions } from '@playwright/test';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { benchBranch } from './support/branch-days.ts';
import { Skipped } from './support/figures.ts';
import type { Bench } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import { median } from './support/numbers.ts';
import { BATCH, Poster, requestBytes } from './support/poster.ts';

const LIMITS_KB = { wall: 115, lobby: 80, head: undefined } as const;
const PAINTS = 5;
const WAITING = 60;

/** What pages weigh and how soon they are seen, in a real browser on the production build. */
export const pages: Bench = {
	name: 'pages',
	about:
		'gzipped script and style of each page, first paint on a slow CPU, the first view without script',
	async run(report) {
		const build = new URL('../../build/handler.js', import.meta.url);
		if (!existsSync(build)) throw new Skipped('the pages are not built: npm run build');
		const { reason } = findChromium();
		if (reason !== undefined) throw new Skipped(reason);
		const foyer = await startFoyer([benchBranch('bench', { clock: 'wall' })], { pages: true });
		const browser = await launchChromium();
		try {
			await fillLine(foyer.url, foyer.key);
			const cookie = await foyer.child.ask<{ name: string; value: string }>('session');
			const visit: Visit = async (options) => {
				const context = await browser.newContext(options);
				await context.addCookies([
					{ ...cookie, value: encodeURIComponent(cookie.value), url: foyer.url }
				]);
				return context;
			};
			for (const [name, limit] of Object.entries(LIMITS_KB)) {
				const url = `${foyer.url}/${name}`;
				const { weight, files } = await weigh(visit, url);
				report({
					name: `/${name}, gzipped script and style`,
					ours: weight / 1000,
					unit: 'KB',
					...(limit === undefined ? {} : { target: { atMost: limit } }),
					note: `${files} files`
				});
				const paints: number[] = [];
				for (let paint = 0; paint < PAINTS; paint += 1) paints.push(await firstPaint(visit, url));
				report({
					name: `/${name}, first paint on a CPU slowed 6 times`,
					ours: median(paints),
					unit: 'ms',
					target: { atMost: 500 }
				});
				report({
					name: `/${name}, services with somebody waiting told without script (1: yes)`,
					ours: await withoutScript(visit, url),
					unit: '',
					target: { atLeast: 1 }
				});
			}
		} finally {
			await browser.close();
			await foyer.stop();
		}
	}
};

/** Opens the browser as somebody who is signed in. */
type Visit = (options: BrowserContextOptions) => Promise<BrowserContext>;

async function fillLine(url: string, key: string): Promise<void> {
	const poster = await Poster.open(url);
	const events = Array.from({ length: WAITING }, (_, index) => ({
		specversion: '1.0',
		id: `${index}`,
		source: '/q',
		type: 'ticket.issued',
		subject: `A${String(index).padStart(3, '0')}`,
		time: new Date(Date.now() - (WAITING - index) * 15_000).toISOString(),
		data: { service: index % 3 === 0 ? 'transfer' : 'cash' },
		branch: 'bench'
	}));
	await poster.post(requestBytes(url, key, BATCH, JSON.stringify(events)));
	poster.close();
}

/** What the browser itself says that the page loads, until nothing more comes. */
async function weigh(visit: Visit, url: string): Promise<{ weight: number; files: number }> {
	const context = await visit({ viewport: { width: 1920, height: 1080 } });
	const page = await context.newPage();
	const network = await context.newCDPSession(page);
	await network.send('Network.enable');
	const kinds = new Map<string, string>();
	const loaded = new Set<string>();
	network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
	network.on('Network.loadingFinished', ({ requestId }) => loaded.add(requestId));
	await page.goto(url, { waitUntil: 'load' });
	await page.waitForTimeout(3_000);
	let weight = 0;
	let files = 0;
	for (const [requestId, type] of kinds) {
		if ((type !== 'Script' && type !== 'Stylesheet') || !loaded.has(requestId)) continue;
		const { body, base64Encoded } = await network.send('Network.getResponseBody', { requestId });
		weight += gzipSync(Buffer.from(body, base64Encoded ? 'base64' : 'utf8'), { level: 9 }).length;
		files += 1;
	}
	await context.close();
	return { weight, files };
}

async function firstPaint(visit: Visit, url: string): Promise<number> {
	const context = await visit({ viewport: { width: 1920, height: 1080 } });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
	await page.goto(url, { waitUntil: 'load' });
	await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0);
	const at = await page.evaluate(() => performance.getEntriesByType('paint')[0]?.startTime);
	await context.close();
	return at ?? NaN;
}

/** Of the branch's services, how many the page names when no script runs. */
async function withoutScript(visit: Visit, url: string): Promise<number> {
	const context = await visit({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(url);
	const text = (await page.textContent('body')) ?? '';
	await context.close();
	const named = benchBranch('bench').services.filter(
		({ name }) => text.includes(name.zh) || text.includes(name.en)
	);
	return named.some(({ id }) => id === 'cash') && named.some(({ id }) => id === 'transfer') ? 1 : 0;
}
