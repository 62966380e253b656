import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { ConversionGroup, ConversionReport } from '#lib/protocol/conversion.ts';
import type { StaffingAnswer, WhatIfAnswer } from '#lib/protocol/forecast.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { signIn } from '../support/signed-in.ts';
import { axeFindings } from '../support/page-checks.ts';

/** The branch head's page on the demonstration's busiest morning: results of any days, what if, counters by half hour. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24', { FOYER_TEST_PAST: '2' });
});
test.afterAll(async () => {
	await demo?.stop();
});
test.beforeEach(async ({ context }) => signIn(context, demo, 'branch_head'));

const words = {
	zh: {
		live: '实时',
		day: '哪一天',
		span: '10:30 到 11:00',
		marked: '多开 1 个窗口',
		over: '超过 10 分钟',
		table: '表格',
		more: '更多',
		guided: '谁引导去自助',
		nobody: '这一天没有人来过，换一天看看。',
		needed: /个窗口一直在办/
	},
	en: {
		live: 'Live',
		day: 'Day',
		span: '10:30 to 11:00',
		marked: 'with one more counter',
		over: 'Over 10 min',
		table: 'Table',
		more: 'More',
		guided: 'Guided to self-service',
		nobody: 'Nobody came on this day. Choose another.',
		needed: /counters busy/
	}
};

const section = (page: Page, id: string) => page.locator(`section[aria-labelledby="${id}-title"]`);

/** Down the page until a part of it has come that is loaded only once it is near. */
async function scrollTo(page: Page, id: string): Promise<void> {
	await expect(async () => {
		await page.mouse.wheel(0, 600);
		await expect(section(page, id)).toBeVisible({ timeout: 200 });
	}).toPass();
}

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string | null) => (text ?? '').replaceAll('\u2009', ' ').trim();

for (const locale of ['zh', 'en'] as const) {
	const t = words[locale];

	test(`one more counter for the rest of today, by keyboard (${locale})`, async ({ page }) => {
		const asked: string[] = [];
		const errors: string[] = [];
		page.on('request', (request) => {
			if (request.url().includes('/what-if?')) asked.push(request.url());
		});
		page.on('pageerror', (error) => errors.push(error.message));
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.goto(`${demo.url}/head?lang=${locale}`);
		await expect(page.getByText(t.live, { exact: true })).toBeVisible();
		const day = page.getByLabel(t.day, { exact: true });
		await expect(day).toHaveValue('today');
		expect(asked, 'nothing is asked before something is different').toEqual([]);

		// From the day to the one button that can be pressed: one fewer than none there is not.
		await day.focus();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		const figures = page.locator('[data-ninety]');
		await expect(figures).toHaveText(/^\s*\d+\s+\d+\s+\S+\s*$/);
		await page.keyboard.press('Tab');
		const second = page.waitForResponse((response) => response.url().includes('from=10%3A30'));
		await page.keyboard.press('ArrowRight');
		const answer = (await (await second).json()) as WhatIfAnswer;
		expect(answer).toMatchObject({ kind: 'rest', scenario: { from: '10:30', counters: 1 } });
		await expect(page.getByText(t.span).first()).toBeVisible();
		const half = (side: 'base' | 'changed') =>
			answer[side].halves.find(({ from }) => from === '10:30')?.p90 ?? 0;
		const [before, after] = [half('base'), half('changed')].map((p90) => `${Math.ceil(p90 / 60)}`);
		await expect(figures.locator('span').nth(0)).toHaveText(before ?? '');
		await expect(figures.locator('span').nth(1)).toHaveText(after ?? '');
		const panel = page.locator('section[aria-labelledby="what-if-title"]');
		const over = panel.getByRole('row').filter({ hasText: t.over }).getByRole('cell');
		await expect(over.nth(0)).toHaveText(`${Math.round(answer.base.longWaits)}`);
		await expect(over.nth(1)).toHaveText(`${Math.round(answer.changed.longWaits)}`);

		// The chart's twin tells the same.
		const waits = page.locator('section[aria-labelledby="waits-title"]');
		await waits.getByRole('button', { name: t.table }).click();
		const row = waits.getByRole('row').filter({ has: page.locator('th', { hasText: /.+/ }) });
		const heads = await row.locator('th:first-child').allTextContents();
		expect(heads.map(plain)).toContain(t.marked);
		expect(await axeFindings(page)).toEqual([]);

		await page.getByText(t.more, { exact: true }).click();
		const guided = page.waitForResponse((response) => response.url().includes('divert=small_cash'));
		await page.getByLabel(t.guided).selectOption('small_cash');
		expect((await guided).status()).toBe(200);
		// The answer of before is pale until this one is drawn.
		await expect(panel.locator('[aria-busy="false"]')).toHaveCSS('opacity', '1');
		expect(await axeFindings(page)).toEqual([]);

		// Yesterday again, with how far the replay is off.
		const played = page.waitForResponse((response) => response.url().includes('day=2026-11-24'));
		await day.selectOption('2026-11-24');
		const past = (await (await played).json()) as WhatIfAnswer;
		expect(past).toMatchObject({ kind: 'past', from: '2026-11-24' });
		expect(past.actual?.served).toBeGreaterThan(100);
		await expect(figures).toHaveText(/\d/);
		expect(await axeFindings(page)).toEqual([]);

		// A day on which the branch was closed has nothing to play.
		await day.selectOption('2026-11-22');
		await expect(page.getByText(t.nobody)).toBeVisible();
		expect(errors).toEqual([]);
	});

	test(`counters by half hour tell why (${locale})`, async ({ page }) => {
		await page.setViewportSize({ width: 390, height: 844 });
		const told = page.waitForResponse((response) => response.url().includes('/staffing?'));
		await page.goto(`${demo.url}/head?lang=${locale}`);
		await scrollTo(page, 'staffing');
		const { rows } = (await (await told).json()) as StaffingAnswer;
		const first = page.locator('[data-cell="0 0"]');
		await expect(first).toHaveText(
			`${rows.find(({ services, until }) => services.includes('cash') && until > NOW)?.counters}`
		);
		await first.focus();
		await expect(first).toHaveAccessibleName(t.needed);
		await page.keyboard.press('ArrowDown');
		const below = page.locator('[data-cell="1 0"]');
		await expect(below).toBeFocused();
		const why = await page
			.locator('section[aria-labelledby="staffing-title"] p')
			.last()
			.textContent();
		expect(plain(why)).toMatch(t.needed);
		expect(await axeFindings(page)).toEqual([]);
		const over = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(over).toBeLessThanOrEqual(0);
	});
}

