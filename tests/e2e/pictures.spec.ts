import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { running } from '../support/running.ts';
import { signIn } from '../support/signed-in.ts';

/**
 * Pictures of every screen at the sizes that it is used on, and that nothing runs off them. The few of the README are
 * written to docs/pictures by `npm run pictures`, the rest to test-results.
 */
test.describe.configure({ mode: 'serial' });

const forDocs = process.env['FOYER_PICTURES'] !== undefined;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, forDocs ? 'docs/pictures' : 'test-results/pictures');
mkdirSync(folder, { recursive: true });

const SIZES = {
	wall: ['1920x1080', '3840x2160'],
	lobby: ['1280x800', '800x1280', '390x844'],
	counter: ['1366x768', '1280x800', '1920x1080', '800x1280', '390x844'],
	wealth: ['1280x800', '1366x768', '390x844'],
	head: ['1440x900', '390x844'],
	devices: ['1440x900', '1280x800', '390x844']
} as const;
/** Who looks at each. */
const WHO = {
	wall: 'branch_head',
	lobby: 'lobby_manager',
	counter: 'teller',
	wealth: 'wealth_manager',
	head: 'branch_head',
	devices: 'operations_supervisor'
} as const;
/** Small enough to read on a page, and what a reader wants to see first. */
const DOCS = [
	'wall-1920x1080-zh',
	'wall-1920x1080-en',
	'lobby-1280x800-zh',
	'lobby-1280x800-en',
	'counter-1366x768-zh',
	'counter-1366x768-en',
	'wealth-1280x800-zh',
	'wealth-1280x800-en',
	'devices-1440x900-en',
	'devices-1440x900-zh',
	'head-1440x900-en',
	'head-1440x900-zh'
];

let busy: DemoServer;
let empty: DemoServer;

test.beforeAll(async () => {
	busy = await startDemo('10:24', { FOYER_TEST_PAST: '5' });
	if (!forDocs) empty = await startDemo('08:50');
});
test.afterAll(async () => {
	await busy?.stop();
	await empty?.stop();
});

async function picture(page: Page, name: string): Promise<void> {
	await page.evaluate(() => document.fonts.ready);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow, `${name} is wider than its screen`).toBeLessThanOrEqual(0);
	await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

for (const locale of ['zh', 'en'] as const) {
	for (const screen of ['wall', 'lobby', 'counter', 'wealth', 'head', 'devices'] as const) {
		for (const size of SIZES[screen]) {
			const name = `${screen}-${size}-${locale}`;
			if (forDocs && !DOCS.includes(name)) continue;
			test(`picture ${name}`, async ({ page }) => {
				const [width, height] = size.split('x').map(Number) as [number, number];
				await page.setViewportSize({ width, height });
				await signIn(page, busy, WHO[screen]);
				await page.goto(`${busy.url}/${screen}?lang=${locale}`);
				await expect(
					page.getByText(locale === 'zh' ? '实时' : 'Live', { exact: true }).first()
				).toBeVisible();
				if (screen === 'wall') {
					await expect(
						page.getByText(locale === 'zh' ? '今天与下一小时' : 'Today and the next hour')
					).toBeVisible();
					// The wall fits its screen: nobody can scroll it.
					const tall = await page.evaluate(
						() => document.documentElement.scrollHeight - innerHeight
					);
					expect(tall).toBeLessThanOrEqual(0);
				}
				await picture(page, name);
			});
		}
		if (forDocs) continue;
		test(`picture ${screen}-empty-${locale}`, async ({ page }) => {
			await page.setViewportSize({
				width: screen === 'wall' ? 1920 : 1280,
				height: screen === 'wall' ? 1080 : 800
			});
			await signIn(page, empty, WHO[screen]);
			await page.goto(`${empty.url}/${screen}?lang=${locale}`);
			await expect(page.locator('body')).not.toContainText(/NaN|undefined|null/);
			await picture(page, `${screen}-empty-${locale}`);
		});
	}
}

