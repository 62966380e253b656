import type { Page } from '@playwright/test';
import { expect } from './browser-test.ts';

/** From now on a page can be pressed: before, a press is lost, and rows that the server drew are drawn anew. */
export async function running(page: Page): Promise<void> {
	await expect(page.locator('html')).toHaveAttribute('data-running');
}
