import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { axeFindings } from '../support/page-checks.ts';
import { signIn } from '../support/signed-in.ts';

/** The morning huddle and the evening review, and the list of customers to look after. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24', { FOYER_TEST_PAST: '5' });
});
test.afterAll(async () => {
	await demo?.stop();
});

const words = {
	zh: {
		evening: '夕会',
		add: '加入名单',
		unknown: '有一行的人不在本网点。',
		added: '加了 2 位',
		reached: '联系上了',
		undo: '撤回',
		reveal: '看全名',
		why: '为什么要看',
		show: '看',
		notGiven: /还有.*笔没分/
	},
	en: {
		evening: 'Evening',
		add: 'Add to the list',
		unknown: 'A line names somebody who is not of this branch.',
		added: '2 customers added',
		reached: 'Reached',
		undo: 'Undo',
		reveal: 'Full name',
		why: 'Why you need it',
		show: 'Show',
		notGiven: /not given to anybody yet/
	}
};

async function open(page: Page, locale: 'zh' | 'en'): Promise<void> {
	await page.goto(`${demo.url}/huddle?lang=${locale}`);
	await expect(page.locator('main[data-shown]')).toBeVisible();
}

for (const locale of ['zh', 'en'] as const) {
	const t = words[locale];

	test(`the head sees three facts, goals by person, and the evening (${locale})`, async ({
		page
	}) => {
		await signIn(page, demo, 'branch_head');
		await page.setViewportSize({ width: 1440, height: 900 });
		await open(page, locale);
		await expect(page.locator('main[data-shown="morning"] ol > li')).toHaveCount(3);
		await expect(page.getByText(t.notGiven).first()).toBeVisible();
		await page.getByRole('button', { name: t.evening, exact: true }).click();
		await expect(page.locator('main[data-shown="evening"] table tr')).toHaveCount(6);
		expect(await axeFindings(page)).toEqual([]);
	});

	test(`a list is pasted, and what can't be read keeps what was typed (${locale})`, async ({
		page
	}) => {
		await signIn(page, demo, 'branch_head');
		await page.setViewportSize({ width: 1280, height: 800 });
		await open(page, locale);
		await page.getByText(t.add).first().click();
		const lines = page.getByRole('textbox');
		await lines.fill('欧阳若兰; nobody; idle_cash');
		await page.getByRole('button', { name: t.add }).click();
		await expect(page.getByText(t.unknown)).toBeVisible();
		await expect(lines).toHaveValue('欧阳若兰; nobody; idle_cash');
		await lines.fill(`欧阳若兰; h01; idle_cash; steady-3m\nC-${locale}-4711\th01\tmaturing`);
		await page.getByRole('button', { name: t.add }).click();
		await expect(page.getByText(t.added)).toBeVisible();
		const row = page.locator('li', { hasText: '欧阳**' }).last();
		await row.getByRole('button', { name: t.reached, exact: true }).click();
		await expect(row.getByRole('button', { name: t.undo })).toBeVisible();
		await row.getByRole('button', { name: t.reveal }).click();
		await page.getByLabel(t.why).fill('a call about the deposit');
		await page.getByRole('button', { name: t.show, exact: true }).click();
		await expect(page.getByText('欧阳若兰', { exact: true })).toBeVisible();
	});
}

test('a teller has one’s own goals and list, and nobody else’s', async ({ page }) => {
	await signIn(page, demo, 'teller');
	await open(page, 'en');
	await expect(page.getByText('欧阳**')).toHaveCount(0);
	await expect(page.getByText(words.en.notGiven)).toHaveCount(0);
	await expect(page.getByText(words.en.add)).toHaveCount(0);
});

test('prints on one page of A4', async ({ page }) => {
	await signIn(page, demo, 'branch_head');
	await open(page, 'zh');
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button').first()).toBeHidden();
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
