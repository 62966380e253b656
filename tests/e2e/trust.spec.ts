import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';

/** The page that explains how to trust the local CA, before it is trusted: over HTTPS that the browser warns of. */
test.describe.configure({ mode: 'serial' });
test.use({ ignoreHTTPSErrors: true });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('08:50', { FOYER_TLS: 'local' });
});
test.afterAll(async () => {
	await demo?.stop();
});

const words = {
	zh: { title: '让这台设备信任厅堂', download: '下载证书', ipad: 'iPad、iPhone', other: 'English' },
	en: {
		title: 'Make this device trust Foyer',
		download: 'Download the certificate',
		ipad: 'iPad, iPhone',
		other: '中文'
	}
};
const sizes = [
	{ width: 390, height: 844 },
	{ width: 1280, height: 800 }
];
const tablet =
	'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/604.1';

for (const locale of ['zh', 'en'] as const) {
	for (const size of sizes) {
		test(`the page fits ${size.width} × ${size.height} and opens the tablet's steps (${locale})`, async ({
			browser
		}) => {
			const page = await browser.newPage({
				viewport: size,
				userAgent: tablet,
				ignoreHTTPSErrors: true
			});
			const t = words[locale];
			await page.goto(`${demo.url}/trust?lang=${locale}`);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.title);
			const open = page.locator('details[open]');
			await expect(open.locator('summary')).toHaveText([t.ipad]);
			await expect(open.locator('li')).toHaveCount(4);
			for (const summary of await page.locator('summary').all()) await summary.click();
			for (const summary of await page.locator('summary').all()) {
				expect((await summary.boundingBox())?.height).toBeGreaterThanOrEqual(48);
			}
			await page.locator('summary').first().click();
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBeLessThanOrEqual(size.width);
			await expect(page.getByRole('link', { name: t.other })).toBeVisible();
			await page.close();
		});
	}

	test(`its link gives the CA, whose fingerprint stands on the page (${locale})`, async ({
		page
	}) => {
		await page.goto(`${demo.url}/trust?lang=${locale}`);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: words[locale].download }).click()
		]);
		expect(download.suggestedFilename()).toBe('foyer-ca.crt');
		const ca = new X509Certificate(await readFile(await download.path()));
		expect(ca.ca).toBe(true);
		const pairs = await page.locator('.fingerprint span').allTextContents();
		expect(pairs.join(':')).toBe(ca.fingerprint256);
	});
}

test('pages know that they were asked over https, by name and by address', async ({ request }) => {
	for (const host of ['127.0.0.1', 'localhost']) {
		const { port } = new URL(demo.url);
		const origin = `https://${host}:${port}`;
		const page = await request.get(`https://127.0.0.1:${port}/trust?lang=en`, {
			headers: { host: `${host}:${port}` }
		});
		expect(page.headers()['set-cookie']).toMatch(/; Secure/i);
		const post = (from: string) =>
			request.post(`https://127.0.0.1:${port}/sign-in?/password`, {
				headers: { host: `${host}:${port}`, origin: from },
				form: { username: 'nobody', password: 'wrong' }
			});
		// Whatever the form says of the password, the check of the origin let it through.
		expect((await post(origin)).status()).not.toBe(403);
		expect((await post('https://elsewhere.example')).status()).toBe(403);
		expect((await post(origin.replace('https', 'http'))).status()).toBe(403);
	}
});

test('pages believe a proxy that is named, and nobody else, that they were asked over https', async ({
	request
}) => {
	for (const [proxies, believed] of [
		['127.0.0.1', true],
		['198.51.100.1', false]
	] as const) {
		const server = await startDemo('08:50', { FOYER_PROXY: proxies });
		try {
			const page = await request.get(`${server.url}/trust?lang=en`, {
				headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'foyer.bank.example' }
			});
			expect(page.status()).toBe(200);
			expect(/; Secure/i.test(page.headers()['set-cookie'] ?? '')).toBe(believed);
		} finally {
			await server.stop();
		}
	}
});

test('a server without a local CA has none to hand out, and says so', async ({ page, request }) => {
	const plain = await startDemo('08:50');
	try {
		await page.goto(`${plain.url}/trust?lang=en`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing to install');
		await expect(page.locator('.download')).toHaveCount(0);
		const answer = await request.get(`${plain.url}/trust/foyer-ca.crt`);
		expect([answer.status(), (await answer.json()) as object]).toEqual([
			404,
			expect.objectContaining({ code: 'no_local_ca' })
		]);
	} finally {
		await plain.stop();
	}
});
