import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { BranchFile } from '../../src/lib/protocol/index.ts';
import { lakeside } from '../../src/server/demo/lakeside.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { signIn } from '../support/signed-in.ts';

/** The editor of the branch file against a real server. One server: the tests tell one story, in order. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('09:30');
});
test.afterAll(async () => {
	await demo?.stop();
});

const axe = readFileSync(
	new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
	'utf8'
);

/** The one way that these tests open a page. */
async function openPage(page: Page, path: string): Promise<void> {
	page.on('pageerror', (error) => {
		throw error;
	});
	await signIn(page, demo, 'administrator');
	await page.goto(`${demo.url}${path}`);
	await page.waitForLoadState('networkidle');
}

async function editor(page: Page, locale: 'zh' | 'en', part = 'basics'): Promise<void> {
	await openPage(page, `/admin/branch?branch=lakeside&lang=${locale}#${part}`);
	await expect(page.locator('nav button[aria-current]')).toBeVisible();
}

/** Whatever a machine can say about who can use the page. */
async function accessible(page: Page): Promise<void> {
	// Half faded in, nothing has its colour yet.
	await page.waitForFunction(() => document.getAnimations().length === 0);
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		const { run } = (
			window as unknown as {
				axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
			}
		).axe;
		return (await run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
	});
	expect(found).toEqual([]);
}

async function part(page: Page, name: string): Promise<void> {
	await page.getByRole('navigation').getByRole('button', { name }).click();
}

const row = (page: Page, pointer: string) => page.locator(`[data-at="${pointer}"]`).first();
const openRow = (page: Page, pointer: string) => row(page, pointer).locator('.line').click();

/** Writes into a setting and leaves it, as a hand does. */
async function write(page: Page, pointer: string, text: string): Promise<void> {
	await row(page, pointer).fill(text);
	await row(page, pointer).press('Tab');
}

