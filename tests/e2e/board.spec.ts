import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { ReworkAnswer, View } from '#lib/protocol/index.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { signIn } from '../support/signed-in.ts';
import { axeFindings } from '../support/page-checks.ts';

/** What whoever leads the branch does on the board, on the demonstration's morning: with a reason, seen at once, kept. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});
test.beforeEach(async ({ context }) => signIn(context, demo, 'branch_head'));

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string | null) => (text ?? '').replaceAll('\u2009', ' ').trim();

async function openHead(page: Page, locale: 'zh' | 'en' = 'zh'): Promise<Locator> {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto(`${demo.url}/head?lang=${locale}`);
	await expect(page.getByText(locale === 'zh' ? '实时' : 'Live', { exact: true })).toBeVisible();
	return page.locator('section[aria-labelledby="now-title"]');
}

/** The branch as the server has it. */
async function view(): Promise<Required<View>> {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=head`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	return ((await response.json()) as { view: Required<View> }).view;
}

async function ledger(context: BrowserContext): Promise<ReworkAnswer> {
	const response = await context.request.get(`${demo.url}/api/v1/branches/lakeside/rework`);
	return (await response.json()) as ReworkAnswer;
}

/** Opens what can be done about a counter. */
async function sheetOf(board: Locator, counter: string): Promise<Locator> {
	await board.locator(`[data-counter="${counter}"]`).click();
	return board.page().getByRole('dialog');
}

async function choose(sheet: Locator, label: string): Promise<void> {
	await sheet.getByRole('radio', { name: label, exact: true }).check();
}

/** The acts of the head's own, newest first, as the audit tells them. */
async function told(page: Page): Promise<string[]> {
	await page.goto(`${demo.url}/admin/audit?person=shen.tao&acts&lang=zh`);
	return (await page.locator('td.what').allTextContents()).map(plain);
}

test('a counter is paused and opened again, by keyboard, and never without a reason', async ({
	page
}) => {
	const board = await openHead(page);
	const slot = board.locator('[data-counter="4"]');
	await slot.focus();
	await page.keyboard.press('Enter');
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('radio', { name: '暂停' }).focus();
	await page.keyboard.press('Space');
	const button = sheet.getByRole('button', { name: /暂停/ });
	await button.focus();
	await page.keyboard.press('Enter');
	await expect(sheet.getByRole('status')).toHaveText('先选一个原因，或者写一个');
	expect((await view()).counters['4']?.state).toBe('open');
	await sheet.getByRole('radio', { name: '培训' }).focus();
	await page.keyboard.press('Space');
	await button.focus();
	await page.keyboard.press('Enter');
	await expect(sheet).toHaveCount(0);
	await expect(slot).toBeFocused();
	await expect(slot).toContainText(/暂停|办完就停/);
	await expect.poll(async () => (await view()).counters['4']?.state).toBe('paused');
	expect((await view()).counters['4']).toMatchObject({ reason: 'training', staff: 't04' });

	const again = await sheetOf(board, '4');
	await choose(again, '开窗');
	await expect(again.getByLabel('谁来')).toHaveValue('t04');
	await again.getByLabel('办什么业务').selectOption('simple');
	await again.getByLabel('别的原因').fill('转账的人多');
	await again.getByRole('button', { name: /开 4/ }).click();
	await expect
		.poll(async () => (await view()).counters['4'])
		.toMatchObject({
			state: 'open',
			staff: 't04',
			services: ['cash', 'transfer']
		});
	await expect(slot).toContainText('现金和转账');
	const acts = await told(page);
	expect(acts.slice(0, 2)).toEqual(['开窗 4，转账的人多', '暂停窗口 4，培训']);
});

test('a closed counter is opened for a teller who is at no other one', async ({ page }) => {
	const board = await openHead(page, 'en');
	const sheet = await sheetOf(board, '9');
	await choose(sheet, 'Open');
	await choose(sheet, 'many waiting');
	await sheet.getByRole('button', { name: 'Open Counter 9' }).press('Enter');
	await expect(sheet.getByRole('status')).toHaveText('First choose who works there');
	const people = sheet.getByLabel('Who works there').locator('option');
	const offered = await people.allTextContents();
	expect(offered).toContain('Xu Ning');
	expect(offered, 'is at counter 1').not.toContain('Zhang Qian');
	await sheet.getByLabel('Who works there').selectOption({ label: 'Xu Ning' });
	await sheet.getByRole('button', { name: 'Open Counter 9' }).click();
	await expect(board.locator('[data-counter="9"]')).toContainText('Xu Ning');
	await expect
		.poll(async () => (await view()).counters['9'])
		.toMatchObject({
			state: 'open',
			staff: 't08'
		});
});

test('a forgotten service is seen, and ended for the teller', async ({ page }) => {
	const started = Date.parse('2026-11-25T10:24:00+08:00') - 20 * 60_000;
	const time = (minutes: number) => ({ time: new Date(started + minutes * 60_000).toISOString() });
	// A service that usually takes four minutes, for twenty.
	const { rejected } = await demo.post([
		{ id: 'f1', type: 'ticket.issued', subject: 'F001', data: { service: 'cash' }, ...time(0) },
		{
			...{ id: 'f2', type: 'ticket.called', subject: 'F001', ...time(0.1) },
			data: { counter: '9', staff: 't08' }
		},
		{ id: 'f3', type: 'ticket.started', subject: 'F001', data: { counter: '9' }, ...time(0.2) }
	]);
	expect(rejected).toEqual([]);
	const board = await openHead(page);
	const slot = board.locator('[data-counter="9"]');
	await expect(slot).toContainText('忘了办结？');
	await expect(board.locator('#now-finding')).toContainText('可能忘了办结');
	const sheet = await sheetOf(board, '9');
	await expect(sheet).toContainText('这项业务通常 4 分钟'.replaceAll(' ', '\u2009'));
	await expect(sheet.getByRole('radio', { name: '替柜员办结' })).toBeChecked();
	await choose(sheet, '忘了办结');
	await sheet.getByRole('button', { name: /办结 F001/ }).click();
	await expect(slot).not.toContainText('F001');
	await expect.poll(async () => (await view()).tickets['F001']).toBeUndefined();
	await expect(slot).toContainText('空着');
	expect((await told(page))[0]).toBe('办结 F001，9 号窗口，忘了办结');
});

test('a ticket is moved, explained, and stands there on the tablet too', async ({
	page,
	browser
}) => {
	const board = await openHead(page);
	const cash = board.locator('.line').first();
	const numbers = async (within: Locator) =>
		(await within.locator('li[data-ticket]').all()).map((row) => row.getAttribute('data-ticket'));
	await cash.getByRole('button', { name: /^另外/ }).click();
	const before = await Promise.all(await numbers(cash));
	const last = before.at(-1) ?? '';
	expect(before.length).toBeGreaterThan(4);
	const row = cash.locator(`li[data-ticket="${last}"]`);
	await row.getByRole('button').first().click();
	await expect(row.locator('.why')).toContainText('现金业务第');
	await row.getByRole('button', { name: new RegExp(`调整.*${last}`) }).click();
	const sheet = page.getByRole('dialog');
	await choose(sheet, '调到最前');
	await choose(sheet, '身体不适');
	await sheet.getByRole('button', { name: new RegExp(`${last}.*调到最前`) }).click();
	await expect(cash.locator('li[data-ticket]').first()).toHaveAttribute('data-ticket', last);
	await expect(row).toContainText('主管把这个号调到最前，理由记在日志里');
	await expect.poll(async () => (await view()).tickets[last]?.why[0]?.code).toBe('moved_first');
	expect(await axeFindings(page)).toEqual([]);

	// The tablet has the same order.
	const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	await signIn(other, demo, 'lobby_manager');
	const tablet = await other.newPage();
	await tablet.goto(`${demo.url}/lobby?lang=zh`);
	await tablet
		.getByRole('button', { name: /现金业务/ })
		.first()
		.click();
	const there = tablet.locator(`.waiting li[data-ticket="${last}"]`);
	await expect(there).toContainText('主管调到最前');
	const text = plain(await there.textContent());
	expect(text).toContain('第 1 位');
	await other.close();
	expect((await told(page))[0]).toBe(`调整次序 ${last}，身体不适`);
});

test('a customer is sent back to the line, and the ledger has it', async ({ page, context }) => {
	const board = await openHead(page);
	const before = await ledger(context);
	const slots = Object.values((await view()).counters);
	const counter = slots.find(({ id, ticket }) => ticket !== undefined && ['1', '2'].includes(id));
	const number = counter?.ticket ?? '';
	const sheet = await sheetOf(board, counter?.id ?? '');
	await expect(sheet).toContainText(number);
	await choose(sheet, '退回队伍');
	await sheet.getByLabel('别的原因').fill('没带身份证');
	await sheet.getByRole('button', { name: new RegExp(`退回 *${number}`) }).click();
	await expect.poll(async () => (await ledger(context)).rows.length).toBe(before.rows.length + 1);
	const after = await ledger(context);
	const row = after.rows.at(-1);
	expect(row).toMatchObject({
		...{ number, reason: 'other', faults: ['没带身份证'], counter: counter?.id, lost: null }
	});
	expect(row?.doing.find(({ staff }) => staff === counter?.staff)).toMatchObject({
		...{ doing: 'serving', ticket: number }
	});

	// On the page: the heading, the tables and the case agree with the ledger.
	await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
	const rework = page.locator('section[aria-labelledby="rework-title"]');
	await expect(rework.locator('h2')).toContainText(`${after.rows.length}`);
	const first = rework.locator('tr[data-return]').first();
	await expect(first).toContainText(number);
	await expect(first).toContainText('没带身份证');
	await expect(first).toContainText('已经');
	const sums = rework.locator('table').first();
	const returns = (await sums.locator('tbody tr td:nth-child(2)').allTextContents()).map(Number);
	expect(returns.reduce((sum, each) => sum + each, 0)).toBe(after.rows.length);
	await expect(sums.locator('tfoot td').first()).toHaveText(`${after.rows.length}`);
	await first.getByRole('button').click();
	const name = (await view()).staff[counter?.staff ?? '']?.name.zh ?? '';
	await expect(first.locator('li').filter({ hasText: name })).toContainText(`办\u2009${number}`);
	// The page's one choice of days.
	const week = page.getByRole('banner').getByRole('button', { name: /^7/ });
	await week.click();
	await expect(week).toHaveAttribute('aria-pressed', 'true');
	await expect(sums.locator('tfoot td').first()).toHaveText(`${after.rows.length}`);
	// While it is asked what is shown is paler.
	await expect(rework.locator('.body.old')).toHaveCount(0);
	await expect(rework.locator('.body')).toHaveCSS('opacity', '1');
	expect(await axeFindings(page)).toEqual([]);
	const days = rework.locator('table').nth(1).locator('tbody tr');
	await expect(days).toHaveCount(1);
	expect((await told(page))[0]).toBe(`重新排队 ${number}，其他，没带身份证`);
});

test('what cannot be sent is seen, what is tapped into silence is refused and says why', async ({
	page
}) => {
	const board = await openHead(page, 'en');
	const line = board.locator('.line').first();
	const row = line.locator('li[data-ticket]').first();
	const number = (await row.getAttribute('data-ticket')) ?? '';
	await row.getByRole('button').first().click();
	await row.getByRole('button', { name: `Change ${number}` }).click();
	const sheet = page.getByRole('dialog');
	await choose(sheet, 'Put last');
	await choose(sheet, 'customer asked');
	demo.freeze();
	await sheet.getByRole('button', { name: `Put ${number} last` }).click();
	await expect(sheet).toHaveCount(0);
	const banner = page.getByRole('alert').filter({ hasText: 'No data for' });
	await expect(banner).toBeVisible({ timeout: 20_000 });
	await expect(board).toContainText('1 not sent yet');
	const slot = await sheetOf(board, '1');
	await choose(slot, 'Pause');
	await choose(slot, 'lunch');
	await slot.getByRole('button', { name: 'Pause Counter 1' }).press('Enter');
	await expect(slot.getByRole('status')).toHaveText(/^No data: tap again once connected/);
	await slot.getByRole('button', { name: 'Never mind' }).click();
	demo.thaw();
	await expect(banner).toHaveCount(0, { timeout: 20_000 });
	await expect(board).not.toContainText('not sent yet');
	await expect.poll(async () => (await view()).tickets[number]?.why[0]?.code).toBe('moved_last');
	expect((await view()).counters['1']?.state).toBe('open');
});

/** Keeps what the page sends of a kind on its way until it is let go. */
async function holdBack(page: Page, type: string) {
	const way = { held: [] as (() => void)[], open: false };
	await page.routeWebSocket(/socket\.io/, (screen) => {
		const server = screen.connectToServer();
		screen.onMessage((message) => {
			if (way.open || !String(message).includes(type)) server.send(message);
			else way.held.push(() => server.send(message));
		});
	});
	return way;
}

test('what is not answered yet is sent again by the page that comes after', async ({ page }) => {
	const way = await holdBack(page, 'counter.paused');
	const board = await openHead(page, 'en');
	const sheet = await sheetOf(board, '2');
	await choose(sheet, 'Pause');
	await choose(sheet, 'break');
	await sheet.getByRole('button', { name: 'Pause Counter 2' }).click();
	await expect.poll(() => way.held.length).toBeGreaterThan(0);
	expect((await view()).counters['2']?.state).toBe('open');
	way.open = true;
	await page.reload();
	await expect
		.poll(async () => (await view()).counters['2'])
		.toMatchObject({
			...{ state: 'paused', reason: 'break' }
		});
	await expect(board.locator('[data-counter="2"]')).toContainText('then paused');
});

test('what the server refuses is said, and stays until it is read', async ({ page }) => {
	// The tap is on its way while a machine calls the ticket.
	const way = await holdBack(page, 'ticket.moved');
	const board = await openHead(page);
	const line = board.locator('.line').first();
	const row = line.locator('li[data-ticket]').nth(1);
	const number = (await row.getAttribute('data-ticket')) ?? '';
	await row.getByRole('button').first().click();
	await row.getByRole('button', { name: new RegExp(`调整.*${number}`) }).click();
	const sheet = page.getByRole('dialog');
	await choose(sheet, '调到最后');
	await choose(sheet, '客户要求');
	await sheet.getByRole('button', { name: new RegExp(`${number}.*调到最后`) }).click();
	await expect.poll(() => way.held.length).toBeGreaterThan(0);
	const call = { id: 'r1', type: 'ticket.called', subject: number, data: { counter: '9' } };
	expect((await demo.post([call])).rejected).toEqual([]);
	await expect(board.locator('[data-counter="9"]')).toContainText(number);
	way.open = true;
	for (const send of way.held) send();
	const alert = board.getByRole('alert');
	await expect(alert).toContainText('没有做成');
	await expect(alert).toContainText('这个号已经被叫走，不在队伍里了。');
	expect(await axeFindings(page)).toEqual([]);
	await alert.getByRole('button', { name: '知道了' }).click();
	await expect(alert).toHaveCount(0);
});

for (const locale of ['zh', 'en'] as const) {
	test(`has no barrier, on a phone too (${locale})`, async ({ page }) => {
		const board = await openHead(page, locale);
		expect(await axeFindings(page)).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		await sheetOf(board, '1');
		expect(await axeFindings(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toHaveCount(0);
		const over = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(over).toBeLessThanOrEqual(0);
	});
}