/** When the demonstration is looked at. */
const NOW = Date.parse('2026-11-25T10:24:00+08:00');
const TODAY = { from: '2026-11-25', to: '2026-11-25' };
const YESTERDAY = { from: '2026-11-24', to: '2026-11-24' };

const results = {
	zh: {
		live: '实时',
		yesterday: '11月24日 周二',
		week: '7 天',
		dates: '选日期',
		from: '从',
		to: '到',
		show: '查看',
		order: '“从”要早于“到”。',
		export: '导出',
		sales: '销售',
		table: '表格',
		used: '用上',
		missed: '错过',
		person: '员工',
		old: '读不出新的数，先看之前的',
		caveat: /差别不能证明/
	},
	en: {
		live: 'Live',
		yesterday: 'Tue 24 Nov',
		week: '7 days',
		dates: 'Dates',
		from: 'From',
		to: 'To',
		show: 'Show',
		order: 'The first date must be the earlier one.',
		export: 'Export',
		sales: 'Sales',
		table: 'Table',
		used: 'Used',
		missed: 'Missed',
		person: 'Person',
		old: 'No new figures can be read; these are the ones before',
		caveat: /is no proof/
	}
};

/** What the server counts of some days, as whoever is signed in to the page gets it. */
async function reported(
	page: Page,
	by: ConversionGroup,
	{ from, to } = TODAY
): Promise<ConversionReport> {
	const response = await page.request.get(
		`${demo.url}/api/v1/branches/lakeside/conversion?from=${from}&to=${to}&by=${by}`
	);
	expect(response.status()).toBe(200);
	return (await response.json()) as ConversionReport;
}

async function openResults(page: Page, locale: 'zh' | 'en'): Promise<void> {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto(`${demo.url}/head?lang=${locale}`);
	await expect(page.getByText(results[locale].live, { exact: true })).toBeVisible();
}

