import type { Locator, Page } from '@playwright/test';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { readJob } from '../support/escpos-reader.ts';
import { openPrinter, PAPER_OUT } from '../support/open-printer.ts';
import { hardToPress, overflowing, seriousFindings } from '../support/page-checks.ts';
import { pairedByHand, pairedDisplay } from '../support/paired.ts';
import { readQr } from '../support/qr-reader.ts';

/** The kiosk at the door on the demonstration's day. One server for all; each test has a kiosk of its own. */
let demo: DemoServer;
let kiosks: Page[] = [];

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});
test.afterEach(async () => {
	for (const page of kiosks) await page.context().close();
	kiosks = [];
});

const UPRIGHT = { width: 1080, height: 1920 };
const SIZES = [
	[1080, 1920],
	[768, 1024],
	[1920, 1080]
] as const;

/** How much of it one would have to scroll for. */
const below = (part: Locator) => part.evaluate((each) => each.scrollHeight - each.clientHeight);

type Options = Parameters<typeof pairedDisplay>[3];

async function kiosk(
	browser: Parameters<typeof pairedDisplay>[0],
	options: Options = {},
	at = demo,
	paired = pairedDisplay
): Promise<Page> {
	const page = await paired(browser, at, 'kiosk', { viewport: UPRIGHT, ...options });
	kiosks.push(page);
	await expect(page.locator('[data-freshness="live"]')).toBeVisible();
	return page;
}

/** What the server knows of the branch. */
async function served(at = demo) {
	const response = await fetch(`${at.url}/api/v1/branches/lakeside/view?screen=wall`, {
		headers: { authorization: `Bearer ${at.key}` }
	});
	const { view } = (await response.json()) as {
		view: {
			tickets: Record<string, { service: string; segment: string }>;
			kpis: { today: { issued: number; diverted: number } };
			prompts: Record<string, { rule: string; place?: string }>;
		};
	};
	return view;
}

const shown = (page: Page, what: string) => page.locator(`[data-shown="${what}"]`);
const number = async (page: Page) =>
	(await page.locator('[data-number]').getAttribute('data-number')) ?? '';

