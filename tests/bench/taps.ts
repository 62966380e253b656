import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { startStations } from '../support/stations.ts';
import type { Stations, Who } from '../support/stations.ts';
import { Skipped } from './support/figures.ts';
import type { Bench } from './support/figures.ts';
import { quantile } from './support/numbers.ts';

const CALLS = 30;
/** A tablet or a counter's old PC is so many times slower than this machine. */
const SLOWED = 4;

/** Who else looks, and where the number that was called is seen there. */
const OTHERS: readonly { who: Who; path: string; size: [number, number]; at: string }[] = [
	{ who: 'display', path: '/display?lang=zh', size: [1920, 1080], at: '[data-counter="1"]' },
	{ who: 'wall', path: '/wall?lang=zh', size: [1920, 1080], at: '[data-counter="1"]' },
	{ who: 'lobby', path: '/lobby?lang=zh', size: [1280, 800], at: '.calls' },
	{ who: 'head', path: '/head?lang=zh', size: [1440, 900], at: '[data-counter="1"] b' }
];

/** How soon a tap is seen: where it was made, and on everybody else's screen, in real Chromium on a slowed CPU. */
export const taps: Bench = {
	name: 'taps',
	about:
		'from a key on the console to its own screen and to four others, on a CPU slowed four times',
	async run(report) {
		if (!existsSync(new URL('../../build/handler.js', import.meta.url))) {
			throw new Skipped('the pages are not built: npm run build');
		}
		const { reason } = findChromium();
		if (reason !== undefined) throw new Skipped(reason);
		const stations = await startStations(1);
		const browser = await launchChromium();
		try {
			const open = async (who: Who, path: string, [width, height]: [number, number]) => {
				const page = await stations.page(browser, who, path, { viewport: { width, height } });
				await page.locator('[data-freshness="live"]').first().waitFor();
				return page;
			};
			const desk = await open('teller1', '/counter/1?lang=zh', [1366, 768]);
			await watchTaps(desk);
			await slow(desk);
			await press(desk, 'idle');
			let ticket = 0;
			const seen = new Map<string, number[]>();
			// One other screen at a time: each has a machine of its own, and here they would share two cores.
			for (const { who, path, size, at } of OTHERS) {
				const page = await open(who, path, size);
				await watchFor(page, at);
				await slow(page);
				const delays: number[] = [];
				for (let call = 0; call < CALLS; call += 1) {
					await issue(stations, (ticket += 1));
					await desk.locator('[data-next]').waitFor();
					await press(desk, 'called');
					const number = await desk.locator('[data-number]').first().getAttribute('data-number');
					const tapped = await desk.evaluate(() => (globalThis as unknown as Taps).tappedAt);
					const drawn = await page.waitForFunction(
						(each) => (globalThis as unknown as Seen).seenAt[each],
						number ?? ''
					);
					delays.push(((await drawn.jsonValue()) as number) - tapped);
					await press(desk, 'serving');
					// Ended without calling: whoever is issued next would be called at once.
					await press(desk, 'idle', 'F2');
				}
				seen.set(who, delays);
				await page.context().close();
			}
			const own = await desk.evaluate(() => (globalThis as unknown as Taps).own);
			report({
				name: `its own screen, p95 of ${own.length} taps`,
				ours: quantile(own, 0.95),
				unit: 'ms',
				target: { atMost: 100 },
				note: `p50 ${Math.round(quantile(own, 0.5))} ms`
			});
			for (const [who, delays] of seen) {
				report({
					name: `the ${who}, p95 of ${delays.length} calls`,
					ours: quantile(delays, 0.95),
					unit: 'ms',
					target: { atMost: 250 },
					note: `p50 ${Math.round(quantile(delays, 0.5))} ms`
				});
			}
		} finally {
			await browser.close();
			await stations.stop();
		}
	}
};

interface Taps {
	own: number[];
	tappedAt: number;
}
interface Seen {
	seenAt: Record<string, number>;
}

async function slow(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
}

async function press(page: Page, situation: string, key = 'Enter'): Promise<void> {
	await page.keyboard.press(key);
	await page.locator(`[data-situation="${situation}"]`).waitFor();
}

async function issue({ url, key }: Stations, id: number): Promise<void> {
	await fetch(`${url}/api/v1/events`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': 'application/cloudevents+json'
		},
		body: JSON.stringify({
			...{ specversion: '1.0', id: String(id), source: '/q', type: 'ticket.issued' },
			...{ subject: `A${String(id).padStart(3, '0')}`, data: { service: 'cash' } }
		})
	});
}

/** From the key to the first frame after the ink button changed. */
async function watchTaps(page: Page): Promise<void> {
	await page.evaluate(() => {
		const taps = globalThis as unknown as Taps;
		taps.own = [];
		addEventListener(
			'keydown',
			(event) => {
				if (event.key !== 'Enter') return;
				const began = performance.timeOrigin + event.timeStamp;
				taps.tappedAt = began;
				const button = document.querySelector('[data-command="primary"]') as Element;
				const changed = new MutationObserver(() => {
					changed.disconnect();
					requestAnimationFrame(() => {
						taps.own.push(performance.timeOrigin + performance.now() - began);
					});
				});
				changed.observe(button, {
					...{ subtree: true, childList: true, characterData: true, attributes: true }
				});
			},
			true
		);
	});
}

/** When each number was first drawn in a place; both pages count by the same machine's clock. */
async function watchFor(page: Page, at: string): Promise<void> {
	await page.evaluate((place) => {
		const seen = globalThis as unknown as Seen;
		seen.seenAt = {};
		new MutationObserver(() => {
			const text = [...document.querySelectorAll(place)].map((each) => each.textContent).join(' ');
			for (const number of text.match(/[A-Z]\d{3}/g) ?? []) {
				seen.seenAt[number] ??= performance.timeOrigin + performance.now();
			}
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	}, at);
}
