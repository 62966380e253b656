import type { CDPSession, Page } from '@playwright/test';
import { benchBranch, dayByDay } from '../../bench/support/branch-days.ts';
import type { StreamEvent } from '../../bench/support/branch-days.ts';
import { startFoyer } from '../../bench/support/foyer.ts';
import type { Foyer } from '../../bench/support/foyer.ts';
import { Posters } from '../../bench/support/poster.ts';
import { expect, test } from '../../support/browser-test.ts';
import { AT_LENGTH, howMany, report } from '../../support/fault.ts';
import { BRANCH, tell } from '../../support/long-run.ts';
import { slope } from '../../support/slope.ts';

const SEED = 36;
const DAYS = howMany(3, 8);
/** Of each day, so many events: enough for everything that a wall shows, and at last all of them. */
const EVENTS = howMany(800, 5_000);
/** Events in a patch. */
const AT_ONCE = howMany(8, 20);
/** The first days are of a page whose code is still being compiled. */
const WARM_UP = howMany(1, 2);
/** Hours of a branch's day that so many events are. */
const HOURS = (8 * EVENTS) / 5_400;
/** Nodes that are in no document: what was drawn and is held although it is gone, give or take a card that is just going. */
const MOST_LOOSE = 600;
const MOST_LISTENERS = 100;

/** What a page holds after a collection. */
interface Held {
	heap: number;
	/** In the document: more where more prompts are open. */
	nodes: number;
	/** In none. */
	loose: number;
	listeners: number;
	canvases: number;
}

test.describe.configure({ mode: 'serial', timeout: 300_000 });

for (const screen of ['wall', 'lobby']) {
	test(`F35: the ${screen} holds no more after ${DAYS} days than at first`, async ({ browser }) => {
		const foyer = await startFoyer([benchBranch(BRANCH)], { pages: true });
		const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
		try {
			const cookie = await foyer.child.ask<{ name: string; value: string }>('session');
			const value = encodeURIComponent(cookie.value);
			await context.addCookies([{ ...cookie, value, url: foyer.url }]);
			const page = await context.newPage();
			const errors: string[] = [];
			page.on('pageerror', (error) => errors.push(error.message));
			await page.goto(`${foyer.url}/${screen}?lang=zh`);
			await page.locator('[data-freshness="live"]').first().waitFor();
			const inside = await context.newCDPSession(page);
			const held: Held[] = [];
			const days = dayByDay(SEED);
			let patches = 0;
			for (let day = 0; day < DAYS; day += 1) {
				const today = (days.next().value as StreamEvent[]).slice(0, EVENTS);
				patches += await live(foyer, today, page);
				held.push(await look(inside, page));
			}
			expect(errors).toEqual([]);
			const warm = held.slice(WARM_UP);
			const [first, last] = [warm[0]!, warm.at(-1)!];
			expect(last.loose - first.loose).toBeLessThan(MOST_LOOSE);
			expect(last.listeners - first.listeners).toBeLessThan(MOST_LISTENERS);
			expect(last.canvases).toBe(first.canvases);
			const perHour = slope(
				warm.map((_, day) => day * HOURS),
				warm.map(({ heap }) => heap / 1e6)
			);
			if (AT_LENGTH) expect(perHour).toBeLessThan(0.5);
			report(
				'F35',
				`${screen} in Chromium, ${patches} patches of ${DAYS} days: heap after collection ${perHour.toFixed(2)} MB for each hour, ` +
					`${(first.heap / 1e6).toFixed(1)} to ${(last.heap / 1e6).toFixed(1)} MB; nodes ${first.nodes} to ${last.nodes}, loose ones ${first.loose} to ${last.loose}, ` +
					`listeners ${first.listeners} to ${last.listeners}, canvases ${last.canvases}`
			);
		} finally {
			await context.close();
			await foyer.stop();
		}
	});
}

/** Tells a day in small patches, each drawn before the next; how many there were. */
async function live(foyer: Foyer, today: readonly StreamEvent[], page: Page): Promise<number> {
	const posters = new Posters(foyer.url);
	let patches = 0;
	for (let from = 0; from < today.length; from += AT_ONCE) {
		await tell(foyer, posters, today.slice(from, from + AT_ONCE));
		const seq = await foyer.child.ask<number>('seq', BRANCH);
		await page.waitForFunction(
			(wanted) => Number(document.querySelector<HTMLElement>('[data-seq]')?.dataset.seq) >= wanted,
			seq
		);
		patches += 1;
	}
	posters.close();
	return patches;
}

async function look(inside: CDPSession, page: Page): Promise<Held> {
	const canvases = await page.locator('canvas').count();
	await inside.send('HeapProfiler.collectGarbage');
	const { usedSize } = await inside.send('Runtime.getHeapUsage');
	const { nodes, jsEventListeners } = await inside.send('Memory.getDOMCounters');
	const attached = await page.evaluate(() => {
		const walker = document.createTreeWalker(document);
		let count = 1;
		while (walker.nextNode()) count += 1;
		return count;
	});
	return {
		heap: usedSize,
		nodes: attached,
		loose: nodes - attached,
		listeners: jsEventListeners,
		canvases
	};
}
