import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../../support/browser-test.ts';
import { startDemo } from '../../support/demo-server.ts';
import type { DemoServer } from '../../support/demo-server.ts';
import { report } from '../../support/fault.ts';
import { running } from '../../support/running.ts';
import { signIn } from '../../support/signed-in.ts';

/** Stale data is the worst fault of a wall: no unmarked number is ever older. Milliseconds. */
const NEVER_OLDER = 15_000;
/** English is the longer one. */
const SCREENS = [
	['wall', 'zh'],
	['wall', 'en'],
	['lobby', 'en'],
	['display', 'zh']
] as const;
const LIVE = { zh: '实时', en: 'Live' };
const STALE = { zh: '数据已停', en: 'No data for' };

interface Watched {
	/** When the screen was marked, and when no longer, by the machine's clock. */
	marked: number;
	unmarked: number;
}

let demo: DemoServer;
test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});

async function open(browser: Browser, [screen, locale]: (typeof SCREENS)[number]): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
	await signIn(context, demo, 'lobby_manager');
	const page = await context.newPage();
	await page.addInitScript(() => {
		localStorage.setItem('foyer-display-muted', 'yes');
		const here = globalThis as unknown as Watched;
		new MutationObserver(() => {
			const stale = document.querySelector('[data-stale]') !== null;
			if (stale) here.marked ??= Date.now();
			else if (here.marked) here.unmarked ??= Date.now();
		}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-stale'] });
	});
	await page.goto(`${demo.url}/${screen}?lang=${locale}`);
	await running(page);
	await expect(page.getByText(LIVE[locale], { exact: true }).first()).toBeVisible();
	return page;
}

test('F12: ten seconds of silence are shown as stale on every screen, and the first word back ends it', async ({
	browser
}) => {
	const pages = await Promise.all(SCREENS.map((screen) => open(browser, screen)));
	const stopped = Date.now();
	demo.freeze();
	try {
		for (const [n, page] of pages.entries()) {
			const [, locale] = SCREENS[n]!;
			await expect(page.locator('[data-stale]')).toHaveCount(1, { timeout: NEVER_OLDER });
			// The banner says since when, and nothing of it is cut.
			const banner = page.getByRole('alert').filter({ hasText: STALE[locale] });
			await expect(banner).toBeVisible();
			const cut = await banner.evaluate((all) =>
				[all, ...all.children].map((part) => part.scrollWidth - part.clientWidth)
			);
			expect(Math.max(...cut)).toBeLessThanOrEqual(0);
			await expect(page.getByText(LIVE[locale], { exact: true })).toHaveCount(0);
		}
	} finally {
		demo.thaw();
	}
	const thawed = Date.now();
	for (const [n, page] of pages.entries()) {
		await expect(page.locator('[data-stale]')).toHaveCount(0);
		await expect(page.getByText(LIVE[SCREENS[n]![1]], { exact: true }).first()).toBeVisible();
	}
	const seen = await Promise.all(
		pages.map((page) =>
			page.evaluate(() => {
				const { marked, unmarked } = globalThis as unknown as Watched;
				return { marked, unmarked };
			})
		)
	);
	const marked = seen.map((each) => each.marked - stopped);
	for (const each of marked) expect(each).toBeLessThan(NEVER_OLDER);
	const s = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
	report(
		'F12',
		`in Chromium, a server that stands still: ${SCREENS.map((screen, n) => `${screen.join(' ')} marked after ${s(marked[n]!)}`).join(', ')}; ` +
			`live again at most ${s(Math.max(...seen.map((each) => each.unmarked)) - thawed)} after its first word`
	);
	for (const page of pages) await page.context().close();
});
