import { expect, test } from '../support/browser-test.ts';

test('a real browser draws a page, digits and Latin included', async ({ page }) => {
	await page.setContent('<h1 style="font-family: sans-serif">A001</h1>');
	const heading = page.getByRole('heading', { name: 'A001' });
	await expect(heading).toBeVisible();
	expect((await heading.boundingBox())?.height).toBeGreaterThan(20);
});
