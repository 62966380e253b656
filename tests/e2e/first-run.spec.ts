import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { firstRun } from '../support/first-run.ts';
import type { FirstRun } from '../support/first-run.ts';
import { running } from '../support/running.ts';

/** From an empty folder to a paired wall, as somebody who has never seen Foyer does it. */

const words = {
	zh: {
		language: '中文',
		branch: /设置这个网点/,
		username: '用户名',
		name: '姓名',
		password: '密码',
		again: '再输一次',
		administrator: '建立管理员',
		standard: /标准网点/,
		nameField: '中文名称',
		branchName: '湖滨支行',
		make: '建立网点',
		more: '取款机多一台',
		save: '保存',
		code: '屏幕上的代码',
		approve: '批准',
		approved: /配对好了/,
		finish: '完成',
		ready: '网点可以用了',
		closed: '这里还没有设置好',
		demonstration: /先看一天的演示/,
		signIn: '去登录',
		submit: '登录'
	},
	en: {
		language: 'English',
		branch: /Set up this branch/,
		username: 'Username',
		name: 'Name',
		password: 'Password',
		again: 'Once more',
		administrator: 'Make administrator',
		standard: /Standard branch/,
		nameField: 'English name',
		branchName: 'Lakeside Branch',
		make: 'Make branch',
		more: 'One ATM more',
		save: 'Save',
		code: 'Code on the screen',
		approve: 'Approve',
		approved: /is paired/,
		finish: 'Finish',
		ready: 'The branch is ready',
		closed: 'Foyer is not set up yet',
		demonstration: /Try a demonstration day/,
		signIn: 'Sign in',
		submit: 'Sign in'
	}
};

let server: FirstRun;

test.beforeEach(async () => {
	server = await firstRun();
});
test.afterEach(async () => {
	await server.stop();
});

/** The code that a display shows, without what stands between its halves. */
async function codeOn(display: Page): Promise<string> {
	const code = display.locator('.code');
	await expect(code).toBeVisible();
	return ((await code.textContent()) ?? '').replaceAll(/[^A-Z0-9]/g, '');
}

for (const locale of ['zh', 'en'] as const) {
	const w = words[locale];

	test(`an empty folder becomes a branch with a paired wall, and a revoked wall shows nothing of it (${locale})`, async ({
		page,
		browser
	}) => {
		// Whoever comes without the link gets no further.
		await page.goto(`${server.url}/?lang=${locale}`);
		await expect(page.getByRole('heading', { name: w.closed })).toBeVisible();

		await page.goto(server.link);
		expect(page.url()).toBe(`${server.url}/setup`);
		await page.getByRole('link', { name: w.language, exact: true }).click();
		await page.getByRole('link', { name: w.branch }).click();

		await page.getByLabel(w.username, { exact: true }).fill('admin.one');
		await page.getByLabel(w.name, { exact: true }).fill('Su Yun');
		await page.getByLabel(w.password, { exact: true }).fill('short');
		await page.getByLabel(w.again, { exact: true }).fill('short');
		await page.getByRole('button', { name: w.administrator }).click();
		await expect(page.getByRole('alert')).toBeVisible();
		await page.getByLabel(w.password, { exact: true }).fill('lantern-harbour-7');
		await page.getByLabel(w.again, { exact: true }).fill('lantern-harbour-7');
		await page.getByRole('button', { name: w.administrator }).click();

		// Left in the middle, it goes on where it stood.
		await expect(page).toHaveURL(/\/setup\/branch$/);
		await page.goto(server.url);
		await expect(page).toHaveURL(/\/setup\/branch$/);
		await expect(page.getByRole('radio', { name: w.standard })).toBeChecked();
		await page.getByLabel(w.nameField, { exact: true }).fill(w.branchName);
		await page.getByRole('button', { name: w.make }).click();

		await expect(page).toHaveURL(/\/setup\/devices$/);
		await running(page);
		await page.getByRole('button', { name: w.more, exact: true }).click();
		await page.getByRole('button', { name: w.save }).click();

		// The wall is a browser of its own, and nobody has signed in to it.
		await expect(page).toHaveURL(/\/setup\/displays$/);
		const television = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
		const wall = await television.newPage();
		await wall.goto(`${server.url}/wall?lang=${locale}`);
		await expect(wall).toHaveURL(/\/pair\?screen=wall$/);
		const code = await codeOn(wall);
		await page.getByLabel(w.code, { exact: true }).fill(code.toLowerCase());
		await page.getByRole('button', { name: w.approve, exact: true }).click();
		await expect(page.getByText(w.approved)).toBeVisible();
		await expect(wall).toHaveURL(/\/wall$/);
		await expect(wall.getByText(w.branchName).first()).toBeVisible();

		await page.getByRole('link', { name: w.finish }).click();
		await expect(page.getByRole('heading', { name: w.ready })).toBeVisible();

		// The link opens nothing any more, and a display is not a person.
		const stranger = await browser.newPage();
		await stranger.goto(server.link);
		await expect(stranger).toHaveURL(/\/sign-in/);
		await stranger.close();
		await wall.goto(`${server.url}/head`);
		await expect(wall).toHaveURL(/\/wall$/);
		await expect(wall.getByText(w.branchName).first()).toBeVisible();

		// Revoked, it is back at its pairing within seconds and knows nothing.
		const [id = ''] = (await server.foyer('display', 'list')).split('\t');
		await server.foyer('display', 'revoke', id);
		await expect(wall).toHaveURL(/\/pair\?screen=wall$/);
		expect(await codeOn(wall)).not.toBe(code);
		await expect(wall.getByText(w.branchName)).toHaveCount(0);
		await television.close();
	});

	test(`a demonstration takes the server's place and leaves the folder as it was (${locale})`, async ({
		page
	}) => {
		await page.goto(`${server.link}&lang=${locale}`);
		await page.getByRole('button', { name: w.demonstration }).click();
		const head = page.getByRole('row').filter({
			has: page.getByRole('cell', { name: 'head', exact: true })
		});
		await expect(head).toBeVisible();
		const password = (await head.getByRole('cell').last().textContent()) ?? '';
		await expect(page.locator('a.ready')).toBeVisible();
		await page.locator('a.ready').click();
		await page.getByLabel(w.username, { exact: true }).fill('head');
		await page.getByLabel(w.password, { exact: true }).fill(password.trim());
		await page.getByRole('button', { name: w.submit, exact: true }).click();
		await expect(page.getByText(locale === 'zh' ? '湖滨支行' : 'Lakeside Branch')).toBeVisible();
		const before = server.link;
		await server.restart();
		expect(server.link).not.toBe(before);
	});
}
