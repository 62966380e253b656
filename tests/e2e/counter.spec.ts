import type { BrowserContext, Page } from '@playwright/test';
import type { Role } from '#lib/protocol/roles.ts';
import type { CounterRow, PromptRow, TicketRow, TodayRow } from '#lib/protocol/index.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { signIn } from '../support/signed-in.ts';
import { seriousFindings } from '../support/page-checks.ts';

/**
 * The counter's console in a real browser against a whole server, on the demonstration day at its busiest. One server
 * for all: the tests tell one story, in order. Counter 1 is the teller's own; whoever leads acts at the others.
 */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});

/** The rows that the server would send a console. */
async function rows() {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=counter`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	const { view } = (await response.json()) as {
		view: {
			tickets: Record<string, TicketRow>;
			counters: Record<string, CounterRow>;
			prompts: Record<string, PromptRow>;
			kpis: { today: TodayRow };
		};
	};
	return view;
}

const counterRow = async (id: string) => (await rows()).counters[id] as CounterRow;
const ticketRow = async (number: string) => (await rows()).tickets[number];

async function open(page: Page, who: Role, path: string, locale: 'zh' | 'en' = 'zh') {
	await signIn(page, demo, who);
	await page.setViewportSize({ width: 1366, height: 768 });
	await page.goto(`${demo.url}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`);
	await live(page);
}

/** Drawn, connected and listening. */
async function live(page: Page): Promise<void> {
	await expect(page.locator('[data-freshness="live"]')).toBeVisible();
}

/** Where the counter stands by its own console. */
async function stands(page: Page, situation: string): Promise<void> {
	await expect(page.locator('[data-situation]')).toHaveAttribute('data-situation', situation);
	await answered(page);
}

/** Nothing is under way: until then a press is one too many. A row may be here before the answer that it belongs to. */
async function answered(page: Page): Promise<void> {
	await expect(page.locator('[data-command="primary"][aria-disabled]')).toHaveCount(0);
}

/** The number at the counter. */
async function numberAt(page: Page): Promise<string> {
	return (await page.locator('[data-number]').getAttribute('data-number')) ?? '';
}

/** The number that the ink button says. */
async function nextOn(page: Page): Promise<string> {
	return (await page.locator('[data-next]').getAttribute('data-next')) ?? '';
}

const notice = (page: Page) => page.locator('[data-notice]');
const key = (page: Page, ...keys: string[]) =>
	keys.reduce(
		(before, each) => before.then(() => page.keyboard.press(each)),
		Promise.resolve() as Promise<void>
	);

test('a teller is led to the counter that they have open', async ({ page }) => {
	await open(page, 'teller', '/counter');
	await expect(page).toHaveURL(/\/counter\/1\?/);
	await stands(page, 'serving');
	// And may choose another all the same.
	await page.goto(`${demo.url}/counter?choose`);
	await live(page);
	await expect(page.locator('[data-counter]')).toHaveCount(9);
	await expect(page.locator('[data-counter="1"]')).toContainText('您在这里');
	await expect(page.locator('[data-counter="9"]')).toContainText('未开窗');
	await page.locator('[data-counter="2"]').click();
	await stands(page, 'other');
	await key(page, 'F3');
	await expect(notice(page)).toContainText('刘洋');
});

test('whoever may not see the console is led elsewhere, and no counter is no page', async ({
	page
}) => {
	await signIn(page, demo, 'wealth_manager');
	await page.goto(`${demo.url}/counter/1?lang=zh`);
	await expect(page).toHaveURL(/\/\?denied=/);
	await expect(page.getByText('您的岗位不包含“柜台”')).toBeVisible();
	await signIn(page, demo, 'administrator');
	const response = await page.goto(`${demo.url}/counter/99?lang=en`);
	expect(response?.status()).toBe(404);
	await expect(page.getByText('There is no such counter')).toBeVisible();
});

test('a whole round by keyboard alone', async ({ page }) => {
	await open(page, 'teller', '/counter/1');
	await stands(page, 'serving');
	const finished = (await rows()).kpis.today.finished;

	// Whoever is here is told how long it takes, hears the sentence, and goes.
	await key(page, '0', '3');
	await expect(page.locator('[data-command="told"]')).toHaveAttribute('aria-pressed', 'true');
	await expect(page.getByText('已记下：不需要')).toBeVisible();
	await key(page, 'F2');
	await stands(page, 'idle');
	await expect.poll(async () => (await rows()).kpis.today.finished).toBe(finished + 1);

	// The counter closes and opens again, with another profile and back.
	await key(page, 'F8', '7');
	await stands(page, 'closed');
	await expect.poll(async () => (await counterRow('1')).state).toBe('closed');
	await key(page, 'F10', 'F10', 'Enter');
	await stands(page, 'idle');
	await expect.poll(async () => (await counterRow('1')).services).toEqual(['cash', 'transfer']);
	expect((await counterRow('1')).staff).toBe('t01');
	await key(page, 'F10', '1');
	await expect.poll(async () => (await counterRow('1')).services).toEqual(['cash']);

	// Call, and call again: twice, then no more; a no-show has its time.
	const first = await nextOn(page);
	await key(page, 'Enter');
	await stands(page, 'called');
	expect(await numberAt(page)).toBe(first);
	await key(page, 'F4');
	await expect(notice(page)).toContainText('秒才能过号');
	for (const left of ['还可重呼 1 次', '重呼已用完']) {
		await key(page, 'F3');
		await expect(page.locator('[data-situation]')).toContainText(left.replaceAll(' ', '\u2009'));
		await answered(page);
	}
	expect((await ticketRow(first))?.recalls).toBe(2);
	await key(page, 'F3');
	await expect(notice(page)).toContainText('不能再呼');

	// They come, and have to fill in a form: their place is kept, and they are called out of turn.
	await key(page, 'Enter');
	await stands(page, 'serving');
	await key(page, 'F5', '1');
	await stands(page, 'idle');
	expect((await ticketRow(first))?.state).toBe('parked');
	const row = page.locator(`[data-row="${first}"]`);
	await expect(row).toBeVisible();
	// Under all who wait: the arrows get there and no further.
	for (const _ of await page.locator('[data-row]').all()) await key(page, 'ArrowDown');
	await expect(row).toBeFocused();
	await key(page, 'Space', '1');
	await stands(page, 'called');
	expect(await numberAt(page)).toBe(first);

	// A form fault: the number and its time stay.
	const { issuedAt } = (await ticketRow(first)) as TicketRow;
	await key(page, 'Enter');
	await stands(page, 'serving');
	await key(page, 'F7', 'Enter');
	await stands(page, 'idle');
	expect(await ticketRow(first)).toMatchObject({ state: 'waiting', issuedAt });
	expect((await ticketRow(first))?.why).toContainEqual({ code: 'requeued' });

	// Somebody further back is called first, with a reason.
	await key(page, 'ArrowUp', 'ArrowUp');
	const numbers = page.locator('[data-row]');
	await numbers.first().focus();
	await key(page, 'ArrowDown', 'ArrowDown');
	const chosen = await page.evaluate(
		() => (document.activeElement as HTMLElement).dataset['row'] ?? ''
	);
	expect(chosen).not.toBe(await nextOn(page));
	await key(page, 'Space');
	await expect(page.getByRole('dialog')).toContainText(`先叫 ${chosen}`.replaceAll(' ', '\u2009'));
	await key(page, '2');
	await stands(page, 'called');
	expect(await numberAt(page)).toBe(chosen);

	// They want something else: passed on to the wealth manager's counter.
	await key(page, 'Enter');
	await stands(page, 'serving');
	await key(page, 'F6');
	await expect(page.getByRole('dialog')).toBeVisible();
	await key(page, 'ArrowDown', 'ArrowDown', 'Tab', 'ArrowDown', 'Enter');
	await stands(page, 'idle');
	expect(await ticketRow(chosen)).toMatchObject({ service: 'wealth', heldFor: '8' });

	// Finish with what was done, and what came of it.
	await key(page, 'Enter');
	await stands(page, 'called');
	await key(page, 'Enter');
	await stands(page, 'serving');
	const last = await numberAt(page);
	await key(page, 'Shift+F2');
	await expect(page.getByRole('dialog')).toContainText('办了哪些业务');
	await key(page, 'Tab', 'ArrowDown', 'Enter');
	await stands(page, 'idle');
	await expect.poll(async () => ticketRow(last)).toBeUndefined();

	// Lunch, and back; and a call for help.
	await key(page, 'F8', '1');
	await stands(page, 'paused');
	expect(await counterRow('1')).toMatchObject({ state: 'paused', reason: 'lunch' });
	await key(page, 'F5');
	await expect(notice(page)).toContainText('先继续叫号');
	await key(page, 'Enter');
	await stands(page, 'idle');
	await key(page, 'F9');
	await expect(page.locator('[data-command="help"]')).toContainText('已呼叫');
	const help = Object.values((await rows()).prompts).filter(({ rule }) => rule === 'help');
	expect(help).toMatchObject([{ place: '1', state: 'open' }]);
});

test('Enter is the next step whatever has the focus, and once however long it is held', async ({
	page
}) => {
	await open(page, 'teller', '/counter/1');
	await freed(page);
	await page.locator('[data-command="pause"]').focus();
	await page.keyboard.down('Enter');
	await stands(page, 'called');
	const number = await numberAt(page);
	for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter');
	await page.keyboard.up('Enter');
	await stands(page, 'called');
	expect(await numberAt(page)).toBe(number);
	await expect(page.getByRole('dialog')).toHaveCount(0);
	// Keys that the browser would act on are kept from it, inside a sheet too.
	await page.evaluate(() => {
		const seen: string[] = ((window as unknown as { seen: string[] }).seen = []);
		window.addEventListener('keydown', (event) => {
			if (!event.defaultPrevented) seen.push(event.key);
		});
	});
	await key(page, 'F3', 'F5', 'F5', 'F6', 'F7', 'F10', 'Escape', 'F1');
	expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([
		'Escape',
		'F1'
	]);
	await answered(page);
	await key(page, 'Enter');
	await stands(page, 'serving');
	await key(page, 'F2');
	await stands(page, 'idle');
});

test('a visit for two things: finishing asks first, a held key chooses nothing, the number stays', async ({
	page
}) => {
	await open(page, 'teller', '/counter/1', 'en');
	await freed(page);
	const data = { service: 'cash', segment: 'vip', further: ['transfer'] };
	await demo.post([{ id: 'two-things', type: 'ticket.issued', subject: 'A700', data }]);
	await page.locator('[data-row="A700"]').focus();
	if ((await nextOn(page)) !== 'A700') await key(page, 'Space', '4');
	else await key(page, 'Enter');
	await stands(page, 'called');
	await key(page, 'Enter');
	await stands(page, 'serving');
	await expect(page.locator('[data-situation]')).toContainText('also wants Transfers');
	await page.keyboard.down('Enter');
	const sheet = page.getByRole('dialog');
	await expect(sheet).toContainText('A700 wants something else too');
	for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter');
	await page.keyboard.up('Enter');
	await expect(sheet).toBeVisible();
	await key(page, '1');
	await stands(page, 'called');
	const passedOn = await ticketRow('A700');
	expect(passedOn).toMatchObject({ state: 'waiting', service: 'transfer' });
	expect(passedOn?.further).toBeUndefined();
	expect(await numberAt(page)).not.toBe('A700');
});

test('a sheet holds the focus, and Escape takes it back', async ({ page }) => {
	await open(page, 'teller', '/counter/1');
	await freed(page);
	await page.locator('[data-command="pause"]').click();
	const sheet = page.getByRole('dialog');
	await expect(sheet).toBeVisible();
	for (let step = 0; step < 12; step += 1) {
		await page.keyboard.press('Tab');
		// Past the last of it a modal gives the focus to the browser's own bar, and to nothing behind it.
		const focused = await page.evaluate(() => {
			const { activeElement, body } = document;
			return activeElement === body || activeElement?.closest('dialog') != null;
		});
		expect(focused).toBe(true);
	}
	await page.keyboard.press('Escape');
	await expect(sheet).toHaveCount(0);
	await expect(page.locator('[data-command="pause"]')).toBeFocused();
	expect((await counterRow('1')).state).toBe('open');
});

/** Whatever was done before: the counter is open, and nobody is at it. */
async function freed(page: Page): Promise<void> {
	const place = page.locator('[data-situation]');
	for (const [situation, press, next] of [
		['closed', 'Enter', 'idle'],
		['paused', 'Enter', 'idle'],
		['called', 'Enter', 'serving'],
		['serving', 'F2', 'idle']
	] as const) {
		if ((await place.getAttribute('data-situation')) !== situation) continue;
		await key(page, press);
		await stands(page, next);
	}
	await stands(page, 'idle');
}

/** Somebody is at the counter; the number. */
async function served(page: Page): Promise<string> {
	await freed(page);
	await key(page, 'Enter');
	await stands(page, 'called');
	await key(page, 'Enter');
	await stands(page, 'serving');
	return numberAt(page);
}

/** Two counters with the same line, both free. */
async function twoConsoles(page: Page, other: Page): Promise<void> {
	await open(page, 'teller', '/counter/1', 'en');
	await open(other, 'administrator', '/counter/2', 'en');
	for (const each of [page, other]) await freed(each);
}

async function elsewhere(browser: import('@playwright/test').Browser): Promise<BrowserContext> {
	return browser.newContext({ viewport: { width: 1366, height: 768 } });
}

test('two consoles that press at once: one has the ticket, the other the next, and is told', async ({
	page,
	browser
}) => {
	const context = await elsewhere(browser);
	const other = await context.newPage();
	await twoConsoles(page, other);
	const expected = await nextOn(page);
	await expect(other.locator(`[data-next="${expected}"]`)).toBeVisible();
	// While the server stands still both press for the same number, and neither screen claims one.
	demo.freeze();
	try {
		await Promise.all([key(page, 'Enter'), key(other, 'Enter')]);
		for (const each of [page, other]) {
			await expect(each.locator('[data-command="primary"]')).toHaveText(/^Calling/);
			await expect(each.locator('[data-next]')).toHaveCount(0);
		}
	} finally {
		demo.thaw();
	}
	for (const each of [page, other]) await stands(each, 'called');
	const got = [await numberAt(page), await numberAt(other)];
	expect(new Set(got).size).toBe(2);
	expect(got).toContain(expected);
	const [first, second] = got[0] === expected ? [page, other] : [other, page];
	const counter = got[0] === expected ? '1' : '2';
	await expect(notice(second)).toHaveText(
		`${expected} was called by Counter\u2009${counter} a moment ago, you have ${await numberAt(second)}`.replaceAll(
			'\u2009',
			' '
		)
	);
	await expect(notice(first)).toHaveAttribute('data-notice', '');
	expect((await ticketRow(expected))?.counter).toBe(counter);
	await context.close();
});

test('two that call the same one out of turn: the second is refused, and told who was first', async ({
	page,
	browser
}) => {
	const context = await elsewhere(browser);
	const other = await context.newPage();
	await twoConsoles(page, other);
	const number = (await page.locator('[data-row]').nth(2).getAttribute('data-row')) ?? '';
	for (const each of [page, other]) {
		await each.locator(`[data-row="${number}"]`).click();
		await expect(each.getByRole('dialog')).toBeVisible();
	}
	demo.freeze();
	try {
		await Promise.all([key(page, '1'), key(other, '1')]);
	} finally {
		demo.thaw();
	}
	await expect.poll(async () => (await ticketRow(number))?.state).toBe('called');
	const counter = (await ticketRow(number))?.counter ?? '';
	const [first, second] = counter === '1' ? [page, other] : [other, page];
	await stands(first, 'called');
	await expect(notice(second)).toHaveText(
		`${number} was called by Counter ${counter} a moment ago`
	);
	await stands(second, 'idle');
	await context.close();
});

test('without a network a finish is kept, over a new page too, and counts once', async ({
	page,
	context
}) => {
	await open(page, 'teller', '/counter/1');
	const number = await served(page);
	const finished = (await rows()).kpis.today.finished;
	await context.setOffline(true);
	await key(page, 'F2');
	await expect(page.locator('[data-unsent="1"]')).toContainText(`${number} 办结`);
	await expect(page.locator('[data-command="primary"]')).toContainText('连上后再送');
	// Nothing of it has reached the server.
	expect((await ticketRow(number))?.state).toBe('serving');
	await expect(page.reload()).rejects.toThrow();
	await context.setOffline(false);
	await page.goto(`${demo.url}/counter/1`);
	await stands(page, 'idle');
	await expect(page.locator('[data-unsent]')).toHaveCount(0);
	await expect.poll(async () => (await rows()).kpis.today.finished).toBe(finished + 1);
	expect(await ticketRow(number)).toBeUndefined();
	// Once: another new page finds nothing left to send.
	expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
	await page.reload();
	await live(page);
	await stands(page, 'idle');
	expect((await rows()).kpis.today.finished).toBe(finished + 1);
});

test('ten seconds of silence: calls are refused with the reason, a finish is taken', async ({
	page
}) => {
	await open(page, 'teller', '/counter/1', 'en');
	const number = await served(page);
	demo.freeze();
	try {
		await expect(page.locator('[data-stale]')).toHaveCount(1, { timeout: 15_000 });
		await key(page, 'F6');
		await expect(notice(page)).toContainText('No data');
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await expect(page.locator('[data-command="primary"]')).toContainText('sent once connected');
		await key(page, 'Enter');
		await expect(page.locator('[data-unsent="1"]')).toContainText(`${number} finish`);
	} finally {
		demo.thaw();
	}
	await expect(page.locator('[data-stale]')).toHaveCount(0);
	await stands(page, 'idle');
	expect(await ticketRow(number)).toBeUndefined();
});

/** What axe finds serious, buttons that a thumb misses, and what runs off the side. */
async function faults(page: Page): Promise<string[]> {
	const found = await seriousFindings(page);
	const small = await page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('button, a, label')]
			.filter((element) => element.getClientRects().length > 0)
			.filter((element) => element.getBoundingClientRect().height < 48)
			.map((element) => `small: ${element.textContent?.trim()}`)
	);
	const wide = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	return [...found, ...small, ...(wide > 0 ? [`${wide} too wide`] : [])];
}

const sizes = [
	{ width: 1366, height: 768 },
	{ width: 1920, height: 1080 },
	{ width: 800, height: 1280 },
	{ width: 390, height: 844 }
];

for (const locale of ['zh', 'en'] as const) {
	test(`axe finds nothing serious, every button is 48 high, nothing runs off (${locale})`, async ({
		page
	}) => {
		await open(page, 'teller', '/counter?choose', locale);
		expect(await faults(page)).toEqual([]);
		await open(page, 'teller', '/counter/1', locale);
		await freed(page);
		await key(page, 'Enter');
		await stands(page, 'called');
		expect(await faults(page)).toEqual([]);
		await key(page, 'Enter');
		await stands(page, 'serving');
		for (const size of sizes) {
			await page.setViewportSize(size);
			expect(await faults(page)).toEqual([]);
			for (const sheet of ['Shift+F2', 'F6', 'F7', 'F5']) {
				await key(page, sheet);
				await expect(page.getByRole('dialog')).toBeVisible();
				expect(await faults(page)).toEqual([]);
				await key(page, 'Escape');
				await expect(page.getByRole('dialog')).toHaveCount(0);
			}
		}
		await key(page, 'F2');
		await stands(page, 'idle');
		await key(page, 'F8', '2');
		await stands(page, 'paused');
		expect(await faults(page)).toEqual([]);
		await key(page, 'Enter');
		await stands(page, 'idle');
	});
}
