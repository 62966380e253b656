import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { startDemo } from '../support/demo-server.ts';
import type { DemoServer } from '../support/demo-server.ts';
import { signIn } from '../support/signed-in.ts';
import { totp } from '../support/totp.ts';

/** How people get in, and what happens when their session ends while they work. */

const words = {
	zh: {
		username: '用户名',
		password: '密码',
		submit: '登录',
		wrong: '用户名或密码不对',
		code: '验证码',
		go: '继续',
		wrongCode: /验证码不对/,
		signOut: '退出登录',
		live: '实时',
		search: '找号码',
		ended: '登录已到期',
		denied: /您的岗位不包含“网点负责人”/,
		me: /王敏.*账号/
	},
	en: {
		username: 'Username',
		password: 'Password',
		submit: 'Sign in',
		wrong: 'Username or password is wrong',
		code: 'Code',
		go: 'Continue',
		wrongCode: /This code is wrong/,
		signOut: 'Sign out',
		live: 'Live',
		search: 'Find a ticket',
		ended: 'Your session has ended',
		denied: /Your role does not include “Branch head”/,
		me: /Wang Min.*account/
	}
};

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});

/** Every session of whoever is signed in there ends, but for that one. */
async function endOthers(page: Page): Promise<void> {
	const answer = await page.request.post(`${demo.url}/account?/endOthers`, {
		form: {},
		headers: { origin: demo.url, accept: 'text/html' }
	});
	expect(answer.status()).toBe(200);
}

type Words = (typeof words)['zh'] | (typeof words)['en'];

async function fillIn(page: Page, w: Words, who: { username: string; password: string }) {
	await page.getByLabel(w.username, { exact: true }).fill(who.username);
	await page.getByLabel(w.password, { exact: true }).fill(who.password);
	const answered = page.waitForResponse(/\/sign-in\?\/password/);
	await page.getByRole('button', { name: w.submit, exact: true }).click();
	await answered;
}

for (const locale of ['zh', 'en'] as const) {
	const w = words[locale];

	test(`a wrong password is told, the right one goes on to where one wanted (${locale})`, async ({
		page
	}) => {
		const head = demo.users.branch_head;
		await page.goto(`${demo.url}/head?lang=${locale}`);
		await expect(page).toHaveURL(/\/sign-in\?next=/);
		await fillIn(page, w, { ...head, password: 'not-the-password' });
		await expect(page.getByRole('alert')).toHaveText(w.wrong);
		await fillIn(page, w, { username: 'nobody.here', password: 'not-the-password' });
		await expect(page.getByRole('alert')).toHaveText(w.wrong);
		await fillIn(page, w, head);
		await expect(page).toHaveURL(/\/head/);
		await expect(page.getByText(w.live, { exact: true })).toBeVisible();
	});

	test(`who may not see a page is told so and shown what they may (${locale})`, async ({
		page
	}) => {
		await signIn(page, demo, 'lobby_manager');
		await page.goto(`${demo.url}/head?lang=${locale}`);
		await expect(page.getByRole('alert')).toHaveText(w.denied);
		await expect(page.locator('a[href^="/lobby"]')).toBeVisible();
		await expect(page.locator('a[href^="/head"]')).toHaveCount(0);
	});

	test(`a session that ends leaves the tablet as it was, covered, until the same person is back (${locale})`, async ({
		page,
		browser
	}) => {
		const { username, password } = demo.users.lobby_manager;
		await page.setViewportSize({ width: 1280, height: 800 });
		await signIn(page, demo, 'lobby_manager');
		await page.goto(`${demo.url}/lobby?lang=${locale}`);
		await expect(page.getByText(w.live, { exact: true })).toBeVisible();
		// Who is linked to somebody of the staff has nobody to choose.
		await expect(page.getByRole('button', { name: w.me })).toBeVisible();
		const search = page.locator('input').first();
		await search.fill('A99');

		const other = await browser.newContext();
		const account = await other.newPage();
		await signIn(account, demo, 'lobby_manager');
		await endOthers(account);

		const dialog = page.getByRole('dialog', { name: w.ended });
		await expect(dialog).toBeVisible();
		await expect(search).toBeHidden();
		await page.keyboard.press('Escape');
		await expect(dialog).toBeVisible();
		await expect(dialog.getByLabel(w.username, { exact: true })).toHaveValue(username);
		await dialog.getByLabel(w.password, { exact: true }).fill('not-the-password');
		await dialog.getByRole('button', { name: w.submit, exact: true }).click();
		await expect(dialog.getByRole('alert')).toHaveText(w.wrong);
		await dialog.getByLabel(w.password, { exact: true }).fill(password);
		await dialog.getByRole('button', { name: w.submit, exact: true }).click();

		await expect(dialog).toHaveCount(0);
		await expect(search).toHaveValue('A99');
		await expect(page.getByText(w.live, { exact: true })).toBeVisible();
		const number = locale === 'zh' ? 'A996' : 'A997';
		const told = await demo.post([
			{ id: `back-${locale}`, type: 'ticket.issued', subject: number, data: { service: 'cash' } }
		]);
		expect(told.accepted).toBe(1);
		await expect(page.getByText(number).first()).toBeVisible();
		await other.close();
	});
}

