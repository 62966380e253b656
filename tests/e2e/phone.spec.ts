import type { Browser, Page } from '@playwright/test';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { hardToPress, overflowing, seriousFindings } from '../support/page-checks.ts';
import { pairedByHand, pairedDisplay } from '../support/paired.ts';
import { readQr } from '../support/qr-reader.ts';
import { running } from '../support/running.ts';

/** A customer's way: a number at the kiosk, its page on the phone, the call, the service, and how it was. */
let demo: DemoServer;
let open: Page[] = [];
let told = 0;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});
test.afterEach(async () => {
	for (const page of open) await page.context().close();
	open = [];
});

/** What happens at the counters, as the queue machine tells it. */
async function tell(type: string, subject: string, data: object = {}): Promise<void> {
	told += 1;
	const answer = await demo.post([{ id: `phone-${told}`, type, subject, data }]);
	expect(answer).toMatchObject({ rejected: [] });
}

/** A number of the kiosk, with the address that its code says, read from what is on the screen. */
async function takeTicket(browser: Browser): Promise<{ number: string; link: string }> {
	const kiosk = await pairedDisplay(browser, demo, 'kiosk', {
		viewport: { width: 1080, height: 1920 }
	});
	await kiosk.locator('#service-cash').click();
	await kiosk.locator('.take button').click();
	const number = (await kiosk.locator('[data-number]').getAttribute('data-number')) ?? '';
	const link = await codeOn(kiosk);
	await kiosk.context().close();
	return { number, link };
}

/** Reads the code as a camera does, from its dots. */
async function codeOn(page: Page): Promise<string> {
	const dots = await page.locator('.code svg').evaluate(async (svg) => {
		const size = svg.getAttribute('viewBox')?.split(' ').map(Number)[2] ?? 0;
		const scale = 4;
		const own = svg.cloneNode(true) as SVGElement;
		own.setAttribute('width', `${size * scale}`);
		own.setAttribute('height', `${size * scale}`);
		own.querySelector('path')?.setAttribute('fill', 'black');
		const image = new Image();
		image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(own))}`;
		await image.decode();
		const canvas = document.createElement('canvas');
		canvas.width = canvas.height = size * scale;
		const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
		pen.fillStyle = 'white';
		pen.fillRect(0, 0, canvas.width, canvas.height);
		pen.drawImage(image, 0, 0);
		const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
		return Array.from({ length: canvas.height }, (_, y) =>
			Array.from({ length: canvas.width }, (__, x) => (data[(y * canvas.width + x) * 4] ?? 0) < 128)
		);
	});
	return readQr(dots).text;
}

async function phone(
	browser: Browser,
	link: string,
	{ locale = 'zh', width = 390, height = 844 } = {}
): Promise<Page> {
	const context = await browser.newContext({ viewport: { width, height } });
	const page = await context.newPage();
	open.push(page);
	await page.goto(`${link}?lang=${locale}`);
	return page;
}

const state = (page: Page, what: string) => page.locator(`[data-state="${what}"]`);

for (const locale of ['zh', 'en'] as const) {
	const words = {
		zh: {
			ahead: /前面\s*\d+\s*位|下一位就是您/,
			left: /还有\s*\d+–\d+\s*分钟|分钟内会叫到您|没有窗口/,
			go: /请到\s*9\s*号窗口/,
			again: '再次叫号',
			missed: /找大堂经理/,
			thanks: '谢谢您的评价'
		},
		en: {
			ahead: /\d+ ahead of you|You are next/,
			left: /\d+–\d+ min left|within \d+ min|No counter/,
			go: /Please go to\s*Counter 9/,
			again: 'Second call',
			missed: /lobby manager/,
			thanks: 'Thank you for telling us'
		}
	}[locale];

	test(`the code on the kiosk leads to the ticket's page, which follows it to the end (${locale})`, async ({
		browser
	}) => {
		const { number, link } = await takeTicket(browser);
		const page = await phone(browser, link, { locale });
		await expect(page.getByText(number, { exact: true })).toBeVisible();
		await expect(state(page, 'waiting')).toContainText(words.ahead);
		await expect(state(page, 'waiting')).toContainText(words.left);
		expect(await seriousFindings(page)).toEqual([]);

		await tell('ticket.called', number, { counter: '9' });
		await expect(state(page, 'called')).toContainText(words.go);
		await expect(page).toHaveTitle(words.go);
		expect(await seriousFindings(page)).toEqual([]);
		await tell('ticket.recalled', number, { counter: '9' });
		await expect(state(page, 'called')).toContainText(words.again);

		await tell('ticket.no_show', number);
		await expect(state(page, 'no_show')).toContainText(words.missed);
		await tell('ticket.resumed', number);
		await expect(state(page, 'waiting')).toBeVisible();
		await tell('ticket.called', number, { counter: '9' });
		await tell('ticket.started', number, { counter: '9' });
		await expect(state(page, 'serving')).toBeVisible();
		await expect(page.locator('[data-score]')).toHaveCount(0);

		await tell('ticket.finished', number);
		await expect(page.locator('[data-score]')).toHaveCount(5);
		expect(await seriousFindings(page)).toEqual([]);
		await page.locator('[data-score="4"]').click();
		await expect(page.getByText(words.thanks)).toBeVisible();
		await expect(page.locator('[data-score]')).toHaveCount(0);
		// It was said, once: the page says so when it is opened again.
		await page.reload();
		await expect(page.getByText(words.thanks)).toBeVisible();
		await expect(page.locator('[data-score]')).toHaveCount(0);
	});

	test(`it fits the smallest phone, also with letters twice as large (${locale})`, async ({
		browser
	}) => {
		const { number, link } = await takeTicket(browser);
		const page = await phone(browser, link, { locale, width: 320, height: 568 });
		const fits = async (what: string) => {
			await expect(state(page, what)).toBeVisible();
			expect(await overflowing(page), what).toEqual([]);
			expect(await hardToPress(page), what).toEqual([]);
		};
		await fits('waiting');
		await tell('ticket.called', number, { counter: '7' });
		await fits('called');
		// As a browser's own 200 %: half as many pixels for the same page.
		await page.setViewportSize({ width: 195, height: 422 });
		expect(await overflowing(page)).toEqual([]);
		await page.setViewportSize({ width: 320, height: 568 });
		await tell('ticket.finished', number);
		await fits('finished');
	});
}

