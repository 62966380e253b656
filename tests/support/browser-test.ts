import { test as base } from '@playwright/test';
import { findChromium, launchChromium } from './chromium.ts';

export { expect } from '@playwright/test';

/**
 * Playwright's `test` on the Chromium that `findChromium` finds. Where there is none, each test is
 * reported as skipped, by its name and with the reason.
 */
export const test = base.extend<{ needsChromium: void }>({
	needsChromium: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
		async ({}, use, info) => {
			const { reason } = findChromium();
			info.skip(reason !== undefined, reason);
			await use();
		},
		{ auto: true }
	],
	browser: [
		// eslint-disable-next-line no-empty-pattern -- as above
		async ({}, use) => {
			const browser = await launchChromium();
			await use(browser);
			await browser.close();
		},
		{ scope: 'worker' }
	]
});