/** Every figure of a report stands on the page, each where it belongs. */
async function expectFigures(
	page: Page,
	{ total }: ConversionReport,
	timeout?: number
): Promise<void> {
	const within = expect.configure(timeout === undefined ? {} : { timeout });
	await within(section(page, 'conversion').getByRole('heading')).toContainText(
		`${total.converted}/${total.approached}`
	);
	for (const step of [
		...(['prompted', 'engaged', 'interested', 'referred', 'met', 'sold'] as const),
		...(['pitched', 'pitchInterested', 'pitchSold'] as const)
	]) {
		await within(page.locator(`[data-step="${step}"] .count b`)).toHaveText(`${total[step]}`);
	}
	await within(section(page, 'windows').getByRole('heading').first()).toContainText(
		`${total.windowsUsed}/${total.windowsRaised}`
	);
	await within(page.locator('[data-rate="pitchCoverage"]')).toContainText(
		`${total.covered}/${total.finished}`
	);
	await within(page.locator('[data-line="-"] .counts')).toHaveText(`0/${total.windowsNobody}`);
}

/** The same of days that today is one of: the branch goes on meanwhile, and the page with it. */
async function expectReported(page: Page, days = TODAY): Promise<void> {
	await expect(async () =>
		expectFigures(page, await reported(page, 'service', days), 2_000)
	).toPass();
}

for (const locale of ['zh', 'en'] as const) {
	const t = results[locale];

	test(`results of today, of a day and of any days are what the server counts (${locale})`, async ({
		page
	}) => {
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(error.message));
		await openResults(page, locale);
		await expectReported(page);
		await scrollTo(page, 'paying');
		await expect(page.getByText(t.caveat)).toBeVisible();
		expect(await axeFindings(page)).toEqual([]);

		// The chart's twin adds up to the heading.
		const windows = section(page, 'windows');
		await windows.getByRole('button', { name: t.table }).click();
		const { total } = await reported(page, 'service');
		for (const [name, sum] of [
			[t.used, total.windowsUsed],
			[t.missed, total.windowsMissed]
		] as const) {
			const row = windows
				.getByRole('row')
				.filter({ has: page.getByRole('rowheader', { name, exact: true }) });
			const cells = (await row.getByRole('cell').allTextContents()).map(Number);
			expect(cells.at(-1)).toBe(sum);
			expect(cells.slice(0, -1).reduce((all, cell) => all + cell, 0)).toBe(sum);
		}

		// Yesterday, by keyboard.
		const choice = page.getByRole('group').first();
		await choice.getByRole('button').nth(1).focus();
		await page.keyboard.press('Enter');
		await expectFigures(page, await reported(page, 'service', YESTERDAY));
		expect(plain(await choice.getByRole('button', { pressed: true }).textContent())).toBe(
			t.yesterday.replaceAll('月', ' 月 ').replaceAll('日', ' 日').trim()
		);

		// Two dates, in the wrong order first.
		await page.getByRole('button', { name: t.dates }).click();
		const dates = page.locator('#dates');
		const [from, to] = [dates.getByLabel(t.from), dates.getByLabel(t.to)];
		await from.fill('2026-11-25');
		await to.fill('2026-11-23');
		await page.getByRole('button', { name: t.show }).click();
		await expect(page.getByText(t.order)).toBeVisible();
		await from.fill('2026-11-23');
		await to.fill('2026-11-24');
		await page.keyboard.press('Enter');
		await expect(from).toBeHidden();
		const both = { from: '2026-11-23', to: '2026-11-24' };
		await expectFigures(page, await reported(page, 'service', both));

		// Taken apart, every row is one of the report's.
		await scrollTo(page, 'drill');
		const drill = section(page, 'drill');
		for (const [at, by] of (['hour', 'service', 'product', 'staff'] as const).entries()) {
			await drill.getByRole('group').getByRole('button').nth(at).click();
			const report = await reported(page, by, both);
			await expect(drill.locator('tbody tr')).toHaveCount(report.rows.length);
			const first = report.rows.find(({ key }) => key !== '-');
			const cells = drill.locator(`[data-key="${first?.key}"] td`);
			await expect(cells.first()).toHaveText(`${first?.prompted}`);
			await expect(drill.locator('[data-key="all"] td').first()).toHaveText(
				`${report.total.prompted}`
			);
		}
		expect(await axeFindings(page)).toEqual([]);
		expect(errors).toEqual([]);
	});

	test(`a sale is seen at once, by product and by person, in the branch's currency and apart (${locale})`, async ({
		page
	}) => {
		await openResults(page, locale);
		const sold = page.locator('[data-product="growth-1y"] td b').last();
		const before = Number(await sold.textContent());
		const amount = (await reported(page, 'service')).total.amount;
		const sale = (id: string, currency: string, minor: number) => ({
			...{ id: `${id}-${locale}`, type: 'sale.recorded', subject: `${id}-${locale}` },
			data: {
				...{ product: 'growth-1y', amount: minor, currency },
				...{ staff: 't05', channel: 'counter' }
			}
		});
		const answer = await demo.post([
			sale('made-up', 'CNY', 5_000_000),
			sale('abroad', 'USD', 120_000)
		]);
		expect(answer).toMatchObject({ accepted: 2, rejected: [] });
		await expect(sold).toHaveText(`${before + 2}`);
		const targets = section(page, 'targets');
		await expect(targets).toContainText(/USD\s[\d,]+/);
		expect((await reported(page, 'service')).total.amount).toBe(amount + 5_000_000);
		await targets.getByRole('button', { name: t.person }).click();
		const own = (await reported(page, 'staff')).rows.find(({ key }) => key === 't05');
		await expect(targets.locator('[data-person="t05"] td b')).toHaveText(`${own?.sales}`);
	});

	test(`what cannot be read is said, and the figures before stay, pale (${locale})`, async ({
		page
	}) => {
		await openResults(page, locale);
		const choice = page.getByRole('group').first();
		await choice.getByRole('button').nth(1).click();
		const day = await reported(page, 'service', YESTERDAY);
		await expectFigures(page, day);
		await page.route('**/conversion?**', (route) =>
			route.fulfill({ status: 503, json: { code: 'unavailable' } })
		);
		await choice.getByRole('button').nth(2).click();
		await expect(page.getByText(t.old).first()).toBeVisible();
		await expectFigures(page, day);
		await expect(section(page, 'conversion').locator('table')).toHaveClass(/old/);
		await page.unroute('**/conversion?**');
		await expectReported(page, { from: '2026-11-19', to: '2026-11-25' });
		await expect(page.getByText(t.old)).toHaveCount(0);
		await expect(section(page, 'conversion').locator('table')).not.toHaveClass(/old/);
	});

	test(`the days shown come as files (${locale})`, async ({ page }) => {
		await openResults(page, locale);
		await page.getByRole('group').first().getByRole('button').nth(1).click();
		await page.getByRole('button', { name: t.export }).click();
		const download = async (name: string) => {
			const [file] = await Promise.all([
				page.waitForEvent('download'),
				page.getByRole('link', { name, exact: true }).click()
			]);
			return readFile(await file.path());
		};
		const { total } = await reported(page, 'service', YESTERDAY);
		const lines = (await download(`${t.sales} CSV`)).toString('utf8').trimEnd().split(/\r?\n/);
		// What was cancelled is in the file, and says so.
		expect(lines.slice(1).filter((line) => line.endsWith(',no'))).toHaveLength(total.sales);
		expect(lines.slice(1).every((line) => line.includes('2026-11-24'))).toBe(true);
		const workbook = await download(`${t.sales} Excel`);
		expect(workbook.subarray(0, 2).toString()).toBe('PK');
		await page.keyboard.press('Escape');
		await expect(page.getByRole('link', { name: `${t.sales} CSV` })).toBeHidden();
	});
}

