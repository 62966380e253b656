import type { Page } from '@playwright/test';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { signIn } from '../support/signed-in.ts';
import { axeFindings } from '../support/page-checks.ts';

/** The administration in a real browser: one story, told in both languages on one server. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('08:56');
});
test.afterAll(async () => {
	await demo?.stop();
});

async function open(page: Page, path: string, locale: 'zh' | 'en'): Promise<void> {
	const mark = path.includes('?') ? '&' : '?';
	await page.goto(`${demo.url}${path}${mark}lang=${locale}`);
	await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale}`));
}

/** Nothing that axe finds, and nothing that runs off the side of a desk's or a phone's screen. */
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

const words = {
	zh: {
		newPerson: '新建人员',
		username: '用户名',
		create: '新建，生成一次性密码',
		oneTime: (who: string) => `${who} 的一次性密码`,
		newKey: '新建密钥',
		name: '名称',
		send: /发送事件/,
		createKey: '新建密钥',
		key: (name: string) => `“${name}”的密钥`,
		rotate: '生成新密钥',
		revoke: '停用',
		revoked: /已停用\s\d\s块/,
		verify: '核对',
		whole: /完整无缺/,
		noEstimates: /还没有统计/,
		told: (who: string, key: string) => [
			`新建人员 ${who}，柜员`,
			`新建密钥“${key}”：发送事件`,
			'停用显示屏“二楼办公室”'
		]
	},
	en: {
		newPerson: 'New person',
		username: 'Username',
		create: 'Create, with a one-time password',
		oneTime: (who: string) => `One-time password of ${who}`,
		newKey: 'New key',
		name: 'Name',
		send: /send events/,
		createKey: 'Create key',
		key: (name: string) => `The key “${name}”`,
		rotate: 'Make the new key',
		revoke: 'Revoke',
		revoked: /\d revoked/,
		verify: 'Verify',
		whole: /rows are whole/,
		noEstimates: /Nothing counted yet/,
		told: (who: string, key: string) => [
			`Created ${who}, Teller`,
			`Created the key “${key}”: send events`,
			'Revoked the display “二楼办公室”'
		]
	}
} as const;

/** As it is read: without the thin spaces between Chinese and digits. */
const plain = (text: string) => text.replaceAll(/[\s\u2009]/g, '');

