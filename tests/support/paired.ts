import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { Pairable } from '#lib/protocol/roles.ts';
import { expect } from './browser-test.ts';
import type { DemoServer } from './demo-server.ts';
import { signIn } from './signed-in.ts';

/**
 * A display that somebody has just paired, as it is done in a branch: it shows a code, and the branch head approves
 * it. `open`: done to its page before anything is loaded. Its context is closed by whoever asked for it.
 */
export async function pairedDisplay(
	browser: Browser,
	demo: DemoServer,
	screen: Pairable,
	{
		locale = 'zh',
		open = () => Promise.resolve(),
		...options
	}: BrowserContextOptions & { locale?: string; open?: (page: Page) => Promise<void> } = {}
): Promise<Page> {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	await open(page);
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
	return page;
}
