import { expect, test } from '../../support/browser-test.ts';
import { startDemo, type DemoServer } from '../../support/demo-server.ts';
import { canLimit, limitFiles } from '../../support/limited-process.ts';
import { pairedDisplay } from '../../support/paired.ts';
import { running } from '../../support/running.ts';
import { signIn } from '../../support/signed-in.ts';

const SAID = '磁盘暂时写不进去';

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(() => demo?.stop());

test('F5: while the disk refuses, screens go on and say so; then the strip is gone', async ({
	browser,
	context,
	page
}) => {
	test.skip(!canLimit, 'prlimit is missing: nothing makes the disk of a running server refuse');
	await signIn(context, demo, 'branch_head');
	await page.goto(`${demo.url}/head?lang=zh`);
	await running(page);
	const wall = await pairedDisplay(browser, demo, 'wall');
	const display = await pairedDisplay(browser, demo, 'display');
	// The lowest thing on a tablet: what the strip must not cover.
	const tablet = await (
		await browser.newContext({ viewport: { width: 390, height: 844 } })
	).newPage();
	await signIn(tablet, demo, 'lobby_manager');
	await tablet.goto(`${demo.url}/lobby?lang=zh`);
	await running(tablet);
	const saying = [page, wall, tablet];
	for (const screen of saying) await expect(screen.getByText(SAID)).toBeHidden();

	// Less than any file of the database has.
	limitFiles(demo.pid, 4_096);
	const issued = (id: string) => ({
		...{ id, type: 'ticket.issued', subject: id, data: { service: 'cash' } }
	});
	await expect(async () => {
		expect((await demo.post([issued('Z901')])).accepted).toBeUndefined();
	}).toPass();
	for (const screen of saying) {
		await expect(screen.getByRole('alert').filter({ hasText: SAID })).toBeVisible();
		await expect(screen.locator('[data-stale]')).toHaveCount(0);
	}
	// Customers can do nothing about it, and the calls that stand there are right.
	await expect(display.getByText(SAID)).toHaveCount(0);
	const strip = await tablet.getByRole('alert').filter({ hasText: SAID }).boundingBox();
	const take = await tablet.getByRole('button', { name: '取号', exact: true }).boundingBox();
	expect((take?.y ?? 0) + (take?.height ?? 0)).toBeLessThanOrEqual(strip?.y ?? 0);

	limitFiles(demo.pid, null);
	await expect(async () => {
		expect((await demo.post([issued('Z901')])).accepted).toBe(1);
	}).toPass();
	for (const screen of saying) await expect(screen.getByText(SAID)).toBeHidden();
	for (const screen of [wall, display, tablet]) await screen.context().close();
});
