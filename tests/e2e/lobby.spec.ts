import type { Locator, Page } from '@playwright/test';
import type { PromptRow, TicketRow } from '#lib/protocol/index.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { signIn } from '../support/signed-in.ts';
import { seriousFindings } from '../support/page-checks.ts';

/**
 * The lobby manager's tablet at work: what she takes, looks at, sends and answers, with and without a network. One
 * server for all: the tests tell one story, in order. Tickets of the story are not the simulated machine's, which
 * therefore calls none of them.
 */
test.describe.configure({ mode: 'serial' });

const ME = 'm01';

let demo: DemoServer;
let told = 0;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});
test.beforeEach(async ({ context, page }) => {
	await signIn(context, demo, 'lobby_manager');
	await page.setViewportSize({ width: 1280, height: 800 });
});

async function open(page: Page, locale: 'zh' | 'en' = 'zh'): Promise<void> {
	await page.goto(`${demo.url}/lobby?lang=${locale}`);
	await expect(page.getByText(locale === 'zh' ? '实时' : 'Live', { exact: true })).toBeVisible();
}

interface Rows {
	tickets: Record<string, TicketRow>;
	prompts: Record<string, PromptRow>;
}

async function served(): Promise<Rows> {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=lobby`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	return ((await response.json()) as { view: Rows }).view;
}

const ticket = async (number: string) => (await served()).tickets[number];

/** Events of machines, in order. */
async function tell(...events: [type: string, subject: string, data?: object][]): Promise<void> {
	const sent = events.map(([type, subject, data = {}]) => {
		return { id: `lobby-${(told += 1)}`, type, subject, data };
	});
	expect(await demo.post(sent)).toMatchObject({ accepted: events.length, rejected: [] });
}

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string | null) => (text ?? '').replaceAll('\u2009', ' ').trim();

const sheet = (page: Page): Locator => page.getByRole('dialog');

async function find(page: Page, number: string): Promise<Locator> {
	await page.getByPlaceholder(/找号码|Find a number/).fill(number);
	const row = page.locator(`[data-ticket="${number}"]`);
	await expect(row).toBeVisible();
	return row;
}

/** One ticket's own sheet, from the list. */
async function sheetOf(page: Page, number: string): Promise<Locator> {
	await (await find(page, number)).getByRole('button', { name: number, exact: true }).click();
	await expect(sheet(page)).toContainText(number);
	return sheet(page);
}

test('a ticket for somebody: two taps, with signals, a name and a note, and a code for the phone', async ({
	page
}) => {
	await open(page);
	await page.getByRole('button', { name: '取号', exact: true }).click();
	const take = sheet(page);
	await expect(take.getByRole('button', { name: '先点一项业务' })).toBeDisabled();
	await take.getByText('几项业务、优先、特征').click();
	await take.getByRole('button', { name: '大额' }).click();
	await take.getByRole('button', { name: '优先', exact: true }).click();
	const further = take.getByRole('group', { name: '还要办' });
	await further.getByRole('button', { name: '理财' }).click();
	await take.getByLabel(/姓名/).fill('欧阳金丝雀');
	await take.getByLabel(/备注/).fill('要先看合同');
	await expect(take.getByText('到网点规定的天数自动删除')).toHaveCount(2);
	await take
		.getByRole('button', { name: /转账汇款/ })
		.first()
		.click();
	await take.getByRole('button', { name: '取号：转账汇款' }).click();
	const taken = page.locator('[data-taken]');
	await expect(taken).toHaveAttribute('data-taken', 'B501');
	await expect(taken.getByRole('img', { name: /B501/ })).toBeVisible();
	await expect(taken).toContainText(/前面/);
	await sheet(page).getByRole('button', { name: '知道了' }).click();
	await expect(sheet(page)).toHaveCount(0);
	expect(await ticket('B501')).toMatchObject({
		service: 'transfer',
		segment: 'priority',
		tags: ['large_amount'],
		further: ['wealth'],
		form: 'needed'
	});
	// The tablet finds it by signal, by masked name, and by what else it is for.
	for (const word of ['大额', '欧阳', 'b501']) {
		await page.getByPlaceholder('找号码').fill(word);
		await expect(page.locator('[data-ticket="B501"]')).toBeVisible();
	}
	const own = await sheetOf(page, 'B501');
	await expect(own).toContainText('要先看合同');
	await expect(own.getByRole('button', { name: /看\s?B501\s?的姓名/ })).toHaveText('欧阳**');
	expect(await page.content()).not.toContain('金丝雀');
});

test('a form with a fault stays a duty until it is passed, and the time for it is counted', async ({
	page
}) => {
	await open(page);
	const own = await sheetOf(page, 'B501');
	const opened = Date.now();
	await own.getByRole('button', { name: '填单预审' }).click();
	await own.getByRole('button', { name: '签名' }).click();
	// Shorter than a second counts as no work.
	await expect.poll(() => Date.now() - opened).toBeGreaterThan(1_200);
	await own.getByRole('button', { name: /1\s?项有误/ }).click();
	await expect.poll(async () => (await ticket('B501'))?.form).toBe('faults');
	await expect(sheet(page)).toHaveCount(0);
	await page.getByPlaceholder('找号码').fill('');
	const more = page.getByRole('button', { name: /件要办/ });
	if (await more.isVisible()) await more.click();
	const card = page.locator('[data-duty="form/B501"]');
	await expect(card).toContainText('有误，改好再看');
	await card.getByRole('button', { name: '通过' }).click();
	await expect.poll(async () => (await ticket('B501'))?.form).toBe('ok');
	await expect(card).toContainText('已通过');
	await expect(card).toHaveCount(0);
	const work = await page.request.get(`${demo.url}/api/v1/branches/lakeside/work`);
	const answer = (await work.json()) as { staff: string; work: Record<string, number> };
	expect(answer.staff).toBe(ME);
	expect(answer.work['forms']).toBeGreaterThanOrEqual(1);
	await page.getByRole('button', { name: /今天用时/ }).click();
	const row = sheet(page).locator('[data-kind="forms"]');
	await expect(row).toContainText('填单预审');
	await expect(sheet(page).locator('[data-kind="greeting"]')).toBeVisible();
});

test('whoever fills in a form comes back to the same place', async ({ page }) => {
	await tell(['ticket.issued', 'K901', { service: 'cash' }]);
	await open(page);
	const before = await ticket('K901');
	await (await sheetOf(page, 'K901')).getByRole('button', { name: '去填单' }).click();
	await expect(sheet(page)).toHaveCount(0);
	await expect.poll(async () => (await ticket('K901'))?.state).toBe('parked');
	await expect(page.locator('[data-ticket="K901"]')).toContainText('挂起，位置保留');
	await tell(['ticket.issued', 'K902', { service: 'cash' }]);
	await (await sheetOf(page, 'K901')).getByRole('button', { name: '回来了' }).click();
	await expect.poll(async () => (await ticket('K901'))?.state).toBe('waiting');
	const after = await ticket('K901');
	expect([after?.order, after?.issuedAt]).toEqual([before?.order, before?.issuedAt]);
	expect(after?.order).toBeLessThan((await ticket('K902'))?.order ?? 0);
});

test('nobody is sent to a broken machine, and a healthy one takes the customer out of the line', async ({
	page
}) => {
	await open(page);
	const own = await sheetOf(page, 'K902');
	await own.getByRole('button', { name: '引导到自助' }).click();
	const broken = own.getByRole('button', { name: /2\s?号取款机/ });
	await expect(broken).toContainText('缺钞');
	await broken.click({ force: true });
	await expect(own.getByRole('alert')).toContainText('现在不能引导过去');
	expect((await ticket('K902'))?.state).toBe('waiting');
	await own.getByRole('button', { name: /3\s?号一体机/ }).click();
	await expect.poll(() => ticket('K902')).toBeUndefined();
	await expect(sheet(page)).toHaveCount(0);
	// For what no machine can do there is the customer's own phone.
	await tell(['ticket.issued', 'N901', { service: 'wealth' }]);
	await (await sheetOf(page, 'N901')).getByRole('button', { name: '引导到自助' }).click();
	await expect(sheet(page)).toContainText('没有能办的自助设备');
	await sheet(page)
		.getByRole('button', { name: /手机上办/ })
		.click();
	await expect.poll(() => ticket('N901')).toBeUndefined();
});

test('a call for help stands above everything, is taken in one tap and done in one', async ({
	page
}) => {
	await open(page);
	await tell(['help.called', '3', { reason: '授权' }]);
	const card = page.locator('[data-duty^="help/"]');
	await expect(card).toContainText(/3\s?号窗口/);
	await expect(card).toContainText('授权');
	expect(await page.locator('[data-duty], [data-prompt]').first().getAttribute('data-duty')).toBe(
		await card.getAttribute('data-duty')
	);
	const cells = page.locator('[data-load]');
	const load = Number(await cells.getAttribute('data-load'));
	await card.getByRole('button', { name: '我来' }).click();
	await expect(cells).toHaveAttribute('data-load', String(load + 1));
	await card.getByRole('button', { name: '完成' }).click();
	await expect(cells).toHaveAttribute('data-load', String(load));
	await expect(card).toHaveCount(0);
	expect(Object.values((await served()).prompts).filter(({ rule }) => rule === 'help')).toEqual([]);
	// Taken by a colleague, it says so before it goes.
	await tell(['help.called', '4']);
	await expect(card).toBeVisible();
	const id = (await card.getAttribute('data-duty')) ?? '';
	await tell(['prompt.accepted', id, { staff: 'm02' }]);
	await expect(card).toContainText('李蕊先接了');
	await expect(card).toHaveCount(0);
	await tell(['prompt.done', id, { staff: 'm02' }]);
});

test('a complaint about a number, and one without', async ({ page }) => {
	await open(page);
	const own = await sheetOf(page, 'K901');
	await own.getByRole('button', { name: '投诉' }).click();
	await own.getByRole('button', { name: '等得久' }).click();
	const cards = page.locator('[data-duty^="complaint/"]');
	await expect(cards).toContainText(['K901']);
	await expect(sheet(page)).toHaveCount(0);
	await page.getByRole('button', { name: '记投诉' }).click();
	await sheet(page).getByRole('button', { name: '设备' }).click();
	await expect(cards).toHaveCount(2);
	await expect(cards.nth(1)).toContainText('没有号码的客户');
	await expect(cards.nth(1)).toContainText('设备');
	for (const left of [1, 0]) {
		await cards.first().getByRole('button', { name: '我来' }).click();
		await page.locator('[data-duty^="complaint/"]').getByRole('button', { name: '完成' }).click();
		await expect(cards).toHaveCount(left);
	}
});

test('a customer whom a colleague expects is led there, and one sent back is told why', async ({
	page
}) => {
	await tell(
		['ticket.issued', 'L900', { service: 'transfer' }],
		['ticket.called', 'L900', { counter: '4' }],
		['ticket.requeued', 'L900', { reason: 'form_error', faults: ['signature'], staff: 't04' }],
		['referral.made', 'r-1', { from: 't01', number: 'K901' }],
		['referral.accepted', 'r-1', { staff: 'w01' }]
	);
	await open(page);
	const escort = page.locator('[data-duty="referral/r-1"]');
	await expect(escort).toContainText(/带\s?K901\s?去找周岚/);
	await escort.getByRole('button', { name: '我带去' }).click();
	await expect(escort).toContainText('起在带');
	await escort.getByRole('button', { name: '已带到' }).click();
	await expect(escort).toHaveCount(0);
	const back = page.locator('[data-duty="form/L900"]');
	await expect(back).toContainText('退回客户');
	await expect(back).toContainText('单子填错：签名');
	await back.getByRole('button', { name: '都好了' }).click();
	await expect.poll(async () => (await ticket('L900'))?.form).toBe('ok');
	await expect(back).toHaveCount(0);
});

test('who missed the call comes back in, and who comes too late is told to take a new ticket', async ({
	page
}) => {
	const gone = (number: string): [string, string, object?][] => [
		['ticket.issued', number, { service: 'opening' }],
		['ticket.called', number, { counter: '5' }],
		['ticket.no_show', number]
	];
	await tell(...gone('M901'));
	await open(page);
	await page.getByPlaceholder('找号码').fill('M901');
	await page.getByRole('button', { name: /M901\s?过号回来了/ }).click();
	await sheet(page)
		.getByRole('button', { name: /过号回来了/ })
		.click();
	await expect.poll(async () => (await ticket('M901'))?.why[0]?.code).toBe('returned');
	await expect(sheet(page)).toHaveCount(0);
	await tell(...gone('M902'), ...['M903', 'M904', 'M905', 'M906', 'M907', 'M908'].flatMap(gone));
	await page.getByPlaceholder('找号码').fill('M902');
	await page.getByRole('button', { name: /M902\s?过号回来了/ }).click();
	await sheet(page)
		.getByRole('button', { name: /过号回来了/ })
		.click();
	await expect(sheet(page).getByRole('alert')).toHaveText('过号太久，请重新取号');
});

test('a ticket whose answer was lost is taken once, and still has its code', async ({ page }) => {
	await open(page);
	let lost = 0;
	await page.route('**/api/v1/branches/lakeside/tickets', async (route) => {
		if (lost > 0) return route.fallback();
		lost += 1;
		await route.fetch();
		return route.abort();
	});
	await page.getByRole('button', { name: '取号', exact: true }).click();
	await sheet(page).getByText('几项业务、优先、特征').click();
	await sheet(page).getByLabel(/备注/).fill('只有一张');
	await sheet(page)
		.getByRole('button', { name: /现金业务/ })
		.first()
		.click();
	await sheet(page).getByRole('button', { name: '取号：现金业务' }).click();
	await expect(sheet(page)).toContainText('已记在平板上');
	await sheet(page).getByRole('button', { name: '关闭' }).click();
	const taken = page.locator('[data-taken]');
	await expect(taken.getByRole('img')).toBeVisible();
	const number = (await taken.getAttribute('data-taken')) ?? '';
	expect(lost).toBe(1);
	const noted = Object.values((await served()).tickets).filter(({ number: each }) =>
		/^A5\d\d$/.test(each)
	);
	expect(noted.map((each) => each.number)).toEqual([number]);
});

test('at four of four what is to be sold goes to colleagues, and duties do not', async ({
	page
}) => {
	await open(page);
	const cells = page.locator('[data-load]');
	const engage = async () =>
		Object.values((await served()).prompts).filter(({ kind }) => kind === 'engage');
	const free = async () =>
		(await engage()).filter(({ state }) => state === 'open').map(({ id }) => id);
	const wanted = 4 - (await engage()).filter(({ assignee }) => assignee === ME).length;
	// As many as it takes, and two more: a signal speaks ten seconds after the number.
	const missing = Math.max(0, wanted + 2 - (await free()).length);
	const fresh = Array.from({ length: missing }, (_, n) => `A95${n}`);
	await tell(
		...fresh.map((number): [string, string, object] => [
			'ticket.issued',
			number,
			{ service: 'corporate', tags: ['outflow'] }
		])
	);
	await expect.poll(async () => (await free()).length).toBeGreaterThanOrEqual(wanted + 2);
	const [colleague = '', ...rest] = await free();
	await tell(
		['staff.arrived', 'm02'],
		['staff.left', 'm03'],
		['prompt.accepted', colleague, { staff: 'm02' }],
		...rest
			.slice(0, wanted)
			.map((id): [string, string, object] => ['prompt.accepted', id, { staff: ME }])
	);
	await expect(cells).toHaveAttribute('data-load', '4');
	await expect(page.getByText(/新商机先给李蕊/)).toBeVisible();
	// Once nobody has room it waits.
	await tell(['staff.left', 'm02']);
	const paused = page.getByRole('button', { name: '先放着' }).first();
	await expect(paused).toBeDisabled();
	await paused.click({ force: true });
	await expect(page.getByText('手上满了，先办完一件再接')).toBeVisible();
	await tell(['help.called', '6']);
	const card = page.locator('[data-duty^="help/"]');
	await card.getByRole('button', { name: '我来' }).click();
	await expect(card.getByRole('button', { name: '完成' })).toBeVisible();
	await expect(page.getByRole('button', { name: /手上\s?5\s?件，一共放\s?4\s?件/ })).toBeVisible();
	await card.getByRole('button', { name: '完成' }).click();
	for (const id of rest.slice(0, wanted)) await tell(['prompt.handed_back', id, { staff: ME }]);
	for (const number of fresh) await tell(['ticket.abandoned', number]);
	await tell(['staff.arrived', 'm02'], ['staff.arrived', 'm03']);
});

test('an hour without a network loses nothing and does nothing twice', async ({
	page,
	context
}) => {
	await tell(
		['ticket.issued', 'L901', { service: 'transfer' }],
		['ticket.issued', 'L902', { service: 'transfer' }],
		['ticket.issued', 'L903', { service: 'transfer' }]
	);
	await page.clock.install();
	await open(page);
	const before = await served();
	const complaints = ({ prompts }: Rows) =>
		Object.values(prompts).filter(({ rule }) => rule === 'complaint').length;
	const issuedBefore = Object.keys(before.tickets).filter((number) => /^D5/.test(number));
	expect([complaints(before), issuedBefore]).toEqual([0, []]);

	await context.setOffline(true);
	demo.freeze();
	await expect(page.locator('[data-stale]')).toHaveCount(1, { timeout: 30_000 });
	// What chooses by what is shown is refused with a reason; facts are taken.
	const offer = page.locator('[data-prompt]').getByRole('button', { name: '我来' }).first();
	await offer.click({ force: true });
	await expect(page.getByText('数据停了，连上以后再点，先看现场').first()).toBeVisible();
	let own = await sheetOf(page, 'L901');
	await own.getByRole('button', { name: '填单预审' }).click();
	await own.getByRole('button', { name: '户名' }).click();
	await own.getByRole('button', { name: /1\s?项有误/ }).click();
	await expect(own).toContainText('有误');
	await own.getByRole('button', { name: '填单预审' }).click();
	await own.getByRole('button', { name: '通过', exact: true }).click();
	await own.getByRole('button', { name: '关闭' }).click();
	own = await sheetOf(page, 'L902');
	await own.getByRole('button', { name: '去填单' }).click();
	await expect(own.getByRole('button', { name: '回来了' })).toBeVisible();
	await own.getByRole('button', { name: '关闭' }).click();
	own = await sheetOf(page, 'L903');
	await own.getByRole('button', { name: '引导到自助' }).click();
	await own.getByRole('button', { name: /4\s?号终端/ }).click({ force: true });
	await expect(own.getByRole('alert')).toContainText('恢复后再点');
	await own.getByRole('button', { name: /手机上办/ }).click();
	await own.getByRole('button', { name: '关闭' }).click();
	await page.getByRole('button', { name: '记投诉' }).click();
	await sheet(page).getByRole('button', { name: '收费' }).click();
	if ((await sheet(page).count()) > 0) {
		await sheet(page).getByRole('button', { name: '关闭' }).click();
	}
	await page.getByRole('button', { name: '取号', exact: true }).click();
	await sheet(page).getByRole('button', { name: /理财/ }).first().click();
	await sheet(page).getByRole('button', { name: '取号：理财' }).click();
	await expect(sheet(page)).toContainText('已记在平板上');
	await sheet(page).getByRole('button', { name: '关闭' }).click();
	const unsent = page.getByRole('button', { name: /未送出/ });
	await expect(unsent).toHaveAttribute('data-unsent', '6');
	await unsent.click();
	const listed = async () => (await sheet(page).locator('.what').allTextContents()).map(plain);
	const taps = [
		'L901 填单有误',
		'L901 填单通过',
		'L902 去填单',
		'L903 引导到手机上办',
		'投诉：收费',
		'取号：理财'
	];
	expect(await listed()).toEqual(taps);

	// An hour on, the page is loaded anew while its socket still does not get through.
	demo.thaw();
	await demo.until('11:24');
	await page.routeWebSocket(/socket\.io/, (socket) => void socket.close());
	await page.route(/socket\.io/, (route) => route.abort());
	await context.setOffline(false);
	await page.goto(`${demo.url}/lobby?lang=zh`);
	await expect(unsent).toHaveAttribute('data-unsent', '6');
	await unsent.click();
	expect(await listed()).toEqual(taps);
	expect((await ticket('L901'))?.form).toBe('needed');

	// The next page gets through: everything arrives, in order, once.
	const through = await context.newPage();
	await page.close();
	await through.setViewportSize({ width: 1280, height: 800 });
	await open(through);
	const taken = through.locator('[data-taken]');
	await expect(taken).toHaveAttribute('data-taken', /^D5\d\d$/);
	await expect(taken).toContainText('10:');
	await expect(through.getByRole('button', { name: /未送出|没成/ })).toHaveCount(0);
	const after = await served();
	expect(after.tickets['L901']?.form).toBe('ok');
	expect(after.tickets['L902']?.state).toBe('parked');
	expect(after.tickets['L903']).toBeUndefined();
	expect(complaints(after)).toBe(1);
	const issued = Object.values(after.tickets).filter(({ number }) => /^D5/.test(number));
	expect(issued).toHaveLength(1);
	// It was taken when it was tapped, and not when it arrived.
	expect(issued[0]?.issuedAt).toBeLessThan(Date.parse('2026-11-25T11:00:00+08:00'));
	// Loaded once more, there is nothing left to send.
	await open(through);
	await expect(through.getByRole('button', { name: /未送出|没成/ })).toHaveCount(0);
	const again = await served();
	expect(complaints(again)).toBe(1);
	expect(Object.keys(again.tickets).filter((number) => /^D5/.test(number))).toHaveLength(1);
});

test('what was refused after the network came back is said in words until somebody has read it', async ({
	page,
	context
}) => {
	await tell(['ticket.issued', 'K903', { service: 'cash' }]);
	await open(page);
	await context.setOffline(true);
	demo.freeze();
	await expect(page.locator('[data-stale]')).toHaveCount(1, { timeout: 30_000 });
	const own = await sheetOf(page, 'K903');
	await own.getByRole('button', { name: '去填单' }).click();
	await own.getByRole('button', { name: '关闭' }).click();
	demo.thaw();
	await tell(['ticket.abandoned', 'K903']);
	await context.setOffline(false);
	const refused = page.getByRole('button', { name: /没成/ });
	await expect(refused).toHaveAttribute('data-refused', '1', { timeout: 40_000 });
	await page.goto(`${demo.url}/lobby?lang=zh`);
	await refused.click();
	await expect(sheet(page)).toContainText('这个号已经结束，回来要重新取号');
	await sheet(page).getByRole('button', { name: '知道了' }).click();
	await expect(refused).toHaveCount(0);
});

test('for the left hand what is pressed stands at the left, and stays there', async ({ page }) => {
	await open(page);
	const button = page.getByRole('button', { name: '取号', exact: true });
	const right = (await button.boundingBox())?.x ?? 0;
	await page.getByRole('button', { name: '王敏，账号与退出' }).click();
	await page.getByRole('button', { name: '左手' }).click();
	await expect.poll(async () => (await button.boundingBox())?.x).toBeLessThan(right);
	await open(page);
	await expect.poll(async () => (await button.boundingBox())?.x).toBeLessThan(right);
});

/** Whatever is pressed is large enough for a thumb, and nothing runs off the screen. */
async function tooSmall(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const scope = document.querySelector('dialog[open]') ?? document;
		const small: string[] = [];
		for (const button of scope.querySelectorAll('button, input, summary')) {
			const { width, height } = button.getBoundingClientRect();
			// A row of the list is pressed anywhere: its button is only the number in it.
			if (width === 0 || button.classList.contains('open')) continue;
			if (Math.min(width, height) < 47.5) small.push(`${button.textContent} ${width}x${height}`);
		}
		const { scrollWidth, clientWidth } = document.documentElement;
		return scrollWidth > clientWidth ? [...small, `wide by ${scrollWidth - clientWidth}`] : small;
	});
}

const SIZES = [
	[1280, 800],
	[800, 1280],
	[390, 844]
] as const;

for (const locale of ['zh', 'en'] as const) {
	for (const [width, height] of SIZES) {
		test(`everybody can use it (${locale}, ${width} x ${height})`, async ({ page }) => {
			await page.setViewportSize({ width, height });
			await open(page, locale);
			const close = locale === 'zh' ? '关闭' : 'Close';
			const look = async (what: string) => {
				expect(await seriousFindings(page), what).toEqual([]);
				expect(await tooSmall(page), what).toEqual([]);
			};
			const [take, time, complaint] =
				locale === 'zh'
					? ['取号', /今天用时/, '记投诉']
					: ['Take a ticket', /Today.s time/, 'Complaint'];
			await look('the page');
			await page.getByRole('button', { name: take, exact: true }).click();
			await sheet(page).locator('summary').click();
			await look('taking a ticket');
			await sheet(page).getByRole('button', { name: close }).click();
			await page.getByRole('button', { name: time }).click();
			await expect(sheet(page).getByRole('table')).toBeVisible();
			await look('time by kind of work');
			await sheet(page).getByRole('button', { name: close }).click();
			await page.getByRole('button', { name: complaint }).click();
			await look('a complaint');
			await page.keyboard.press('Escape');
			await expect(sheet(page)).toHaveCount(0);
			const own = await sheetOf(page, 'B501');
			await look('a ticket');
			await own
				.getByRole('button', { name: locale === 'zh' ? '引导到自助' : 'To self-service' })
				.click();
			await look('where to send somebody');
		});
	}
}
