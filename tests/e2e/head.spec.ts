import type { StaffingAnswer, WhatIfAnswer } from '#lib/protocol/forecast.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { signIn } from '../support/signed-in.ts';
import { axeFindings } from '../support/page-checks.ts';

/** What if, and counters by half hour, on the branch head's page: by keyboard, on the demonstration's busiest morning. */
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
		await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
		const { rows } = (await (await told).json()) as StaffingAnswer;
		const first = page.locator('[data-cell="0 0"]');
		await expect(first).toHaveText(
			`${rows.find(({ services }) => services[0] === 'cash')?.counters}`
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
