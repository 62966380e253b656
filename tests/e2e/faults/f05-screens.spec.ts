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
	for (const screen of [page, wall]) await expect(screen.getByText(SAID)).toBeHidden();

	// Less than any file of the database has.
	limitFiles(demo.pid, 4_096);
	const issued = (id: string) => ({
		...{ id, type: 'ticket.issued', subject: id, data: { service: 'cash' } }
	});
	await expect(async () => {
		expect((await demo.post([issued('Z901')])).accepted).toBeUndefined();
	}).toPass();
	for (const screen of [page, wall]) {
		await expect(screen.getByRole('alert').filter({ hasText: SAID })).toBeVisible();
		await expect(screen.locator('[data-stale]')).toHaveCount(0);
	}

	limitFiles(demo.pid, null);
	await expect(async () => {
		expect((await demo.post([issued('Z901')])).accepted).toBe(1);
	}).toPass();
	for (const screen of [page, wall]) await expect(screen.getByText(SAID)).toBeHidden();
	await wall.context().close();
});