test('rows of people are for the branch head alone', async ({ browser }) => {
	const supervisor = await browser.newContext();
	await signIn(supervisor, demo, 'operations_supervisor');
	const page = await supervisor.newPage();
	await openResults(page, 'en');
	await expectReported(page);
	await expect(section(page, 'targets').getByRole('group')).toHaveCount(0);
	expect((await reported(page, 'staff')).rows).toEqual([]);
	for (const name of ['Wang Min', 'Li Rui', 'Chen Hao']) {
		await expect(section(page, 'windows')).not.toContainText(name);
	}
	await supervisor.close();

	const lobby = await browser.newContext();
	await signIn(lobby, demo, 'lobby_manager');
	const own = await reported(await lobby.newPage(), 'staff');
	expect(own.names).toBe(false);
	expect(own.rows.map(({ key }) => key)).toEqual(['m01']);
	await lobby.close();
});

test('on a telephone nothing runs off the page, whatever days are shown', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(`${demo.url}/head?lang=en`);
	await page.getByRole('button', { name: '7 days' }).click();
	await expectReported(page, { from: '2026-11-19', to: '2026-11-25' });
	for (const id of ['paying', 'drill', 'rework']) {
		await scrollTo(page, id);
	}
	const over = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(over).toBeLessThanOrEqual(0);
});