test('a phone that is without news says since when, and comes back by itself', async ({
	browser
}) => {
	const { number, link } = await takeTicket(browser);
	const page = await phone(browser, link);
	await expect(state(page, 'waiting')).toBeVisible();
	demo.freeze();
	try {
		await expect(page.locator('.phone[data-stale]')).toBeVisible({ timeout: 40_000 });
		await expect(page.getByRole('alert')).toContainText(/\d\d:\d\d:\d\d\s*起没有新消息/);
	} finally {
		demo.thaw();
	}
	await expect(page.locator('.phone[data-stale]')).toHaveCount(0, { timeout: 40_000 });
	await tell('ticket.called', number, { counter: '9' });
	await expect(state(page, 'called')).toBeVisible();
});

test('a crash of the server is no end: the same address goes on', async ({ browser }) => {
	const { number, link } = await takeTicket(browser);
	const page = await phone(browser, link);
	await expect(state(page, 'waiting')).toBeVisible();
	await demo.crash();
	await tell('ticket.called', number, { counter: '9' });
	await expect(state(page, 'called')).toBeVisible({ timeout: 60_000 });
});

test('an address that is of no ticket says what to do, and shows nothing', async ({ browser }) => {
	const { number, link } = await takeTicket(browser);
	for (const wrong of [`${link}x`, link.slice(0, -1), `${demo.url}/t/A501`]) {
		const page = await phone(browser, wrong, { locale: 'en' });
		await expect(page.getByText('There is no number to see here')).toBeVisible();
		expect(await page.content()).not.toContain(number);
		const answer = await fetch(wrong);
		expect(answer.status).toBe(404);
		expect((await fetch(`${wrong}/live`)).status).toBe(404);
	}
});

