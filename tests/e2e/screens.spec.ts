import type { Page } from '@playwright/test';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { running } from '../support/running.ts';
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
	// What a display says takes its time; display.spec.ts listens to that.
	await page.addInitScript(() => localStorage.setItem('foyer-display-muted', 'yes'));
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await page.goto(`${demo.url}${path}?lang=${locale}`);
	await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale}`));
	await running(page);
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

/** The branch's clock, epoch milliseconds. */
async function clock(): Promise<number> {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=wall`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	return ((await response.json()) as { now: number }).now;
}

const words = {
	zh: {
		live: '实时',
		nobody: '无人接',
		accept: /我来|去问候/,
		interested: '有意向'
	},
	en: {
		live: 'Live',
		nobody: 'Nobody yet',
		accept: /^I.ll go$|Say hello/,
		interested: 'Interested'
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
		// Nine counters stand beside each other, and a number that is cut is another number.
		const cut = await page
			.locator('[data-counter] b')
			.evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).length);
		expect(cut).toBe(0);
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
		// Somebody who has waited for longer than the limit and than most: the wall shows nobody else.
		const number = locale === 'zh' ? 'S801' : 'S802';
		const told = await demo.post([
			{
				...{ id: `waits-${number}`, type: 'ticket.issued', subject: number },
				...{
					time: new Date((await clock()) - 18 * 60_000).toISOString(),
					data: { service: 'wealth' }
				}
			}
		]);
		expect(told).toMatchObject({ accepted: 1, rejected: [] });
		const offer = page.locator(`[data-prompt*="/${number}/"]`);
		await offer.getByRole('button', { name: words[locale].accept }).click();
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
		await page
			.locator(`[data-prompt*="/${number}/"]`)
			.getByRole('button', { name: words[locale].interested })
			.click();
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

/** What a reader in the hall would struggle with: text too small, or too close to its ground. */
async function illegible(page: Page, { size, contrast }: { size: number; contrast: number }) {
	return page.evaluate(
		([smallest, least]) => {
			const luminance = (color: string) => {
				const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
					const share = Number(part) / 255;
					return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
				});
				return 0.2126 * r + 0.7152 * g + 0.0722 * b;
			};
			const groundOf = (element: Element): string => {
				const { backgroundColor } = getComputedStyle(element);
				if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
				return element.parentElement ? groundOf(element.parentElement) : 'rgb(255, 255, 255)';
			};
			const faults: string[] = [];
			let texts = 0;
			for (const element of document.querySelectorAll('main *')) {
				const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
				const text = own.map(({ nodeValue }) => nodeValue?.trim()).join('');
				if (text === '') continue;
				texts += 1;
				const { fontSize, color } = getComputedStyle(element);
				const [dark = 0, light = 0] = [luminance(color), luminance(groundOf(element))].sort(
					(a, b) => a - b
				);
				const ratio = (light + 0.05) / (dark + 0.05);
				if (parseFloat(fontSize) < smallest || ratio < least) {
					faults.push(`${text}: ${fontSize}, ${ratio.toFixed(1)}`);
				}
			}
			return { texts, faults };
		},
		[size, contrast] as const
	);
}

/** Customers who come and are called at once, each to a counter of its own. */
async function callThree(numbers: readonly [string, string, string]): Promise<void> {
	const data = { service: 'transfer', tags: ['canary_tag'], customer: { name: '欧阳金丝雀' } };
	const events = numbers.flatMap((subject, index) => [
		{ id: `${subject}-1`, type: 'ticket.issued', subject, data },
		{
			id: `${subject}-2`,
			type: 'ticket.called',
			subject,
			data: { counter: ['1', '4', '7'][index] }
		}
	]);
	expect(await demo.post(events)).toMatchObject({ accepted: 6, rejected: [] });
}

