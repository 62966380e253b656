import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { Pairable } from '#lib/protocol/roles.ts';
import { expect } from './browser-test.ts';
import type { DemoServer } from './demo-server.ts';
import { running } from './running.ts';
import { signIn } from './signed-in.ts';

type Options = BrowserContextOptions & { locale?: string };

/** A display of its own browser that was paired before. Its context is closed by whoever asked for it. */
export async function pairedDisplay(
	browser: Browser,
	demo: DemoServer,
	screen: Pairable,
	{ locale = 'zh', ...options }: Options = {}
): Promise<Page> {
	const context = await browser.newContext(options);
	const value = await demo.pair(screen);
	await context.addCookies([{ name: 'foyer-display', value, url: demo.url }]);
	const page = await context.newPage();
	await page.goto(`${demo.url}/${screen}?lang=${locale}`);
	await running(page);
	return page;
}

/** The same, paired as it is done in a branch: it shows a code, and the branch head approves it. */
export async function pairedByHand(
	browser: Browser,
	demo: DemoServer,
	screen: Pairable,
	{ locale = 'zh', ...options }: Options = {}
): Promise<Page> {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	await page.goto(`${demo.url}/${screen}?lang=${locale}`);
	await expect(page).toHaveURL(new RegExp(`/pair\\?screen=${screen}$`));
	const shown = await page.locator('.code').getAttribute('aria-label');
	const desk = await browser.newContext();
	await signIn(desk, demo, 'branch_head');
	const approval = await desk.newPage();
	await approval.goto(`${demo.url}/pair/approve?lang=en&code=${(shown ?? '').replace(' ', '')}`);
	await approval.getByRole('button', { name: 'Approve' }).click();
	await expect(approval.getByText('Approved')).toBeVisible();
	await desk.close();
	await expect(page).toHaveURL(new RegExp(`/${screen}$`));
	await running(page);
	return page;
}