test('the page is handed on to nobody: not indexed, not kept, no referrer, and no script from outside', async ({
	browser
}) => {
	const { link } = await takeTicket(browser);
	const answer = await fetch(link);
	expect(answer.headers.get('x-robots-tag')).toContain('noindex');
	expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
	expect(answer.headers.get('cache-control')).toBe('no-store');
	const page = await phone(browser, 'about:blank');
	const asked: string[] = [];
	page.on('request', (request) => void asked.push(request.url()));
	await page.goto(link);
	await expect(state(page, 'waiting')).toBeVisible();
	expect(asked.length).toBeGreaterThan(3);
	expect(asked.filter((url) => !url.startsWith(demo.url))).toEqual([]);
	// The screens' socket is neither opened nor loaded for it.
	expect(asked.filter((url) => url.includes('socket.io'))).toEqual([]);
	const scripts = asked.filter((url) => url.endsWith('.js'));
	expect(scripts.length).toBeGreaterThan(2);
	for (const url of scripts) expect(await (await fetch(url)).text()).not.toContain('socket.io');
});

test('without script the page still says the place, and that it does not update itself', async ({
	browser
}) => {
	const { number, link } = await takeTicket(browser);
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	open.push(page);
	await page.goto(`${link}?lang=en`);
	await expect(page.getByText(number, { exact: true })).toBeVisible();
	await expect(page.getByText(/ahead of you|You are next/)).toBeVisible();
	// Chromium reads on as if scripts ran; what stands there for other browsers is in the document.
	const html = await (await fetch(`${link}?lang=en`)).text();
	expect(html).toMatch(/<noscript>.*This page does not update itself/s);
});

test('the pad at the counter asks after a service there, and one tap is enough', async ({
	browser
}) => {
	const pad = await pairedByHand(browser, demo, 'rating', {
		viewport: { width: 1024, height: 600 }
	});
	open.push(pad);
	await pad.locator('[data-counter="9"]').click();
	await expect(pad.locator('[data-shown="idle"]')).toContainText(/9\s*号窗口/);
	expect(await seriousFindings(pad)).toEqual([]);
	// It remembers where it stands.
	await pad.reload();
	await expect(pad.locator('[data-shown="idle"]')).toContainText('Counter 9');
	await expect(pad.locator('[data-freshness="live"]')).toBeVisible();

	const finish = async () => {
		const { number, link } = await takeTicket(browser);
		await tell('ticket.called', number, { counter: '9' });
		await tell('ticket.finished', number);
		await expect(pad.locator('[data-score]')).toHaveCount(5);
		await expect(pad.locator('[data-shown="ask"]')).toContainText(number);
		return link;
	};
	const link = await finish();
	expect(await hardToPress(pad)).toEqual([]);
	expect(await overflowing(pad)).toEqual([]);
	expect(await seriousFindings(pad)).toEqual([]);
	await pad.locator('[data-score="5"]').click();
	await expect(pad.locator('[data-shown="thanks"]')).toContainText('谢谢您的评价');
	await expect(pad.locator('[data-shown="idle"]')).toBeVisible();
	// The phone asks no more.
	const page = await phone(browser, link);
	await expect(page.getByText('谢谢您的评价')).toBeVisible();
	await expect(page.locator('[data-score]')).toHaveCount(0);

	// What was said on the phone is not asked at the counter.
	const other = await phone(browser, await finish());
	await running(other);
	await other.locator('[data-score="2"]').click();
	await expect(pad.locator('[data-shown="idle"]')).toBeVisible();
});

test('the pad asks for half a minute, and nothing while it hears nothing', async ({ browser }) => {
	const pad = await pairedDisplay(browser, demo, 'rating', {
		viewport: { width: 800, height: 1280 },
		locale: 'en'
	});
	open.push(pad);
	await pad.goto(`${demo.url}/rating?counter=9`);
	await expect(pad.locator('[data-shown="idle"][data-freshness="live"]')).toBeVisible();
	const finish = async () => {
		const { number } = await takeTicket(browser);
		await tell('ticket.called', number, { counter: '9' });
		await tell('ticket.finished', number);
		await expect(pad.locator('[data-shown="ask"]')).toBeVisible();
	};
	await finish();
	expect(await overflowing(pad)).toEqual([]);
	await expect(pad.locator('[data-shown="idle"]')).toBeVisible({ timeout: 45_000 });
	await expect(pad.locator('[data-freshness="live"]')).toBeVisible();
	await finish();
	demo.freeze();
	try {
		await expect(pad.locator('[data-freshness="stale"]')).toBeVisible();
		await expect(pad.locator('[data-shown="idle"]')).toBeVisible();
	} finally {
		demo.thaw();
	}
});