/** A call that stands on the display, so that it shows what it is for. */
async function call(subject: string): Promise<void> {
	await busy.post([
		{ id: `${subject}-1`, type: 'ticket.issued', subject, data: { service: 'transfer' } },
		{ id: `${subject}-2`, type: 'ticket.called', subject, data: { counter: '4' } },
		{ id: `${subject}-3`, type: 'ticket.recalled', subject, data: { counter: '4' } }
	]);
}

for (const locale of ['zh', 'en'] as const) {
	if (forDocs) continue;
	for (const size of ['1920x1080', '3840x2160'] as const) {
		test(`picture display-${size}-${locale}`, async ({ page }) => {
			const [width, height] = size.split('x').map(Number) as [number, number];
			await page.setViewportSize({ width, height });
			await signIn(page, busy, 'lobby_manager');
			const number = `B${locale === 'zh' ? 1 : 2}${String(width).slice(0, 2)}`;
			await call(number);
			await page.goto(`${busy.url}/display?lang=${locale}`);
			await expect(
				page.getByText(locale === 'zh' ? '实时' : 'Live', { exact: true })
			).toBeVisible();
			await expect(page.locator(`[data-huge="${number}"]`)).toBeVisible();
			const tall = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
			expect(tall).toBeLessThanOrEqual(0);
			await picture(page, `display-${size}-${locale}`);
			// The next picture's call does not have to wait for its turn.
			await busy.post([{ id: `${number}-4`, type: 'ticket.no_show', subject: number, data: {} }]);
		});
	}

	test(`picture display-empty-${locale}`, async ({ page }) => {
		await page.setViewportSize({ width: 1920, height: 1080 });
		await signIn(page, empty, 'lobby_manager');
		await page.goto(`${empty.url}/display?lang=${locale}`);
		await expect(page.locator('[data-huge=""]')).toBeVisible();
		await expect(page.locator('body')).not.toContainText(/NaN|undefined|null/);
		await picture(page, `display-empty-${locale}`);
	});
}

/** What customers see, one picture after the other: a purpose, a number, the phone that follows it, the call, the pad. */
for (const locale of ['zh', 'en'] as const) {
	test(`pictures of what customers see (${locale})`, async ({ page }) => {
		await signIn(page, busy, 'lobby_manager');
		await page.setViewportSize({ width: 1080, height: 1920 });
		await page.goto(`${busy.url}/kiosk?lang=${locale}`);
		await running(page);
		await page.locator('#service-cash').click();
		await expect(page.locator('#service-cash')).toHaveAttribute('aria-checked', 'true');
		await picture(page, `kiosk-1080x1920-${locale}`);
		await page.locator('.take button').click();
		await expect(page.locator('[data-number]')).toBeVisible();
		await picture(page, `kiosk-ticket-1080x1920-${locale}`);
		const link = (await page.locator('[data-link]').getAttribute('data-link')) ?? '';
		await page.setViewportSize({ width: 390, height: 844 });
		await page.goto(`${busy.url}${new URL(link).pathname}?lang=${locale}`);
		await expect(page.locator('[data-state="waiting"]')).toBeVisible();
		await picture(page, `phone-390x844-${locale}`);

		const number = locale === 'zh' ? 'B191' : 'B192';
		await call(number);
		await page.setViewportSize({ width: 1920, height: 1080 });
		await page.goto(`${busy.url}/display?lang=${locale}`);
		await expect(page.locator(`[data-huge="${number}"]`)).toBeVisible();
		await picture(page, `display-call-1920x1080-${locale}`);

		await page.setViewportSize({ width: 1024, height: 600 });
		await page.goto(`${busy.url}/rating?counter=4&lang=${locale}`);
		await expect(page.locator('[data-freshness="live"]')).toBeVisible();
		await busy.post([
			{ id: `${number}-5`, type: 'ticket.started', subject: number, data: { counter: '4' } },
			{ id: `${number}-6`, type: 'ticket.finished', subject: number, data: {} }
		]);
		await expect(page.locator('[data-score="5"]')).toBeVisible();
		await picture(page, `rating-1024x600-${locale}`);
	});
}
