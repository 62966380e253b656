import type { Page } from '@playwright/test';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { signIn } from '../support/signed-in.ts';

/**
 * The three screens on the demonstration day at its busiest, in a real browser, and in step with each other. One
 * server for all: the tests tell one story, in order.
 */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});
// Somebody who may see every screen, and is nobody of the branch's staff: the tablet asks whose it is.
test.beforeEach(async ({ context }) => signIn(context, demo, 'administrator'));

async function open(page: Page, path: string, locale: 'zh' | 'en'): Promise<void> {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await page.goto(`${demo.url}${path}?lang=${locale}`);
	await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale}`));
	expect(errors).toEqual([]);
}

/** The rows that the server would send, to hold a screen against. */
async function served(screen: string) {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=${screen}`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	const { view } = (await response.json()) as {
		view: Record<string, Record<string, Record<string, unknown>>>;
	};
	return view;
}

const words = {
	zh: { live: '实时', nobody: '无人接', accept: '我来', interested: '有意向', stale: '数据已停' },
	en: {
		live: 'Live',
		nobody: 'Nobody yet',
		accept: /^I.ll go$/,
		interested: 'Interested',
		stale: 'No data'
	}
};

for (const locale of ['zh', 'en'] as const) {
	test(`the wall shows what the server knows (${locale})`, async ({ page }) => {
		await page.setViewportSize({ width: 1920, height: 1080 });
		await open(page, '/wall', locale);
		await expect(page.getByText(words[locale].live, { exact: true })).toBeVisible();
		const { tickets = {}, services = {} } = await served('wall');
		for (const service of Object.values(services)) {
			const name = (service['name'] as Record<string, string>)[locale]!;
			await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
		}
		const waiting = Object.values(tickets).filter((ticket) => ticket['state'] === 'waiting');
		expect(waiting.length).toBeGreaterThan(10);
		await expect(page.getByText(words[locale].nobody).first()).toBeVisible();
	});

	test(`the tablet takes a prompt and tells its outcome, one tap each (${locale})`, async ({
		page,
		browser
	}) => {
		const wall = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
		await signIn(wall, demo, 'teller');
		await wall.goto(`${demo.url}/wall?lang=${locale}`);
		await page.setViewportSize({ width: 1280, height: 800 });
		await open(page, '/lobby', locale);
		await page.getByRole('button', { name: /陈浩|Chen Hao/ }).click();
		const open_ = Object.values((await served('lobby'))['prompts'] ?? {}).filter(
			(prompt) => prompt['state'] === 'open'
		);
		expect(open_.length).toBeGreaterThan(0);
		await page.getByRole('button', { name: words[locale].accept }).first().click();
		const { staff = {} } = await served('lobby');
		const me = Object.values(staff).find(
			(person) => (person['name'] as { zh: string }).zh === '陈浩'
		)?.['id'];
		const mine = async () =>
			Object.values((await served('lobby'))['prompts'] ?? {}).filter(
				(prompt) => prompt['assignee'] === me
			);
		await expect.poll(async () => (await mine()).length).toBeGreaterThan(0);
		await expect(wall.getByText(/陈浩|Chen Hao/).first()).toBeVisible();
		const before = (await served('wall'))['kpis']!['today']!;
		await page.getByRole('button', { name: words[locale].interested }).first().click();
		await expect
			.poll(async () => (await served('wall'))['kpis']!['today']!['promptsEngaged'])
			.toBe((before['promptsEngaged'] as number) + 1);
		await wall.close();
	});

	test(`the head reads the same figures as a table (${locale})`, async ({ page }) => {
		await page.setViewportSize({ width: 1440, height: 900 });
		await open(page, '/head', locale);
		const today = (await served('head'))['kpis']!['today']!;
		const share = `${today['promptsEngaged']}/${today['promptsRaised']}`;
		await expect(page.getByText(share).first()).toBeVisible();
		const tables = page.getByRole('button', { name: locale === 'zh' ? '表格' : 'Table' });
		await tables.first().click();
		await expect(page.getByRole('table').first()).toBeVisible();
	});
}

test('an event of a queue machine is on every screen without a touch', async ({ page }) => {
	await open(page, '/lobby', 'zh');
	const answer = await demo.post([
		{ id: 'e2e-1', type: 'ticket.issued', subject: 'A998', data: { service: 'cash' } }
	]);
	expect(answer).toMatchObject({ accepted: 1, rejected: [] });
	await page.getByPlaceholder('找号码').fill('A998');
	await expect(page.getByText('A998').first()).toBeVisible();
});

test('ten seconds of silence are shown as stale, and the first word back ends it', async ({
	page
}) => {
	await page.setViewportSize({ width: 1920, height: 1080 });
	await open(page, '/wall', 'zh');
	await expect(page.getByText('实时', { exact: true })).toBeVisible();
	demo.freeze();
	try {
		await expect(page.locator('[data-stale]')).toHaveCount(1, { timeout: 15_000 });
		await expect(page.getByText(words.zh.stale).first()).toBeVisible();
	} finally {
		demo.thaw();
	}
	await expect(page.locator('[data-stale]')).toHaveCount(0);
	await expect(page.getByText('实时', { exact: true })).toBeVisible();
});

test('a crash of the server loses nothing that a screen showed', async ({ page }) => {
	await open(page, '/lobby', 'zh');
	await page.getByPlaceholder('找号码').fill('A998');
	await expect(page.getByText('A998').first()).toBeVisible();
	await demo.crash();
	await demo.post([
		{ id: 'e2e-2', type: 'ticket.issued', subject: 'A999', data: { service: 'cash' } }
	]);
	await page.getByPlaceholder('找号码').fill('A99');
	await expect(page.getByText('A999').first()).toBeVisible();
	await expect(page.getByText('A998').first()).toBeVisible();
});

test('the first view is drawn by the server and readable without script', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	await signIn(context, demo, 'administrator');
	const page = await context.newPage();
	for (const path of ['/wall', '/lobby', '/head']) {
		await page.goto(`${demo.url}${path}?lang=en`);
		await expect(page.getByText('Cash').first()).toBeVisible();
	}
	await context.close();
});