test('an address to go on to is one of ours, whatever it looks like', async ({ browser }) => {
	for (const next of [
		'//evil.example/',
		'/\\evil.example/',
		'/\t/evil.example/',
		'https://evil.example'
	]) {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${demo.url}/sign-in?lang=en&next=${encodeURIComponent(next)}`);
		await fillIn(page, words.en, demo.users.branch_head);
		await expect(page).toHaveURL(`${demo.url}/`);
		await context.close();
	}
});

test('somebody else who signs in over a page gets their own', async ({ page, browser }) => {
	const w = words.en;
	await signIn(page, demo, 'branch_head');
	await page.goto(`${demo.url}/head?lang=en`);
	await expect(page.getByText(w.live, { exact: true })).toBeVisible();
	const other = await browser.newContext();
	const account = await other.newPage();
	await signIn(account, demo, 'branch_head');
	await endOthers(account);
	const dialog = page.getByRole('dialog');
	await expect(dialog).toBeVisible();
	await fillIn(page, w, demo.users.teller);
	await expect(page).toHaveURL(/\?denied=/);
	await other.close();
});

test('a second factor is asked for once it is on; a backup code opens once', async ({ page }) => {
	const w = words.en;
	const { username, password } = demo.users.wealth_manager;
	await signIn(page, demo, 'wealth_manager');
	await page.goto(`${demo.url}/account?lang=en`);
	const start = page.locator('form[action="?/startTwoFactor"]');
	await start.getByLabel('Your password first').fill(password);
	await start.getByRole('button', { name: 'Turn on' }).click();
	const secret = (await page.locator('.secret').textContent()) ?? '';
	const backup = (await page.locator('.secret ~ ul li').first().textContent()) ?? '';
	const code = page.getByLabel('The six digits that the app shows now');
	await code.fill('000000');
	await page.getByRole('button', { name: 'Finish' }).click();
	await expect(page.getByRole('alert')).toHaveText(w.wrongCode);
	// A wrong code leaves on the page what is shown only once.
	await expect(page.locator('.secret')).toHaveText(secret);
	await code.fill(totp(secret));
	await page.getByRole('button', { name: 'Finish' }).click();
	await expect(page.getByText('The second factor is on')).toBeVisible();

	const again = async (typed: string) => {
		await page.goto(`${demo.url}/account`);
		await page.getByRole('button', { name: w.signOut }).click();
		await fillIn(page, w, { username, password });
		await page.getByLabel(w.code, { exact: true }).fill(typed);
		await page.getByRole('button', { name: w.go, exact: true }).click();
	};
	// The code that turned it on is used up; the next one is good already.
	await again(totp(secret, Date.now() + 30_000));
	await expect(page).toHaveURL(`${demo.url}/`);
	await again(backup);
	await expect(page).toHaveURL(`${demo.url}/`);
	await again(backup);
	await expect(page.getByRole('alert')).toHaveText(w.wrongCode);
});