for (const locale of ['zh', 'en'] as const) {
	const w = words[locale];
	const username = `new.teller.${locale}`;
	const keyName = `queue machine ${locale}`;

	test(`a person is made and signs in with the password that is shown once (${locale})`, async ({
		page
	}) => {
		await signIn(page, demo, 'administrator');
		await open(page, '/admin/people', locale);
		await expectClean(page);
		await page.getByRole('link', { name: w.newPerson }).click();
		await expect(page.getByLabel(w.username, { exact: true })).toBeVisible();
		await expectClean(page);
		await page.getByLabel(w.username, { exact: true }).fill(username);
		await page.getByRole('button', { name: w.create }).click();
		const secret = page.getByLabel(w.oneTime(username));
		await expect(secret).toBeVisible();
		await expectClean(page);
		const password = await secret.inputValue();
		expect(await demo.signIn(username, password)).toMatchObject({ ok: true, next: 'done' });
		await page.reload();
		await expect(page.getByText(password)).toHaveCount(0);
		await page.getByRole('link', { name: new RegExp(username) }).click();
		await expect(page.getByRole('heading', { name: username })).toBeVisible();
		await expectClean(page);
	});

	test(`a key is made and rotated, and both work (${locale})`, async ({ page }) => {
		await signIn(page, demo, 'administrator');
		await open(page, '/admin/keys', locale);
		await page.getByRole('link', { name: w.newKey }).click();
		await expect(page.getByLabel(w.name, { exact: true })).toBeVisible();
		await expectClean(page);
		await page.getByLabel(w.name, { exact: true }).fill(keyName);
		await page.getByRole('checkbox', { name: w.send }).first().check();
		await page.getByRole('button', { name: w.createKey }).click();
		const secret = page.getByLabel(w.key(keyName));
		const first = await secret.inputValue();
		await page.getByRole('link', { name: new RegExp(keyName) }).click();
		await expect(secret).toBeHidden();
		await page.getByRole('button', { name: w.rotate }).click();
		await expect(secret).toBeVisible();
		const second = await secret.inputValue();
		await expectClean(page);
		expect(second).not.toBe(first);
		for (const key of [first, second]) {
			const response = await fetch(`${demo.url}/api/v1/events`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${key}`,
					'content-type': 'application/cloudevents-batch+json'
				},
				body: '[]'
			});
			expect(response.status).not.toBe(401);
		}
	});

	test(`a display is revoked after a question, and shows nothing more (${locale})`, async ({
		page,
		browser
	}) => {
		// The second language's is one that was paired anew.
		if (locale === 'en') {
			await demo.stop();
			demo = await startDemo('08:56');
		}
		const wall = await browser.newContext();
		await wall.addCookies([{ name: 'foyer-display', value: demo.display, url: demo.url }]);
		const shown = await wall.newPage();
		await shown.goto(`${demo.url}/wall`);
		expect(new URL(shown.url()).pathname).toBe('/wall');

		await signIn(page, demo, 'branch_head');
		await open(page, '/admin/displays', locale);
		await expectClean(page);
		await page.getByRole('link', { name: /二楼办公室/ }).click();
		await page.locator('summary', { hasText: w.revoke }).first().click();
		await expect(page.getByRole('button', { name: w.revoke, exact: true })).toBeVisible();
		await expectClean(page);
		await page.getByRole('button', { name: w.revoke, exact: true }).click();
		await expect(page.getByText(w.revoked).first()).toBeVisible();
		await expectClean(page);
		await expect
			.poll(async () => {
				await shown.goto(`${demo.url}/wall`).catch(() => undefined);
				return new URL(shown.url()).pathname;
			})
			.not.toBe('/wall');
		await wall.close();
	});

	test(`the estimates of waits have a page that says when nothing is counted yet (${locale})`, async ({
		page
	}) => {
		await signIn(page, demo, 'administrator');
		await open(page, '/admin/forecast', locale);
		await expect(page.getByText(w.noEstimates)).toBeVisible();
		await expectClean(page);
	});

	test(`the audit tells of all three, and is whole (${locale})`, async ({ page }) => {
		await signIn(page, demo, 'administrator');
		if (locale === 'en') {
			// On the new server they are made by plain posts, as a browser without script sends them.
			await open(page, '/admin/people', locale);
			const post = (path: string, form: Record<string, string>) =>
				page.request.post(`${demo.url}${path}`, { form, headers: { origin: demo.url } });
			await post('/admin/people?/create', { username, role: 'teller', branch: 'lakeside' });
			await post('/admin/keys?/create', {
				name: keyName,
				branch: 'lakeside',
				scopes: 'events:write'
			});
		}
		await open(page, '/admin/audit', locale);
		for (const sentence of w.told(username, keyName)) {
			await expect
				.poll(async () =>
					(await page.getByRole('row').allInnerTexts()).some((row) =>
						plain(row).includes(plain(sentence))
					)
				)
				.toBe(true);
		}
		await expectClean(page);
		await page.getByRole('link', { name: w.verify }).click();
		await expect(page.getByText(w.whole)).toBeVisible();
		await expectClean(page);
	});
}

test('without script a person is made, refused and shown their password', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await signIn(page, demo, 'administrator');
	await open(page, '/admin/people?new', 'en');
	await page.getByLabel('Username').fill('a b');
	await page.getByLabel('Role').selectOption('lobby_manager');
	await page.getByRole('button', { name: words.en.create }).click();
	await expect(page.getByText('A username has 2 to 40 letters or digits')).toBeVisible();
	await expect(page.getByLabel('Username')).toHaveValue('a b');
	await expect(page.getByLabel('Role')).toHaveValue('lobby_manager');
	await page.getByLabel('Username').fill('plain.browser');
	await page.getByRole('button', { name: words.en.create }).click();
	const password = await page.getByLabel('One-time password of plain.browser').inputValue();
	expect(await demo.signIn('plain.browser', password)).toMatchObject({ ok: true });
	await context.close();
});

test('a branch head comes to the displays first, sees no people and no keys, and exports the audit', async ({
	page
}) => {
	await signIn(page, demo, 'branch_head');
	await open(page, '/admin', 'en');
	expect(new URL(page.url()).pathname).toBe('/admin/displays');
	const links = page.getByRole('navigation').getByRole('link');
	expect(await links.allInnerTexts()).toEqual([
		'Displays',
		'Prompt rules',
		'Wait estimates',
		'Audit'
	]);
	await page.goto(`${demo.url}/admin/people`);
	expect(page.url()).toContain('/?denied=');
	const file = await page.request.get(`${demo.url}/admin/audit/audit.csv?kind=displays`);
	expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8');
	const lines = (await file.text()).trimEnd().split('\r\n');
	expect(lines[0]).toBe('\uFEFFseq,at,actor,action,target,branch,address,detail');
	for (const line of lines.slice(1)) expect(line).toContain(',display.');
	await page.goto(`${demo.url}/admin/audit?kind=exports`);
	await expect(page.getByText('Exported the audit').first()).toBeVisible();
	const elsewhere = await page.request.get(`${demo.url}/admin/audit/audit.csv?branch=hillside`);
	expect(elsewhere.status()).toBe(403);
});

test('somebody who is ended is shown the way in at their next step', async ({ page, browser }) => {
	const context = await browser.newContext();
	const theirs = await context.newPage();
	await signIn(theirs, demo, 'lobby_manager');
	await theirs.goto(`${demo.url}/lobby`);
	expect(new URL(theirs.url()).pathname).toBe('/lobby');
	await signIn(page, demo, 'administrator');
	await open(page, '/admin/people', 'en');
	await page.getByRole('link', { name: /wang\.min/ }).click();
	await page.getByRole('button', { name: 'End', exact: true }).click();
	await expect(page.getByText('Not signed in anywhere.')).toBeVisible();
	await expect
		.poll(async () => {
			await theirs.goto(`${demo.url}/lobby`).catch(() => undefined);
			return new URL(theirs.url()).pathname;
		})
		.toBe('/sign-in');
	await context.close();
});
