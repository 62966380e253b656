import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/browser-test.ts';
import { startDemo } from '../../support/demo-server.ts';
import { howMany, report } from '../../support/fault.ts';
import { startOwnBrowser } from '../../support/own-browser.ts';

const KILLS = howMany(1, 3);

/** Who stands on the board, by number. */
const ticketsOn = (page: Page) =>
	page
		.locator('[data-ticket]')
		.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-ticket')).sort());

test('F29: a wall whose browser is killed is the same board again, without a touch', async () => {
	const demo = await startDemo('10:24');
	const profile = await mkdtemp(join(tmpdir(), 'foyer-f29-'));
	const url = `${demo.url}/wall?lang=zh`;
	try {
		const first = await startOwnBrowser(profile, url);
		await expect(first.page).toHaveURL(/\/pair/);
		// Paired, and closed in the evening as every day.
		await first.page.context().addCookies([
			{
				...{ name: 'foyer-display', value: demo.display, url: demo.url },
				...{ expires: Date.now() / 1_000 + 86_400, httpOnly: true }
			}
		]);
		await first.close();
		let wall = await startOwnBrowser(profile, url);
		await expect(wall.page.getByText('实时', { exact: true })).toBeVisible();
		const took: number[] = [];
		for (let kill = 1; kill <= KILLS; kill += 1) {
			const before = await ticketsOn(wall.page);
			expect(before.length).toBeGreaterThan(3);
			await wall.kill();
			const from = performance.now();
			wall = await startOwnBrowser(profile, url);
			await expect(wall.page).toHaveURL(/\/wall/);
			await expect(wall.page.getByText('实时', { exact: true })).toBeVisible();
			took.push(performance.now() - from);
			// Nobody came or went meanwhile but who passed the limit.
			const after = await ticketsOn(wall.page);
			expect(before.filter((each) => !after.includes(each))).toEqual([]);
		}
		await wall.kill();
		report(
			'F29',
			`killed ${KILLS} times: the same board after ${took.map((ms) => (ms / 1_000).toFixed(1)).join(', ')} s`
		);
	} finally {
		await demo.stop();
		await rm(profile, { recursive: true, force: true, maxRetries: 5 });
	}
});
