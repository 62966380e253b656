import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../../support/browser-test.ts';
import { startDemo } from '../../support/demo-server.ts';
import type { DemoServer } from '../../support/demo-server.ts';
import { report } from '../../support/fault.ts';
import { flakyLink } from '../../support/flaky-link.ts';
import { pairedByHand } from '../../support/paired.ts';
import { running } from '../../support/running.ts';
import { signIn } from '../../support/signed-in.ts';

/** Everything that only a board shows: customers, counters, figures, what is called. */
const DATA = '[data-ticket], [data-counter], [data-figure], [data-huge]';

let demo: DemoServer;
test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});

/** As the branch head does it. */
async function revoke(browser: Browser, name: RegExp): Promise<void> {
	const context = await browser.newContext();
	await signIn(context, demo, 'branch_head');
	const page = await context.newPage();
	await page.goto(`${demo.url}/admin/displays?lang=en`);
	await page.getByRole('link', { name }).click();
	await page.locator('summary', { hasText: /^\s*Revoke\s*$/ }).click();
	await page.getByRole('button', { name: 'Revoke', exact: true }).click();
	await expect(page.getByText('Revoked').first()).toBeVisible();
	await context.close();
}

/** It asks to be paired, and shows nothing of the branch, also not to somebody who goes back or loads it anew. */
async function expectShutOut(page: Page, screen: string): Promise<void> {
	const { origin } = new URL(page.url());
	const pairing = new RegExp(`/pair\\?screen=${screen}$`);
	await expect(page).toHaveURL(pairing);
	await expect(page.locator('.code')).toBeVisible();
	await expect(page.locator(DATA)).toHaveCount(0);
	await page.goBack().catch(() => undefined);
	await expect(page.locator(DATA)).toHaveCount(0);
	await page.goto(`${origin}/${screen}`);
	await expect(page).toHaveURL(pairing);
	await expect(page.locator(DATA)).toHaveCount(0);
}

for (const screen of ['wall', 'display'] as const) {
	test(`F28: a ${screen} whose credential is revoked asks to be paired, and shows no old data`, async ({
		browser
	}) => {
		const page = await pairedByHand(browser, demo, screen, {
			viewport: { width: 1920, height: 1080 }
		});
		await expect(page.getByText('实时', { exact: true })).toBeVisible();
		expect(await page.locator(DATA).count()).toBeGreaterThan(5);
		const from = Date.now();
		await revoke(browser, screen === 'wall' ? /Back-office wall/ : /Hall display/);
		await expect(page).toHaveURL(/\/pair/);
		report(
			'F28',
			`${screen}: asks to be paired ${((Date.now() - from) / 1_000).toFixed(1)} s after the first tap on the way to revoke it`
		);
		await expectShutOut(page, screen);
		await page.context().close();
	});
}

test('F28: a wall that was revoked while it was cut off is marked, and asks to be paired once it is back', async ({
	browser
}) => {
	const link = await flakyLink(demo.url);
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
	await context.addCookies([{ name: 'foyer-display', value: demo.display, url: link.url }]);
	const page = await context.newPage();
	await page.goto(`${link.url}/wall?lang=zh`);
	await running(page);
	await expect(page.getByText('实时', { exact: true })).toBeVisible();
	link.cut();
	await revoke(browser, /二楼办公室/);
	await expect(page.locator('[data-stale]')).toHaveCount(1);
	// From here on it is either marked or says nothing of the branch; what was seen outlives the page.
	await page.evaluate((data) => {
		const seen = { marked: 0, unmarked: 0 };
		const look = () => {
			const shown = [...document.querySelectorAll(data)].some((each) =>
				each.checkVisibility({ visibilityProperty: true })
			);
			if (shown) seen[document.querySelector('[data-stale]') === null ? 'unmarked' : 'marked'] += 1;
			localStorage.setItem('seen', JSON.stringify(seen));
		};
		look();
		const watched = { subtree: true, childList: true, attributes: true, characterData: true };
		new MutationObserver(look).observe(document, watched);
	}, DATA);
	link.mend();
	await page.waitForURL(/\/pair/);
	const seen = await page.evaluate(() => localStorage.getItem('seen') ?? '{}');
	const { marked, unmarked } = JSON.parse(seen) as { marked: number; unmarked: number };
	expect(marked).toBeGreaterThan(0);
	expect(unmarked).toBe(0);
	await expectShutOut(page, 'wall');
	report('F28', 'a wall that was cut off: marked, then the pairing, nothing unmarked between');
	await context.close();
	await link.close();
});
