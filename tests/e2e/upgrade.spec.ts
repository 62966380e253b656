import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { report } from '../support/fault.ts';
import { nextVersion, type NextVersion } from '../support/next-version.ts';
import { pairedDisplay } from '../support/paired.ts';
import { running } from '../support/running.ts';
import { signIn } from '../support/signed-in.ts';

let demo: DemoServer;
let next: NextVersion;

test.beforeAll(async () => {
	next = nextVersion();
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
	next?.remove();
});

/** Which version the scripts of a page are of, as they are fetched. */
async function watchVersion(page: Page): Promise<() => boolean> {
	let isNext = false;
	// The same names hold something else here, which no real build does: what is routed is not kept by the browser.
	await page.route('**/_app/**', async (route) => {
		const answer = await route.fetch();
		if (route.request().url().endsWith('.js') && (await answer.text()).includes(next.version)) {
			isNext = true;
		}
		await route.fulfill({ response: answer });
	});
	return () => isNext;
}

test('F26: a wall that nobody touches is on the new version within a minute; a tablet first lets one finish what is typed', async ({
	browser,
	context,
	page: tablet
}) => {
	const wall = await pairedDisplay(browser, demo, 'wall');
	const wallIsNext = await watchVersion(wall);
	await signIn(context, demo, 'lobby_manager');
	// No spread: had it not waited for the sheet, it would have been loaded anew at once.
	await tablet.addInitScript(() => void (Math.random = () => 0));
	const tabletIsNext = await watchVersion(tablet);
	await tablet.goto(`${demo.url}/lobby?lang=zh`);
	await running(tablet);
	await expect(tablet.getByText('实时', { exact: true })).toBeVisible();
	await tablet.getByRole('button', { name: '取号', exact: true }).click();
	await tablet.getByText('几项业务、优先、特征').click();
	const note = tablet.getByRole('dialog').getByLabel(/备注/);
	await note.fill('要先看合同');

	const toldNext = tablet.waitForResponse(async (answer) =>
		answer.url().endsWith('/_app/version.json')
			? (await answer.text()).includes(next.version)
			: false
	);
	const began = performance.now();
	await demo.upgrade(next.tree);
	const serving = performance.now();
	await toldNext;
	await expect.poll(wallIsNext, { timeout: 60_000 }).toBe(true);
	await running(wall);
	const wallAt = performance.now();
	expect(wallAt - began).toBeLessThan(60_000);

	expect(tabletIsNext()).toBe(false);
	await expect(note).toHaveValue('要先看合同');
	await expect(tablet.getByText('实时', { exact: true })).toBeVisible();
	await tablet.keyboard.press('Escape');
	const closed = performance.now();
	await expect.poll(tabletIsNext, { timeout: 60_000 }).toBe(true);
	await running(tablet);
	const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
	report(
		'F26',
		`pages: the new version serves after ${seconds(serving - began)}, a wall is on it after ${seconds(wallAt - began)}, a tablet ${seconds(performance.now() - closed)} after its sheet was closed, with what was typed kept until then`
	);
	await wall.context().close();
});
