import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { axeFindings } from '../support/page-checks.ts';
import { signIn } from '../support/signed-in.ts';
import { startReceiver, verified } from '../support/webhook-receiver.ts';
import type { Receiver } from '../support/webhook-receiver.ts';

/** The page of webhooks with a real receiver behind it: one story, told in both languages on one server. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;
let receiver: Receiver;

test.beforeAll(async () => {
	receiver = await startReceiver();
	demo = await startDemo('08:56', { FOYER_WEBHOOK_HOSTS: receiver.host });
});
test.afterAll(async () => {
	await demo?.stop();
	await receiver?.down();
});

const words = {
	zh: {
		off: '推送没有开',
		create: '新建推送地址',
		submit: '新建推送地址',
		url: '地址',
		talks: /交谈/,
		secret: (host: string) => `${host} 的签名密钥`,
		test: '发一条测试',
		arrived: /收到了，对方回答\s204/,
		delivered: '已送达',
		gone: '对方说不再接收',
		again: '全部重发',
		sentAgain: /1\s条马上重发/,
		resume: '恢复',
		refused: '对方没有接受，请看它的日志。',
		rotate: '更换密钥',
		pause: '暂停',
		paused: '已暂停',
		remove: '删除',
		none: '还没有推送地址。',
		notAllowed: /不在允许的名单里/
	},
	en: {
		off: 'Webhooks are off',
		create: 'New webhook',
		submit: 'Create webhook',
		url: 'Address',
		talks: /talks/,
		secret: (host: string) => `The secret of ${host}`,
		test: 'Send a test',
		arrived: /It arrived; the answer was 204/,
		delivered: 'Delivered',
		gone: 'Says it is gone',
		again: 'Send all again',
		sentAgain: /1 message is sent again/,
		resume: 'Resume',
		refused: 'It did not accept the message; look into its log.',
		rotate: 'New secret',
		pause: 'Pause',
		paused: 'Paused',
		remove: 'Remove',
		none: 'No webhook yet.',
		notAllowed: /may not be sent to\. Whoever/
	}
} as const;

async function expectClean(page: Page): Promise<void> {
	expect(await axeFindings(page)).toEqual([]);
	for (const width of [1440, 1280, 390]) {
		await page.setViewportSize({ width, height: 844 });
		const over = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(over, `${page.url()} at ${width}`).toBeLessThanOrEqual(0);
	}
	await page.setViewportSize({ width: 1440, height: 900 });
}

/** A referral, as a queue machine tells of it. */
async function refer(id: string): Promise<void> {
	const { accepted } = await demo.post([
		{ id, type: 'referral.made', subject: id, data: { from: 't01' } }
	]);
	expect(accepted).toBe(1);
}

const subjects = () => receiver.arrivals.map(({ message }) => message.subject);

for (const locale of ['zh', 'en'] as const) {
	const w = words[locale];

	test(`a webhook is made, tested, stopped, replayed, rotated and removed (${locale})`, async ({
		page
	}) => {
		receiver.arrivals.length = 0;
		receiver.answer = 204;
		await signIn(page, demo, 'administrator');
		await page.goto(`${demo.url}/admin/webhooks?lang=${locale}`);
		await expect(page.getByText(w.none)).toBeVisible();
		await expectClean(page);

		await page.getByRole('link', { name: w.create }).click();
		await page.getByLabel(w.url, { exact: true }).fill('https://evil.example/hooks');
		await page.getByRole('button', { name: w.submit }).click();
		await expect(page.getByText(w.notAllowed)).toBeVisible();
		await expectClean(page);
		await page.getByLabel(w.url, { exact: true }).fill(receiver.url);
		await page.getByRole('checkbox', { name: w.talks }).uncheck();
		await page.getByRole('button', { name: w.submit }).click();
		const secret = page.getByLabel(w.secret(receiver.host));
		await expect(secret).toBeVisible();
		await expectClean(page);
		const first = await secret.inputValue();

		await page.getByRole('link', { name: new RegExp(receiver.host) }).click();
		await expect(secret).toBeHidden();
		await page.getByRole('button', { name: w.test }).click();
		await expect(page.getByText(w.arrived)).toBeVisible();
		verified(receiver.arrivals[0]!, first, Date.now());
		receiver.answer = 401;
		await page.getByRole('button', { name: w.test }).click();
		await expect(page.getByText(w.refused)).toBeVisible();
		receiver.answer = 204;

		await refer(`${locale}-1`);
		await expect.poll(subjects).toContain(`${locale}-1`);
		verified(receiver.arrivals.at(-1)!, first, Date.now());
		await expect(async () => {
			await page.reload();
			await expect(page.getByText(w.delivered, { exact: true })).toBeVisible({ timeout: 500 });
		}).toPass();

		receiver.answer = 410;
		await refer(`${locale}-2`);
		await expect(async () => {
			await page.reload();
			await expect(page.getByText(w.gone).first()).toBeVisible({ timeout: 500 });
		}).toPass();
		await expectClean(page);
		receiver.answer = 204;
		await page.getByRole('button', { name: w.again }).click();
		await expect(page.getByText(w.sentAgain)).toBeVisible();
		await page.getByRole('button', { name: w.resume }).click();
		await expect(page.getByRole('button', { name: w.pause })).toBeVisible();
		const second = () => receiver.arrivals.filter((each) => each.message.subject === `${locale}-2`);
		await expect.poll(() => second().length).toBe(2);
		expect(new Set(second().map(({ id }) => id)).size).toBe(1);

		await page.locator('summary', { hasText: w.rotate }).click();
		await page.getByRole('button', { name: w.rotate }).click();
		await expect(secret).toBeVisible();
		const rotated = await secret.inputValue();
		expect(rotated).not.toBe(first);
		await refer(`${locale}-3`);
		await expect.poll(subjects).toContain(`${locale}-3`);
		for (const each of [first, rotated]) verified(receiver.arrivals.at(-1)!, each, Date.now());

		await page.getByRole('button', { name: w.pause }).click();
		await expect(page.getByText(w.paused).first()).toBeVisible();
		await expectClean(page);
		await page.locator('summary', { hasText: w.remove }).click();
		await page.getByRole('button', { name: w.remove }).click();
		await expect(page.getByText(w.none)).toBeVisible();
	});
}

test('without a list of hosts the page says how webhooks are turned on', async ({ page }) => {
	const plain = await startDemo('08:51');
	try {
		await signIn(page, plain, 'administrator');
		for (const locale of ['zh', 'en'] as const) {
			await page.goto(`${plain.url}/admin/webhooks?new&lang=${locale}`);
			await expect(page.getByText(words[locale].off)).toBeVisible();
			await expect(page.getByText(/FOYER_WEBHOOK_HOSTS/)).toBeVisible();
			await expect(page.getByRole('link', { name: words[locale].create })).toHaveCount(0);
			await expectClean(page);
		}
	} finally {
		await plain.stop();
	}
});