for (const locale of ['zh', 'en'] as const) {
	const numbers =
		locale === 'zh' ? (['X101', 'X102', 'X103'] as const) : (['X201', 'X202', 'X203'] as const);

	test(`the display calls three at once one after the other, and nothing else of them (${locale})`, async ({
		page
	}) => {
		await page.setViewportSize({ width: 1920, height: 1080 });
		await signIn(page, demo, 'lobby_manager');
		await open(page, '/display', locale);
		await expect(page.getByText(words[locale].live, { exact: true })).toBeVisible();
		// Every number that was huge, as it changed.
		await page.evaluate(() => {
			const huge = document.querySelector('[data-huge]') as HTMLElement;
			const seen: string[] = ((window as unknown as { seen: string[] }).seen = []);
			new MutationObserver(() => seen.push(huge.dataset['huge'] ?? '')).observe(huge, {
				attributeFilter: ['data-huge']
			});
		});
		await callThree(numbers);
		await expect(page.locator(`[data-huge="${numbers[2]}"]`)).toBeVisible();
		const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
		expect(seen.filter((number) => number.startsWith('X'))).toEqual(numbers);
		await expect(page.locator('[data-counter="7"]')).toContainText(numbers[2]);
		await expect(page.locator(`[data-call="${numbers[0]}"]`)).toBeVisible();
		expect(await page.content()).not.toMatch(/金丝雀|欧阳|canary/);
		const legible = await illegible(page, { size: 28, contrast: 7 });
		expect(legible.faults).toEqual([]);
		expect(legible.texts).toBeGreaterThan(20);
		expect((await illegible(page, { size: 29, contrast: 7 })).faults).not.toEqual([]);
		expect((await illegible(page, { size: 28, contrast: 18 })).faults).not.toEqual([]);
		// Called again, it is huge again and says so, in both languages.
		await demo.post([
			{
				id: `${numbers[0]}-3`,
				type: 'ticket.recalled',
				subject: numbers[0],
				data: { counter: '1' }
			}
		]);
		await expect(page.locator(`[data-huge="${numbers[0]}"]`)).toContainText('再次叫号');
		await expect(page.locator(`[data-huge="${numbers[0]}"]`)).toContainText('Second call');
		// Nobody came; and a number that nobody expects any more is not called.
		const ends = numbers.map((subject) => ({
			id: `${subject}-4`,
			type: 'ticket.no_show',
			subject
		}));
		await demo.post(ends.map((end) => ({ ...end, data: {} })));
		await expect(page.locator('[data-huge=""]')).toBeVisible();
	});
}

test('against burn-in the light block is dark after half a minute, and all moves every two', async ({
	page
}) => {
	await page.setViewportSize({ width: 1920, height: 1080 });
	await signIn(page, demo, 'lobby_manager');
	await page.clock.install();
	await open(page, '/display', 'zh');
	await expect(page.getByText('实时', { exact: true })).toBeVisible();
	await callThree(['X301', 'X302', 'X303']);
	const block = page.locator('[data-huge^="X30"]');
	await expect(block).toHaveCSS('background-color', 'rgb(228, 232, 235)');
	const sheet = page.locator('.sheet');
	const before = await sheet.boundingBox();
	await page.clock.fastForward(120_000);
	await expect(page.locator('[data-inverted]')).toHaveCount(1);
	await expect(page.locator('[data-huge]')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
	await expect.poll(async () => (await sheet.boundingBox())?.x).toBe((before?.x ?? 0) + 4);
});

test('a page whose program was lost on the way is loaded anew, and never passes for live', async ({
	page
}) => {
	let lost = true;
	await page.route('**/_app/**/*.js', (route) => (lost ? route.abort() : route.continue()));
	await page.goto(`${demo.url}/wall?lang=en`);
	await expect(page.locator('html')).not.toHaveAttribute('data-running');
	lost = false;
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await running(page);
});

test('a part of the program that is lost while the network is down takes no page to the browser’s own error page', async ({
	page
}) => {
	let lost = true;
	let drawn = false;
	// The framework asks the server for the whole page instead, which by then cannot be reached either.
	await page.route('**/_app/**/nodes/*.js', (route) => (lost ? route.abort() : route.continue()));
	await page.route(
		({ pathname }) => pathname.startsWith('/wall'),
		(route) => {
			if (lost && drawn) return route.abort();
			drawn = true;
			return route.continue();
		}
	);
	const asked = page.waitForEvent('requestfailed', (request) =>
		request.url().includes('__data.json')
	);
	await page.goto(`${demo.url}/wall?lang=en`);
	await asked;
	// What the server drew stays, and is asked after.
	await page.waitForRequest((request) => request.method() === 'HEAD');
	await expect(page.locator('[data-freshness]').first()).toBeVisible();
	lost = false;
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await running(page);
});