for (const locale of ['zh', 'en'] as const) {
	const words = {
		zh: { take: /^取号/, priority: /需要优先服务/, elderly: /老年人/, done: /好了/ },
		en: { take: /Take a ticket/, priority: /I need priority/, elderly: /Elderly/, done: /Done/ }
	}[locale];

	test(`two taps are a number in both languages (${locale})`, async ({ browser }) => {
		const page = await kiosk(browser, { locale }, demo, pairedByHand);
		await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale}`));
		await page.getByRole('radio', { name: locale === 'zh' ? /现金业务/ : /^Cash/ }).click();
		await page.getByRole('button', { name: words.take }).click();
		await expect(shown(page, 'ticket')).toBeVisible();
		const { tickets } = await served();
		expect(tickets[await number(page)]).toMatchObject({ service: 'cash', segment: 'ordinary' });
		await expect(page.getByText('您的号码')).toBeVisible();
		await expect(page.getByText('Your number')).toBeVisible();
		await page.getByRole('button', { name: words.done }).click();
		await expect(shown(page, 'choose')).toBeVisible();
	});

	test(`who has a right to priority has it without a proof, and it says so (${locale})`, async ({
		browser
	}) => {
		const page = await kiosk(browser, { locale });
		await page.getByRole('button', { name: words.priority }).click();
		await expect(page.getByText(/不用出示证件/)).toBeVisible();
		await page.getByRole('button', { name: words.elderly }).click();
		await page.locator('#service-transfer').click();
		await page.getByRole('button', { name: words.take }).click();
		await expect(shown(page, 'ticket')).toContainText('优先服务');
		const { tickets } = await served();
		expect(tickets[await number(page)]).toMatchObject({ service: 'transfer', segment: 'priority' });
		expect(JSON.stringify(tickets)).not.toMatch(/elderly|老年/i);
	});

	test(`everything can be read and pressed, at each size, also twice as large and low (${locale})`, async ({
		browser
	}) => {
		const page = await kiosk(browser, { locale });
		const tools = page.locator('.tools button');
		for (const [width, height] of SIZES) {
			await page.setViewportSize({ width, height });
			await page.locator('#service-cash').click();
			expect(await hardToPress(page, 0.2), `${width}`).toEqual([]);
			expect(await overflowing(page), `${width}`).toEqual([]);
			// A service more could not be seen before; the usual five have room.
			expect(await below(page.locator('.list')), `the list at ${width}`).toBe(0);
			await tools.nth(2).click();
			expect(await hardToPress(page, 0.5), `${width} low`).toEqual([]);
			expect(await overflowing(page), `${width} low`).toEqual([]);
			await tools.nth(2).click();
			const name = page.locator('#service-cash .own').first();
			const usual = await name.evaluate((each) => each.getBoundingClientRect().height);
			await tools.nth(1).click();
			const large = await name.evaluate((each) => each.getBoundingClientRect().height);
			expect(large / usual).toBeGreaterThan(1.9);
			expect(await overflowing(page), `${width} large`).toEqual([]);
			await page.locator('#service-corporate').click();
			await expect(page.locator('.take button')).toBeInViewport();
			await tools.nth(1).click();
		}
		expect(await seriousFindings(page)).toEqual([]);
		await page.getByRole('button', { name: words.priority }).click();
		expect(await hardToPress(page, 0.2)).toEqual([]);
		expect(await seriousFindings(page)).toEqual([]);
		await page.locator('.others button').first().click();
		await expect(shown(page, 'vip')).toBeVisible();
		expect(await hardToPress(page, 0.2)).toEqual([]);
		expect(await seriousFindings(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: words.take }).click();
		await expect(shown(page, 'ticket')).toBeVisible();
		expect(await seriousFindings(page)).toEqual([]);
		for (const [width, height] of SIZES) {
			await page.setViewportSize({ width, height });
			expect(await hardToPress(page, 0.2), `${width}`).toEqual([]);
			expect(await overflowing(page), `${width}`).toEqual([]);
			expect(await below(page.locator('.ticket')), `the ticket at ${width}`).toBe(0);
			await tools.nth(1).click();
			expect(await overflowing(page), `${width} large`).toEqual([]);
			// Nothing stands over the number.
			const onTop = await page.locator('[data-number]').evaluate((each) => {
				const { left, top, height: high } = each.getBoundingClientRect();
				return document.elementFromPoint(left + 20, top + high / 2) === each;
			});
			expect(onTop, `the number at ${width}, large`).toBe(true);
			await tools.nth(1).click();
		}
	});
}

test('it works by keyboard alone, and the focus is where it goes on', async ({ browser }) => {
	const page = await kiosk(browser, { locale: 'en' });
	await page.keyboard.press('Tab');
	await expect(page.getByRole('radio', { name: /^Cash/ })).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	const opening = page.getByRole('radio', { name: /^Account opening/ });
	await expect(opening).toBeFocused();
	await expect(opening).toBeChecked();
	await page.keyboard.press('ArrowUp');
	await expect(page.getByRole('radio', { name: /^Transfers/ })).toBeChecked();
	await page.keyboard.press('ArrowDown');
	const take = page.getByRole('button', { name: /Take a ticket/ });
	for (let tab = 0; tab < 3; tab += 1) {
		if (await take.evaluate((each) => each === document.activeElement)) break;
		await page.keyboard.press('Tab');
	}
	await expect(take).toBeFocused();
	const outline = await take.evaluate((each) => getComputedStyle(each).outlineWidth);
	expect(outline).toBe('3px');
	await page.keyboard.press('Enter');
	await expect(shown(page, 'ticket')).toBeVisible();
	expect((await served()).tickets[await number(page)]).toMatchObject({ service: 'opening' });
	// Whoever listens hears what is there now, and goes on from there.
	await expect(page.locator('.title')).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(shown(page, 'choose')).toBeVisible();
});

test('it goes back to its start by itself, counts the last seconds only, and a touch is enough to stay', async ({
	browser
}) => {
	const page = await kiosk(browser);
	await page.locator('#service-cash').click();
	await page.locator('.tools button').nth(1).click();
	await page.locator('.tools button').first().click();
	await expect(page.locator('h1 .own')).toHaveText('What do you need today?');
	const timer = page.getByRole('timer');
	await expect(timer).toHaveCount(0);
	await expect(timer).toContainText(/in [1-5] s/);
	await page.mouse.click(540, 30);
	await expect(timer).toHaveCount(0);
	await expect(page.locator('#service-cash')).toBeChecked();
	// From a number too: the next customer does not see it, nor how the last one had the screen.
	await page.locator('.take button').click();
	await expect(shown(page, 'ticket')).toBeVisible();
	await expect(timer).toBeVisible();
	await expect(shown(page, 'choose')).toBeVisible();
	await expect(page.locator('[data-number]')).toHaveCount(0);
	await expect(page.locator('#service-cash')).not.toBeChecked();
	await expect(page.locator('.frame')).not.toHaveClass(/large/);
	await expect(page.locator('h1 .own')).toHaveText('您要办什么业务？');
	// At its start there is nothing to count.
	await expect(timer).toHaveCount(0);
});

test('a machine that works is offered instead of a line, and whoever takes it has no number', async ({
	browser
}) => {
	const page = await kiosk(browser);
	await page.locator('#service-opening').click();
	await expect(page.locator('.offer button')).toHaveCount(0);
	const place = await page.locator('.take button').boundingBox();
	await page.locator('#service-transfer').click();
	await expect(page.locator('.offer button')).toHaveCount(1);
	// Its slot was kept: the black block is where it was.
	expect(await page.locator('.take button').boundingBox()).toEqual(place);
	const before = (await served()).kpis.today;
	await page.locator('.offer button').click();
	await expect(shown(page, 'directions')).toContainText('不用等叫号');
	await expect(page.locator('[data-number]')).toHaveCount(0);
	await expect
		.poll(async () => (await served()).kpis.today)
		.toMatchObject({ issued: before.issued + 1, diverted: before.diverted + 1 });
	// A machine that fails is offered no longer, without a touch.
	await page.locator('.next button').first().click();
	await page.locator('#service-transfer').click();
	const fail = ['terminal-4', 'terminal-5'].map((subject) => ({
		id: `fail-${subject}`,
		type: 'device.status',
		subject,
		data: { state: 'offline' }
	}));
	expect(await demo.post(fail)).toMatchObject({ rejected: [] });
	await expect(page.locator('.offer button')).toHaveCount(0);
});

test('a VIP customer types the code; a wrong one is said in words, and an ordinary number stays possible', async ({
	browser
}) => {
	const page = await kiosk(browser);
	await page.locator('#service-cash').click();
	const type = async (code: string) => {
		for (const figure of code) {
			await page.getByRole('button', { name: figure, exact: true }).click();
		}
		await page.getByRole('button', { name: /确定/ }).click();
	};
	await page.getByRole('button', { name: /需要优先服务/ }).click();
	await page.getByRole('button', { name: /贵宾/ }).click();
	await type('1234');
	await expect(page.getByRole('alert')).toContainText('口令不对');
	await expect(page.getByRole('alert')).toContainText('That code is not right');
	expect(await page.content()).not.toContain('1234');
	await type('8888');
	await expect(shown(page, 'ticket')).toContainText('贵宾');
	expect((await served()).tickets[await number(page)]).toMatchObject({ segment: 'vip' });
	await page.getByRole('button', { name: /好了/ }).click();
	for (let guess = 0; guess < 11; guess += 1) {
		if (!(await shown(page, 'vip').isVisible())) {
			await page.locator('#service-cash').click();
			await page.getByRole('button', { name: /需要优先服务/ }).click();
			await page.getByRole('button', { name: /贵宾/ }).click();
		}
		await type(String(2000 + guess));
		await expect(page.getByRole('alert')).not.toBeEmpty();
	}
	await expect(page.getByRole('alert')).toContainText('试了太多次');
	await page.getByRole('button', { name: /返回/ }).click();
	await page.locator('.take button').click();
	await expect(page.locator('[data-number]')).toBeVisible();
});

test('a member of staff is called to the kiosk, once', async ({ browser }) => {
	const page = await kiosk(browser);
	await page.getByRole('button', { name: /请工作人员帮忙/ }).click();
	await expect(page.locator('[data-help="coming"]')).toContainText('马上过来');
	const calls = Object.values((await served()).prompts).filter(({ place }) => place === 'kiosk');
	expect(calls).toHaveLength(1);
	await page.getByRole('button', { name: /重新开始/ }).click();
	await page.getByRole('button', { name: /请工作人员帮忙/ }).click();
	await expect(page.locator('[data-help="already"]')).toContainText('已经叫过');
	expect(
		Object.values((await served()).prompts).filter(({ place }) => place === 'kiosk')
	).toHaveLength(1);
});

test('an answer that is lost on the way is asked for again: one tap, one number', async ({
	browser
}) => {
	const page = await kiosk(browser);
	const before = (await served()).kpis.today.issued;
	let lost = 0;
	await page.route('**/api/v1/branches/lakeside/tickets', async (route) => {
		if (lost >= 2) return route.continue();
		lost += 1;
		// The server has done it; nobody hears.
		await route.fetch();
		await route.abort();
	});
	await page.locator('#service-cash').click();
	await page.locator('.take button').dblclick();
	await expect(page.locator('[data-number]')).toBeVisible();
	expect(lost).toBe(2);
	await expect.poll(async () => (await served()).kpis.today.issued).toBe(before + 1);
});

test('whoever waits for a number when the server falls silent gets it when it comes back', async ({
	browser
}) => {
	const page = await kiosk(browser);
	const before = (await served()).kpis.today.issued;
	await page.locator('#service-cash').click();
	demo.freeze();
	try {
		await page.locator('.take button').click();
		await expect(page.locator('[data-freshness="stale"]')).toBeVisible({ timeout: 15_000 });
		await expect(page.locator('.take')).toContainText('正在取号');
	} finally {
		demo.thaw();
	}
	await expect(page.locator('[data-number]')).toBeVisible();
	await expect.poll(async () => (await served()).kpis.today.issued).toBe(before + 1);
});

test('a kiosk that hears nothing gives no numbers, says whom to ask, and comes back', async ({
	browser
}) => {
	const page = await kiosk(browser, { locale: 'en' });
	await page.locator('#service-cash').click();
	demo.freeze();
	try {
		await expect(shown(page, 'out')).toBeVisible({ timeout: 15_000 });
		await expect(page.getByText('This kiosk cannot give numbers now')).toBeVisible();
		await expect(page.getByText('请找工作人员，他们会帮您取号')).toBeVisible();
		await expect(page.locator('.take button, .rows button')).toHaveCount(0);
	} finally {
		demo.thaw();
	}
	await expect(shown(page, 'choose')).toBeVisible();
	await expect(page.locator('#service-cash')).not.toBeChecked();
});

test('a service without a counter says so instead of a number, and a number is given all the same', async ({
	browser
}) => {
	const page = await kiosk(browser);
	const close = ['8'].map((subject) => ({
		id: `close-${subject}`,
		type: 'counter.closed',
		subject,
		data: {}
	}));
	expect(await demo.post(close)).toMatchObject({ rejected: [] });
	await expect(page.locator('#service-wealth')).toContainText('暂无窗口');
	await expect(page.locator('#service-wealth')).toContainText('No counter open');
	await page.locator('#service-wealth').click();
	await page.locator('.take button').click();
	await expect(shown(page, 'ticket')).toContainText('现在没有窗口在办');
	await expect(page.locator('body')).not.toContainText(/NaN|undefined|null/);
});

test('a branch that is closed says when it opens, and opens without a touch', async ({
	browser
}) => {
	const early = await startDemo('08:50');
	try {
		const page = await pairedDisplay(browser, early, 'kiosk', { viewport: UPRIGHT });
		kiosks.push(page);
		await expect(shown(page, 'closed')).toContainText(/09:00\s*开门/);
		await expect(shown(page, 'closed')).toContainText('Opens at 09:00');
		await expect(page.locator('.take button, .rows button')).toHaveCount(0);
		expect(await seriousFindings(page)).toEqual([]);
		await early.until('09:02');
		await expect(shown(page, 'choose')).toBeVisible();
	} finally {
		await early.stop();
	}
});

test.describe('on paper', () => {
	test('a ticket comes out as it stands on the screen, and the kiosk says to take it', async ({
		browser
	}) => {
		const printer = await openPrinter();
		const branch = await startDemo('10:24', { FOYER_TEST_PRINTER: `${printer.port}` });
		try {
			const page = await kiosk(browser, {}, branch);
			await page.locator('#service-cash').click();
			await page.locator('.take button').click();
			await expect(page.locator('[data-paper="printed"]')).toContainText('请取走小票');
			expect(printer.jobs).toHaveLength(1);
			const { lines, printed } = readJob(printer.jobs[0]!);
			expect(lines).toContain(await number(page));
			const [code] = printed.filter((each) => each.kind === 'picture');
			const link = await page.locator('[data-link]').getAttribute('data-link');
			expect(readQr(code!.bitmap).text).toBe(link);
		} finally {
			await branch.stop();
			await printer.close();
		}
	});

	test('a printer without a Chinese font gets the picture that the kiosk has drawn', async ({
		browser
	}) => {
		const printer = await openPrinter();
		const branch = await startDemo('10:24', { FOYER_TEST_PRINTER: `${printer.port} image` });
		try {
			const page = await kiosk(browser, {}, branch);
			await page.locator('#service-opening').click();
			await page.locator('.take button').click();
			await expect(page.locator('[data-paper="printed"]')).toBeVisible();
			const { lines, printed } = readJob(printer.jobs[0]!);
			expect(lines).toEqual([]);
			const [picture] = printed.filter((each) => each.kind === 'picture');
			expect(picture!.bitmap[0]).toHaveLength(576);
			const link = await page.locator('[data-link]').getAttribute('data-link');
			expect(readQr(picture!.bitmap).text).toBe(link);
		} finally {
			await branch.stop();
			await printer.close();
		}
	});

	test('a printer without paper is said in words, and the number counts', async ({ browser }) => {
		const printer = await openPrinter({ status: PAPER_OUT });
		const branch = await startDemo('10:24', { FOYER_TEST_PRINTER: `${printer.port}` });
		try {
			const page = await kiosk(browser, {}, branch);
			await page.locator('#service-cash').click();
			await page.locator('.take button').click();
			await expect(page.locator('[data-paper="failed"]')).toContainText('缺纸');
			await expect(page.locator('[data-paper="failed"]')).toContainText('out of paper');
			expect((await served(branch)).tickets[await number(page)]).toBeDefined();
			for (const [width, height] of SIZES) {
				await page.setViewportSize({ width, height });
				expect(await below(page.locator('.ticket')), `${width}`).toBe(0);
			}
		} finally {
			await branch.stop();
			await printer.close();
		}
	});
});