/** What the server says that is in use. */
async function live() {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=wall`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	const { view } = (await response.json()) as {
		view: Record<string, Record<string, Record<string, unknown>>>;
	};
	return view;
}

test('a counter’s services and a threshold are changed, looked at, saved, and live', async ({
	page
}) => {
	await editor(page, 'zh', 'counters');
	await openRow(page, '/counters/2');
	await row(page, '/counters/2').getByRole('checkbox', { name: '开户' }).check();
	await part(page, '等候与叫号');
	await write(page, '/longWait/seconds', '12');
	await page.getByRole('button', { name: /看改动/ }).click();
	await expect(page.locator('#changes')).toContainText(
		/3\s号窗口：办理的业务 现金业务、转账汇款 → 现金业务、转账汇款、开户/
	);
	await expect(page.locator('#changes')).toContainText(/等多久算久候\s10\s分钟 → 12\s分钟/);
	await accessible(page);
	expect((await live())['counters']!['3']).toMatchObject({ services: ['cash', 'transfer'] });
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByText(/已保存/)).toBeVisible();
	const { counters, branch } = await live();
	expect(counters!['3']).toMatchObject({ services: ['cash', 'transfer', 'opening'] });
	expect(branch!['lakeside']).toMatchObject({ longWait: { seconds: 720 } });
	await expect(page.getByText('和正在用的一样')).toBeHidden();
	await page.reload();
	await expect(page.getByText('和正在用的一样')).toBeVisible();
});

const refusals = {
	zh: {
		parts: { services: '业务', counters: '窗口' },
		save: '保存',
		title: /没有保存：2\s处要改/,
		number: '这里写数字',
		few: /至少要\s1\s个/,
		removed: '删除',
		use: /还在等业务“corporate”/
	},
	en: {
		parts: { services: 'Services', counters: 'Counters' },
		save: 'Save',
		title: 'Not saved: 2 places to mend',
		number: 'Write a number here.',
		few: /Too few: give at least 1/,
		removed: 'Remove',
		use: /is there for service "corporate"/
	}
};

for (const locale of ['zh', 'en'] as const) {
	const words = refusals[locale];

	test(`a refusal stands beside its field, leads to it, and loses nothing (${locale})`, async ({
		page
	}) => {
		const before = await live();
		await editor(page, locale, 'services');
		await openRow(page, '/services/0');
		await write(page, '/services/0/typicalService', 'abc');
		await expect(row(page, '/services/0').getByText(words.number)).toBeVisible();
		await write(page, '/services/0/name/zh', '现金');
		await part(page, words.parts.counters);
		await openRow(page, '/counters/0');
		await row(page, '/counters/0').locator('.options :checked').uncheck();
		await expect(page.getByText(words.few)).toHaveCount(0);
		await page.getByRole('button', { name: words.save, exact: true }).click();
		await expect(page.locator('#said')).toContainText(words.title);
		await expect(row(page, '/counters/0').getByText(words.few)).toBeVisible();
		await accessible(page);
		expect(await live()).toMatchObject({
			services: before['services'],
			counters: before['counters']
		});
		await page.locator('#said').getByRole('link').first().click();
		await expect(row(page, '/services/0/typicalService')).toBeFocused();
		await expect(row(page, '/services/0/typicalService')).toHaveValue('abc');
		await expect(row(page, '/services/0/name/zh')).toHaveValue('现金');
		await write(page, '/services/0/typicalService', '4');
		await expect(page.locator('#said').getByRole('link')).toHaveCount(1);
	});

	test(`what is in use is refused by the server, with its reason (${locale})`, async ({ page }) => {
		await demo.post([
			{
				id: `in-use-${locale}`,
				type: 'ticket.issued',
				subject: `E90${locale}`,
				data: { service: 'corporate' }
			}
		]);
		await editor(page, locale, 'services');
		await openRow(page, '/services/4');
		await row(page, '/services/4')
			.getByRole('button', { name: words.removed, exact: true })
			.click();
		await part(page, words.parts.counters);
		await openRow(page, '/counters/5');
		const boxes = row(page, '/counters/5').locator('.options label');
		await boxes.filter({ hasText: 'corporate' }).click();
		await boxes.first().click();
		await page.getByRole('button', { name: words.save, exact: true }).click();
		await expect(page.locator('#said')).toContainText(words.use);
		await part(page, words.parts.services);
		await expect(row(page, '/services').getByText(words.use)).toBeVisible();
	});
}

test('two people change the branch: the second is told, and takes over what is hers', async ({
	page,
	browser
}) => {
	const other = await browser.newPage();
	await editor(page, 'en', 'waiting');
	await editor(other, 'en', 'waiting');
	await write(other, '/longWait/seconds', '9');
	await other.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(other.getByText(/Saved:/)).toBeVisible();
	await other.close();
	await write(page, '/longWait/seconds', '11');
	await part(page, 'Counters');
	await openRow(page, '/counters/1');
	await write(page, '/counters/1/name/en', 'Counter two');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.locator('#said')).toContainText(/1[02].min → 9.min/);
	await accessible(page);
	expect((await live())['branch']!['lakeside']).toMatchObject({ longWait: { seconds: 540 } });
	await page.getByRole('button', { name: /Load theirs/ }).click();
	await expect(row(page, '/counters/1/name/en')).toBeHidden();
	const mine = page.locator('#said li').filter({ hasText: 'Counter two' });
	await mine.getByRole('button', { name: 'Use mine' }).click();
	await expect(mine).toContainText('In the form');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText(/Saved:/)).toBeVisible();
	const { counters, branch } = await live();
	expect(counters!['2']).toMatchObject({ name: { en: 'Counter two' } });
	expect(branch!['lakeside']).toMatchObject({ longWait: { seconds: 540 } });
});

test('without a connection nothing is saved and nothing is lost', async ({ page }) => {
	await editor(page, 'en', 'waiting');
	await write(page, '/longWait/seconds', '13');
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText(/Not saved: the server does not answer/)).toBeVisible();
	await page.context().setOffline(false);
	await expect(row(page, '/longWait/seconds')).toHaveValue('13');
	await page.keyboard.press('Control+s');
	await expect(page.getByText(/Saved:/)).toBeVisible();
	expect((await live())['branch']!['lakeside']).toMatchObject({ longWait: { seconds: 780 } });
});

test('a row is removed and brought back, moved and copied, by keyboard', async ({ page }) => {
	await editor(page, 'en', 'products');
	await row(page, '/products/0').locator('.line').focus();
	await page.keyboard.press('Enter');
	await row(page, '/products/0')
		.getByRole('button', { name: 'Remove', exact: true })
		.press('Enter');
	await expect(page.getByText('Steady 3M removed')).toBeVisible();
	await expect(page.locator('#undo')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(row(page, '/products/0')).toContainText('Steady 3M');
	await openRow(page, '/products/0');
	await row(page, '/products/0').getByRole('button', { name: 'Move down' }).press('Enter');
	await expect(row(page, '/products/1')).toContainText('Steady 3M');
	await row(page, '/products/1').getByRole('button', { name: 'Duplicate' }).press('Enter');
	await expect(row(page, '/products/2/id')).toHaveValue('steady-3m-2');
	await page.getByRole('button', { name: 'Discard changes' }).click();
	await expect(row(page, '/products/0')).toContainText('Steady 3M');
	await expect(page.getByText('All changes discarded')).toBeVisible();
});

test('a file comes in whole or not at all', async ({ page }) => {
	await editor(page, 'en');
	const bring = async (file: unknown) => {
		await page.getByRole('button', { name: 'Replace by a file' }).click();
		await page
			.locator('dialog textarea')
			.fill(typeof file === 'string' ? file : JSON.stringify(file));
		await page.getByRole('button', { name: /^Check, / }).click();
	};
	await bring({
		...lakeside,
		colour: 'red',
		counters: [{ ...lakeside.counters![0], services: ['gold'] }]
	});
	await expect(page.locator('dialog')).toContainText('This file has 2 mistakes and was not taken');
	await expect(page.locator('dialog li')).toHaveCount(2);
	await accessible(page);
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(page.getByText('As it is in use')).toBeVisible();
	await bring('{"id": "lakeside"');
	await expect(page.locator('dialog')).toContainText(/This is not JSON/);
	await page.getByRole('button', { name: 'Cancel' }).click();
	await bring({ ...lakeside, id: 'other' });
	await expect(page.locator('dialog')).toContainText(
		'This is the file of another branch, "other".'
	);
	await page.getByRole('button', { name: 'Cancel' }).click();
	await bring({ ...lakeside, name: { zh: '湖滨支行', en: 'Lake Branch' } });
	await expect(page.locator('dialog')).toBeHidden();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lake Branch');
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download file' }).click();
	const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as BranchFile;
	expect(saved.name.en).toBe('Lake Branch');
});

test('a new branch from a template', async ({ page }) => {
	await openPage(page, '/admin/branch?new&lang=zh');
	await accessible(page);
	await page.getByRole('radio', { name: /小型网点/ }).check();
	await page.getByLabel('名称 · 中文').fill('城北支行');
	await page.getByLabel('名称 · English').fill('North Branch');
	await page.getByLabel('编号').fill('lakeside');
	await page.getByLabel('窗口数').fill('4');
	await page.getByRole('button', { name: /按模板填好/ }).click();
	await part(page, '窗口');
	await expect(page.locator('main .line')).toHaveCount(4);
	await page.getByRole('button', { name: '建立网点' }).click();
	await expect(page.locator('#said')).toContainText('已经有编号为“lakeside”的网点');
	await page.locator('#said').getByRole('link').click();
	await write(page, '/id', 'north');
	await page.getByRole('button', { name: '建立网点' }).click();
	await expect(page.getByText('网点已建立')).toBeVisible();
	await expect(page).toHaveURL(/branch=north/);
	const response = await page.request.get(`${demo.url}/api/v1/branches/north/view?screen=wall`);
	const { view } = (await response.json()) as { view: { counters: Record<string, unknown> } };
	expect(Object.keys(view.counters)).toEqual(['1', '2', '3', '4']);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('城北支行');
});

for (const locale of ['zh', 'en'] as const) {
	test(`every part, with its first row open, in the hand (${locale})`, async ({ page }) => {
		await page.setViewportSize({ width: 390, height: 844 });
		await openPage(page, `/admin/branch?branch=north&lang=${locale}`);
		const parts = page.getByRole('navigation').getByRole('button');
		for (let index = 0; index < (await parts.count()); index += 1) {
			await parts.nth(index).click();
			const first = page.locator('main .line').first();
			if (await first.isVisible()) await first.click();
			await accessible(page);
			const wide = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(wide).toBeLessThanOrEqual(0);
			await expect(page.locator('body')).not.toContainText(/NaN|undefined|\[object/);
		}
	});
}

/** A branch as large as they come: sixty services and forty counters that do most of them. */
function large(): BranchFile {
	const services = Array.from({ length: 60 }, (_, index) => ({
		id: `s${index + 1}`,
		name: { zh: `第${index + 1}项业务`, en: `Service number ${index + 1}` },
		complexity: index % 3 === 0 ? ('complex' as const) : ('simple' as const)
	}));
	return {
		id: 'north',
		name: { zh: '城北支行', en: 'North Branch' },
		timeZone: 'Asia/Shanghai',
		services,
		counters: Array.from({ length: 40 }, (_, index) => ({
			id: `${index + 1}`,
			name: { zh: `${index + 1}号窗口`, en: `Counter ${index + 1}` },
			services: services.slice(index, index + 20).map(({ id }) => id)
		}))
	};
}

for (const [width, height] of [
	[1440, 900],
	[1280, 800],
	[800, 1280],
	[390, 844]
] as const) {
	test(`sixty services and forty counters at ${width}x${height}`, async ({ page }) => {
		await page.setViewportSize({ width, height });
		await openPage(page, '/admin/branch?branch=north&lang=en#counters');
		await page.getByRole('button', { name: 'Replace by a file' }).click();
		await page.locator('dialog textarea').fill(JSON.stringify(large()));
		await page.getByRole('button', { name: /^Check, / }).click();
		await part(page, 'Counters');
		await expect(page.locator('main .line')).toHaveCount(40);
		await page.getByRole('searchbox').fill('Counter 33');
		await expect(page.locator('main .line')).toHaveCount(1);
		await openRow(page, '/counters/32');
		await expect(row(page, '/counters/32').getByRole('checkbox')).toHaveCount(60);
		const { wide, small } = await page.evaluate(() => ({
			wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
			small: [...document.querySelectorAll('button, select, .control, label:has([type=checkbox])')]
				.map((each) => each.getBoundingClientRect())
				.filter((box) => box.height > 0 && box.height < 48).length
		}));
		expect(wide).toBeLessThanOrEqual(0);
		expect(small).toBe(0);
		await accessible(page);
	});
}
