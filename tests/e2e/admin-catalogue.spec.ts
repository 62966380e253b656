import type { Page } from '@playwright/test';
import { lakeside } from '../../src/server/demo/lakeside.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { axeFindings } from '../support/page-checks.ts';
import { signIn } from '../support/signed-in.ts';

/** The rules and the catalogue in the administration. One server: the tests tell one story, in order. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('09:30');
});
test.afterAll(async () => {
	await demo?.stop();
});

const MARKUP = '<img src=x onerror="window.hit=1"><b>粗体</b>';

async function open(page: Page, path: string): Promise<void> {
	page.on('pageerror', (error) => {
		throw error;
	});
	await signIn(page, demo, 'administrator');
	await page.goto(`${demo.url}${path}`);
	await page.waitForLoadState('networkidle');
}

const editor = (page: Page, locale: string, part: string) =>
	open(page, `/admin/branch?branch=lakeside&lang=${locale}#${part}`);
const at = (page: Page, pointer: string) => page.locator(`[data-at="${pointer}"]`).first();

async function write(page: Page, pointer: string, text: string): Promise<void> {
	await at(page, pointer).fill(text);
	await at(page, pointer).press('Tab');
}

async function expectClean(page: Page): Promise<void> {
	// Half faded in, nothing has its colour yet.
	await page.waitForFunction(() => document.getAnimations().length === 0);
	expect(await axeFindings(page)).toEqual([]);
}

async function save(page: Page, said: RegExp): Promise<void> {
	await page.keyboard.press('Control+s');
	await expect(page.getByText(said)).toBeVisible();
}

for (const [locale, w] of [
	['zh', { vip: '贵宾到店', example: '例子', never: '不提示', own: /取号\s*10\s秒后提示/ }],
	['en', { vip: 'VIP customer', example: 'Examples', never: 'no prompt', own: /10 seconds after/ }]
] as const) {
	test(`every rule says when it speaks, with examples (${locale})`, async ({ page }) => {
		await open(page, `/admin/prompts?lang=${locale}`);
		await expect(page.locator('[data-rule]')).toHaveCount(9);
		await expect(page.locator('[data-rule="outflow"]')).toContainText(w.own);
		const vip = page.locator('[data-rule="vip"]');
		await expect(vip.getByRole('heading', { name: w.vip })).toBeVisible();
		await vip.getByText(w.example).click();
		await expect(vip.getByText(w.never)).toBeVisible();
		await expectClean(page);
	});
}

test('a rule is switched off and another speaks later, live for whoever reads the page', async ({
	page
}) => {
	await editor(page, 'zh', 'prompts');
	const on = at(page, '/prompts/vip/on');
	const was = await on.isChecked();
	await on.setChecked(!was);
	await at(page, '/prompts/maturing/on').setChecked(true);
	await write(page, '/prompts/outflow/after', '25');
	await expect(page.getByText(/准备把大额资金转走，取号\s*25\s秒后提示/)).toBeVisible();
	await write(page, '/prompts/maturing/after', '1800');
	await expect(page.getByText(/已经算久候，这条规则轮不到了/).first()).toBeVisible();
	await write(page, '/prompts/maturing/after', '');
	await expectClean(page);
	await save(page, /已保存/);
	await page.goto(`${demo.url}/admin/prompts?lang=en`);
	await expect(page.locator('[data-rule="vip"]')).toContainText(was ? 'Off' : 'On');
	await expect(page.locator('[data-rule="outflow"]')).toContainText(/25 seconds after/);
});

test('what a card would say is tried before it is saved, and markup is text', async ({ page }) => {
	await editor(page, 'zh', 'products');
	await at(page, '/products/0').locator('.line').click();
	await at(page, '/products/0/points/0').locator('.line').click();
	await write(page, '/products/0/points/0/zh', MARKUP);
	const card = page.locator('.says');
	await expect(card).toContainText('还不知道需求');
	await page.getByRole('checkbox', { name: '转出', exact: true }).check();
	await page.getByLabel('钱有多少天不用').fill('90');
	await expect(card).toContainText('稳健三月');
	await expect(card).toContainText(MARKUP);
	await expect(card.locator('img, b')).toHaveCount(0);
	await expect(card).toContainText('只介绍，不推荐');
	await at(page, '/products/0/withdrawn').check();
	await expect(card).not.toContainText('稳健三月');
	await at(page, '/products/0/withdrawn').uncheck();
	expect(await page.evaluate(() => 'hit' in window)).toBe(false);
	await save(page, /已保存/);
	await page.goto(`${demo.url}/admin/prompts?lang=zh`);
	await page.getByRole('checkbox', { name: '转出', exact: true }).check();
	await expect(page.locator('.says')).toContainText(MARKUP);
	expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('mistakes in the catalogue stand at their places', async ({ page }) => {
	await editor(page, 'en', 'pitches');
	await page.getByRole('button', { name: 'Add a pitch' }).click();
	const last = `/pitches/${lakeside.pitches!.length}`;
	await at(page, `${last}/service`).selectOption('cash');
	await at(page, `${last}/product`).selectOption('steady-3m');
	await write(page, `${last}/sentence/zh`, '话');
	await write(page, `${last}/sentence/en`, 'Words');
	await expect(page.getByText('1 to mend').first()).toBeVisible();
	await expect(page.getByText(/has to be mended first/)).toBeVisible();
	await page.keyboard.press('Control+s');
	await expect(
		page.getByText(/a sentence for this service and product already/).first()
	).toBeVisible();
	await expectClean(page);
});

test('forty products are found by typing', async ({ page }) => {
	await editor(page, 'zh', 'products');
	const products = Array.from({ length: 40 }, (_, nth) => ({
		id: `product-${nth + 1}`,
		name: { zh: `产品 ${nth + 1}`, en: `Product ${nth + 1}` },
		key: nth % 7 === 0,
		risk: `R${(nth % 5) + 1}`,
		tenorDays: 30 * (nth + 1),
		needs: ['idle_cash', 'maturing']
	}));
	const { pitches: _pitches, targets: _targets, ...rest } = lakeside;
	await page.getByRole('button', { name: '用文件更换' }).click();
	await page.getByLabel('文件内容（JSON）').fill(JSON.stringify({ ...rest, products }));
	await page.getByRole('button', { name: '检查并放进表单' }).click();
	await page.getByRole('navigation').getByRole('button', { name: '产品' }).click();
	await expect(page.locator('main li .line')).toHaveCount(40);
	await page.getByPlaceholder('按名称或编号找').fill('产品 37');
	await expect(page.locator('main li .line')).toHaveCount(1);
	await expectClean(page);
});
