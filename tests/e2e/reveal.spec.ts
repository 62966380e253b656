import type { Page } from '@playwright/test';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { running } from '../support/running.ts';
import { signIn } from '../support/signed-in.ts';

/** A customer's name on the tablet, masked and shown, and on no other screen. */
let demo: DemoServer;
const customer = { name: '欧阳金丝雀', ref: 'CANARY-4711' };

test.beforeAll(async () => {
	demo = await startDemo('10:24');
	const sent = await demo.post([
		{ id: 'c1', type: 'ticket.issued', subject: 'A999', data: { service: 'cash', customer } }
	]);
	expect(sent).toMatchObject({ accepted: 1 });
});
test.afterAll(async () => {
	await demo?.stop();
});
test.beforeEach(async ({ context }) => signIn(context, demo, 'branch_head'));

async function open(page: Page, path: string, locale: 'zh' | 'en' = 'zh'): Promise<void> {
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto(`${demo.url}${path}?lang=${locale}`);
	await running(page);
}

const words = {
	zh: {
		show: '看 A999 的姓名',
		why: '核对身份',
		hides: /秒后自动收起/,
		hide: '收起',
		name: '看姓名'
	},
	en: {
		show: 'Show the name of A999',
		why: 'Check identity',
		hides: /^Hides in/,
		hide: 'Hide',
		name: 'Show name'
	}
};

for (const locale of ['zh', 'en'] as const) {
	test(`the tablet shows a name against a reason, and hides it (${locale})`, async ({ page }) => {
		const t = words[locale];
		await page.clock.install();
		const asked: string[] = [];
		page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
		await open(page, '/lobby', locale);
		await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('A999');
		const masked = page.getByRole('button', { name: t.show });
		await expect(masked).toHaveText('欧阳**');
		const box = await masked.boundingBox();
		expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(48);
		expect(await page.content()).not.toMatch(/金丝雀|CANARY/);
		await masked.click();
		const sheet = page.getByRole('dialog');
		await page.keyboard.press('Escape');
		await expect(sheet).toHaveCount(0);
		await masked.click();
		await expect(sheet.getByRole('button', { name: t.name })).toBeDisabled();
		await sheet.getByRole('button', { name: t.why }).click();
		await expect(sheet.getByText(customer.name)).toBeVisible();
		await expect(sheet.getByText(customer.ref)).toBeVisible();
		await expect(sheet.getByText(t.hides)).toBeVisible();
		// The name has its characters drawn, and stands in no address.
		await expect
			.poll(() =>
				page.evaluate(() => document.fonts.check("16px 'Noto Sans SC Variable'", '金丝雀'))
			)
			.toBe(true);
		expect(asked.some((url) => url.endsWith('/fonts.css?all'))).toBe(true);
		expect(asked.filter((url) => /[金丝雀]|CANARY/.test(url))).toEqual([]);
		await page.clock.runFor(31_000);
		await expect(sheet).toHaveCount(0);
		expect(await page.content()).not.toMatch(/金丝雀|CANARY/);
	});
}

test('a refusal is said in words, and a reason of one’s own is taken', async ({ page }) => {
	await open(page, '/lobby');
	await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('A999');
	await page.getByRole('button', { name: words.zh.show }).click();
	const sheet = page.getByRole('dialog');
	await page.route('**/reveal?*', (route) => route.abort());
	await sheet.getByRole('button', { name: '当面称呼' }).click();
	await expect(sheet.getByRole('alert')).toHaveText('连不上，等一下再点');
	await page.unroute('**/reveal?*');
	await sheet.getByRole('textbox').fill('客户忘了号码');
	await sheet.getByRole('button', { name: words.zh.name }).click();
	await expect(sheet.getByText(customer.name)).toBeVisible();
	await sheet.getByRole('button', { name: words.zh.hide }).click();
	await expect(sheet).toHaveCount(0);
});

for (const [path, type] of [
	['/wall', 'ticket.parked'],
	['/head', 'ticket.resumed']
] as const) {
	test(`${path} has no name, not even masked, in its page or its frames`, async ({ page }) => {
		const frames: string[] = [];
		page.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
		);
		await open(page, path);
		await expect(page.getByText('实时', { exact: true })).toBeVisible();
		const sent = await demo.post([{ id: `told${path}`, type, subject: 'A999', data: {} }]);
		expect(sent).toMatchObject({ accepted: 1 });
		await expect.poll(() => frames.some((frame) => frame.includes('"A999"'))).toBe(true);
		const all = [await page.content(), ...frames].join('\n');
		expect(all).not.toMatch(/金丝雀|CANARY|欧阳|DEMO-\d/);
	});
}
