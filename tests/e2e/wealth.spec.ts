import type { Browser, Page } from '@playwright/test';
import type { Role } from '#lib/protocol/roles.ts';
import type { ReferralRow, TicketRow, TodayRow } from '#lib/protocol/index.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { expect, test } from '../support/browser-test.ts';
import { signIn } from '../support/signed-in.ts';

/**
 * From the sentence at the counter to a sale in the wealth manager's room, in real browsers against a whole server. One
 * server for all: the tests tell one story, in order.
 */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24');
	await demo.post([{ id: 'w02-here', type: 'staff.arrived', subject: 'w02', data: {} }]);
});
test.afterAll(async () => {
	await demo?.stop();
});

/** The rows that the server would send an inbox. */
async function rows() {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=wealth`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	const { view } = (await response.json()) as {
		view: {
			referrals: Record<string, ReferralRow>;
			tickets: Record<string, TicketRow>;
			kpis: { today: TodayRow };
		};
	};
	return view;
}

const referralRow = async (id: string) => (await rows()).referrals[id] as ReferralRow;

async function open(page: Page, who: Role, path: string, locale: 'zh' | 'en') {
	await signIn(page, demo, who);
	await page.goto(`${demo.url}${path}?lang=${locale}`);
	await expect(page.locator('[data-freshness="live"]')).toBeVisible();
}

async function another(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
	return context.newPage();
}

const card = (page: Page, id: string) => page.locator(`article[data-referral="${id}"]`);

/** Somebody is served at counter 1; the number. */
async function served(page: Page): Promise<string> {
	const place = page.locator('[data-situation]');
	for (const [situation, press, next] of [
		['called', 'Enter', 'serving'],
		['serving', 'F2', 'idle'],
		['idle', 'Enter', 'called'],
		['called', 'Enter', 'serving']
	] as const) {
		if ((await place.getAttribute('data-situation')) !== situation) continue;
		await page.keyboard.press(press);
		await expect(place).toHaveAttribute('data-situation', next);
	}
	return (await page.locator('[data-number]').getAttribute('data-number')) ?? '';
}

/** Somebody who waits in line and whom nobody has referred. */
async function waiting(): Promise<string> {
	const { tickets, referrals } = await rows();
	const referred = new Set(Object.values(referrals).map(({ number }) => number));
	const found = Object.values(tickets).find(
		({ state, number }) => state === 'waiting' && !referred.has(number)
	);
	return (found as TicketRow).number;
}

const WORDS = {
	zh: {
		recorded: '已记下：有兴趣',
		need: '闲置资金',
		counter: '在 1 号窗口办理',
		accepted: '周岚已接',
		meet: '见到客户',
		win: '成交',
		lose: '未成',
		back: '放回队里',
		undo: '撤销',
		stale: '数据停了，连上以后再接',
		first: '先接了'
	},
	en: {
		recorded: 'Recorded: Interested',
		need: 'Idle money',
		counter: 'at Counter 1',
		accepted: 'accepted by Zhou Lan',
		meet: 'Customer is here',
		win: 'Won',
		lose: 'Lost',
		back: 'Back to the line',
		undo: 'Undo',
		stale: 'No data: accept once connected',
		first: 'was first'
	}
} as const;

for (const locale of ['zh', 'en'] as const) {
	const t = WORDS[locale];

	test(`the sentence is said, taken back and said again (${locale})`, async ({ page }) => {
		await open(page, 'teller', '/counter/1', locale);
		await served(page);
		await expect(page.locator('[data-sentence]')).toContainText(/Steady 3M|稳健三月/);
		const { pitched } = (await rows()).kpis.today;
		await page.keyboard.press('1');
		await expect(page.getByText(t.recorded)).toBeVisible();
		await expect.poll(async () => (await rows()).kpis.today.pitched).toBe(pitched + 1);
		await page.keyboard.press('Backspace');
		await expect(page.getByText(t.recorded)).toHaveCount(0);
		await expect.poll(async () => (await rows()).kpis.today.pitched).toBe(pitched);
		await page.keyboard.press('3');
		await expect(page.locator('[data-command="declined"]')).toHaveAttribute('aria-pressed', 'true');
		// Whoever is done is a cell of one's own coverage.
		const before = (await page.locator('[data-own="covered"]').textContent()) ?? '';
		await page.keyboard.press('F2');
		await expect(page.locator('[data-own="covered"]')).not.toHaveText(before);
		await expect(page.locator('[data-cell]').last()).toHaveAttribute('data-cell', 'said');
	});

	test(`from two taps at the counter to a sale that both see (${locale})`, async ({
		page,
		browser
	}) => {
		const manager = await another(browser);
		await open(manager, 'wealth_manager', '/wealth', locale);
		await expect(manager.locator('[data-duty="here"]')).toBeVisible();
		await open(page, 'teller', '/counter/1', locale);
		const number = await served(page);
		const known = new Set(Object.keys((await rows()).referrals));

		await page.keyboard.press('5');
		await page.getByRole('dialog').getByText(t.need).click();
		await expect(page.locator('[data-referral="made"]')).toBeVisible();
		const made = Object.values((await rows()).referrals).find(({ id }) => !known.has(id));
		const { id } = made as ReferralRow;
		expect(made).toMatchObject({ from: 't01', number, need: 'idle_cash', product: 'steady-3m' });
		const offer = card(manager, id);
		await expect(offer).toContainText(number);
		await expect(offer.locator('[data-where]')).toHaveText(
			t.counter.replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '\u2009')
		);
		await offer.getByRole('button').click();
		await expect(card(manager, id)).toHaveAttribute('data-state', 'accepted');
		await expect(page.locator('[data-referral="accepted"]')).toContainText(t.accepted);
		await card(manager, id).getByRole('button', { name: t.meet }).click();
		await expect(card(manager, id)).toHaveAttribute('data-state', 'met');
		// At the counter still: nothing of the ticket changes.
		expect((await rows()).tickets[number]?.state).toBe('serving');

		await card(manager, id).getByRole('button', { name: t.win, exact: true }).click();
		const sheet = manager.getByRole('dialog');
		await sheet.getByRole('textbox').fill('一千');
		await sheet.locator('[data-submit]').click();
		await expect(sheet.locator('[aria-invalid]')).toBeVisible();
		await sheet.getByRole('textbox').fill('50,000.01');
		await sheet.locator('[data-submit]').click();
		const closed = manager.locator(`[data-closed="${id}"]`);
		await expect(closed).toHaveAttribute('data-state', 'won');
		// Half of 50,000.01 yuan is not a whole number of fen: the odd one is the referrer's.
		await expect(closed).toContainText('¥25,000');
		await expect(page.locator('[data-referral="won"]')).toBeVisible();
		await expect(page.locator('[data-own="credit"]')).toContainText(
			locale === 'zh' ? '¥25,000.01' : '¥50,000.02'
		);
		await manager.context().close();
	});

	test(`a customer in line keeps the place, and a mistake is taken back (${locale})`, async ({
		page
	}) => {
		await open(page, 'wealth_manager', '/wealth', locale);
		const number = await waiting();
		const id = `line-${locale}`;
		await demo.post([
			{
				id,
				type: 'referral.made',
				subject: id,
				data: { from: 'm01', number, need: 'maturing', product: 'steady-3m' }
			}
		]);
		const { issuedAt, order } = (await rows()).tickets[number] as TicketRow;
		await card(page, id).getByRole('button').click();
		await card(page, id).getByRole('button', { name: t.meet }).click();
		await expect.poll(async () => (await rows()).tickets[number]?.state).toBe('parked');
		await card(page, id).getByRole('button', { name: t.lose }).click();
		await page.getByRole('dialog').locator('[data-choice="needs_time"]').click();
		await expect(card(page, id)).toHaveAttribute('data-state', 'lost');
		expect(await referralRow(id)).toMatchObject({ state: 'lost', reason: 'needs_time' });
		await page.locator('[data-undo="lose"]').getByRole('button', { name: t.undo }).click();
		await expect(card(page, id)).toHaveAttribute('data-state', 'met');
		await card(page, id).getByRole('button', { name: t.back }).click();
		await expect
			.poll(async () => (await rows()).tickets[number])
			.toMatchObject({
				state: 'waiting',
				issuedAt,
				order
			});
	});

	test(`what nobody accepts is offered to the next one (${locale})`, async ({ page }) => {
		await open(page, 'wealth_manager', '/wealth', locale);
		const id = `clock-${locale}`;
		const asked = async () => (await referralRow(id)).offeredTo;
		await demo.post([{ id, type: 'referral.made', subject: id, data: { from: 'm01' } }]);
		await expect.poll(asked).toMatch(/^w0[12]$/);
		const first = (await asked()) ?? '';
		await expect(card(page, id)).toHaveAttribute('data-asked', first);
		// Two minutes of the branch's own time.
		await demo.until(locale === 'zh' ? '10:30' : '10:36');
		await expect.poll(asked).not.toBe(first);
		await expect(card(page, id)).toHaveAttribute('data-asked', (await asked()) ?? '');
		// Whoever was asked has had it on the screen.
		await expect.poll(async () => (await referralRow(id)).seenAt).toBeDefined();
	});

	test(`two that accept at once: one has it, the other is told (${locale})`, async ({
		page,
		browser
	}) => {
		const other = await another(browser);
		await open(page, 'wealth_manager', '/wealth', locale);
		await open(other, 'branch_head', '/wealth', locale);
		const id = `race-${locale}`;
		await demo.post([{ id, type: 'referral.made', subject: id, data: { from: 'm01' } }]);
		for (const each of [page, other]) await expect(card(each, id)).toBeVisible();
		demo.freeze();
		try {
			await Promise.all([page, other].map((each) => card(each, id).getByRole('button').click()));
		} finally {
			demo.thaw();
		}
		await expect.poll(async () => (await referralRow(id)).acceptedBy).toBeDefined();
		const { acceptedBy } = await referralRow(id);
		const [won, told] = acceptedBy === 'w01' ? [page, other] : [other, page];
		await expect(card(won, id)).toHaveAttribute('data-state', 'accepted');
		await expect(told.locator(`[data-gone="${id}"]`)).toContainText(t.first);
		await expect(card(told, id)).toHaveCount(0);
		await other.context().close();
	});

	test(`without data nobody is accepted blindly, and away is away (${locale})`, async ({
		page
	}) => {
		await open(page, 'wealth_manager', '/wealth', locale);
		const id = `stale-${locale}`;
		await demo.post([{ id, type: 'referral.made', subject: id, data: { from: 'm01' } }]);
		await expect(card(page, id)).toBeVisible();
		demo.freeze();
		try {
			await expect(page.locator('[data-stale]')).toHaveCount(1, { timeout: 15_000 });
			await card(page, id).getByRole('button').press('Enter');
			await expect(card(page, id).locator('[data-said]')).toContainText(t.stale);
		} finally {
			demo.thaw();
		}
		await expect(page.locator('[data-stale]')).toHaveCount(0);
		expect((await referralRow(id)).state).toBe('made');
		await page.locator('[data-duty]').click();
		await expect(page.locator('[data-duty="away"]')).toBeVisible();
		// Opened once more on the same day, whoever said that they are away still is.
		await page.reload();
		await expect(page.locator('[data-freshness="live"]')).toBeVisible();
		await expect(page.locator('[data-duty="away"]')).toBeVisible();
		await page.locator('[data-duty]').click();
		await expect(page.locator('[data-duty="here"]')).toBeVisible();
	});
}

test('a teller corrects a sale, with a reason, to the last fen', async ({ page }) => {
	await open(page, 'teller', '/counter/1', 'en');
	const before = (await rows()).kpis.today;
	await page.keyboard.press('6');
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('textbox').fill('12,345.67');
	await page.keyboard.press('Enter');
	await expect.poll(async () => (await rows()).kpis.today.amount).toBe(before.amount + 1_234_567);
	await page.keyboard.press('6');
	await sheet.locator('[data-sales]').click();
	await sheet.locator('[data-sale]').first().click();
	await expect(sheet.getByRole('textbox')).toHaveValue('12,345.67');
	await sheet.getByRole('textbox').fill('12,345.76');
	await sheet.locator('[data-submit]').click();
	await expect.poll(async () => (await rows()).kpis.today.amount).toBe(before.amount + 1_234_576);
	await page.keyboard.press('6');
	await sheet.locator('[data-sales]').click();
	await sheet.locator('[data-sale]').first().click();
	await sheet.locator('[data-cancel]').click();
	await expect.poll(async () => (await rows()).kpis.today.amount).toBe(before.amount);
	expect((await rows()).kpis.today.sales).toBe(before.sales);
});
