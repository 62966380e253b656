import type { Locator, Page } from '@playwright/test';
import type { TodayRow, View } from '#lib/protocol/index.ts';
import * as lobby from '#lib/i18n/lobby.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { seriousFindings } from '../support/page-checks.ts';
import { signIn } from '../support/signed-in.ts';

/**
 * From somebody about to take their money away to a sale, on the lobby manager's tablet: what the card says, what comes of
 * the talk, what is taken back, handed on and sold. In both languages on one server, with other numbers.
 */
test.describe.configure({ mode: 'serial' });

const SIZES = [
	[1280, 800],
	[800, 1280],
	[390, 844]
] as const;

/** The demonstration's own have these off; nobody waits longer than they must for them. */
const RULES = { prompts: { outflow: { after: 1 }, form_unchecked: { after: 1 } } };

let demo: DemoServer;
let told = 0;

test.beforeAll(async () => {
	demo = await startDemo('08:50');
	await demo.change(RULES);
	// Counters at work, so that there is something to count down to.
	await tell(
		...['1', '2', '3', '4'].map((id): Told => ['counter.opened', id, { staff: `t0${id}` }])
	);
});
test.afterAll(async () => {
	await demo?.stop();
});
test.beforeEach(async ({ context, page }) => {
	await signIn(context, demo, 'lobby_manager');
	await page.setViewportSize({ width: 1280, height: 800 });
});

type Told = [type: string, subject: string, data?: object];
type Words = (typeof lobby)['zh'];

/** Events of machines, in order. */
async function tell(...events: Told[]): Promise<void> {
	const sent = events.map(([type, subject, data = {}]) => {
		return { id: `engagement-${(told += 1)}`, type, subject, data };
	});
	expect(await demo.post(sent)).toMatchObject({ accepted: events.length, rejected: [] });
}

async function served(): Promise<View> {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=lobby`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	return ((await response.json()) as { view: View }).view;
}

const today = async () => (await served()).kpis?.['today'] as TodayRow;
const promptOf = async (number: string) =>
	Object.values((await served()).prompts ?? {}).find(
		({ kind, ticket }) => kind === 'engage' && ticket === number
	);

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string | null) => (text ?? '').replaceAll('\u2009', ' ').trim();

async function open(page: Page, locale: 'zh' | 'en'): Promise<void> {
	await page.goto(`${demo.url}/lobby?lang=${locale}`);
	await expect(page.getByText(locale === 'zh' ? '实时' : 'Live', { exact: true })).toBeVisible();
}

const sheet = (page: Page): Locator => page.getByRole('dialog');
const cardOf = (page: Page, number: string): Locator =>
	page.locator(`[data-prompt^="outflow/${number}/"]`);
const press = (inside: Page | Locator, name: string | RegExp): Promise<void> =>
	inside.getByRole('button', { name, exact: typeof name === 'string' }).click();

/** With little time left it is a greeting. */
const take = (card: Locator, t: Words) => press(card, new RegExp(`${t.deeds.accept}|${t.greet}`));

/** Somebody who wants to move money away sits down; she takes the prompt. */
async function accepted(page: Page, t: Words, number: string): Promise<Locator> {
	const tags = ['outflow', 'tenor_90'];
	await tell(['ticket.issued', number, { service: 'transfer', tags }]);
	const card = cardOf(page, number);
	await take(card, t);
	await expect(card.getByRole('button', { name: t.deeds.interested })).toBeVisible();
	return card;
}

for (const locale of ['zh', 'en'] as const) {
	const t = lobby[locale];
	const n = locale === 'zh' ? 'B7' : 'B8';

	test(`opening the page is being at work, once (${locale})`, async ({ page }) => {
		await open(page, locale);
		await expect.poll(async () => (await served()).staff?.['m01']?.onDuty).toBeDefined();
		await page.locator('header .name').click();
		const presence = page.getByRole('region', { name: t.selling.presence.title });
		await press(presence, t.selling.presence.leave);
		await expect(presence).toContainText(t.selling.presence.away);
		await page.reload();
		await page.locator('header .name').click();
		await expect(presence).toContainText(t.selling.presence.away);
		await press(presence, t.selling.presence.arrive);
		await expect.poll(async () => (await served()).staff?.['m01']?.onDuty).toBeDefined();
	});

	test(`the card says what fits, and every outcome can be taken back (${locale})`, async ({
		page
	}) => {
		await open(page, locale);
		const number = `${n}01`;
		const card = await accepted(page, t, number);
		const keep = lakeside.needs?.find(({ id }) => id === 'keep_here');
		await expect(card).toContainText(`${keep?.name[locale]} → ${t.selling.retain}`);
		const questions = keep?.questions ?? [];
		await expect(card).toContainText(questions[0]?.[locale] ?? '');
		await press(card, t.selling.another);
		await expect(card).toContainText(questions[1]?.[locale] ?? '');
		const points = await card.locator('li').allTextContents();
		const retention = (lakeside.retention ?? []).map((each) => each[locale]);
		expect(points.slice(0, 3).map((each) => plain(each).slice(1))).toEqual(retention);
		const words = plain(await card.textContent());
		expect(words).toContain(
			locale === 'zh'
				? '资金 90 天不用 → 稳健三月 (90 天)'
				: 'Money free for 90 days → Steady 3M (90 days)'
		);
		for (const guard of ['risk_unknown', 'recording'] as const)
			expect(words).toContain(t.selling.guards[guard]);

		const undo = page.locator('[data-undo]');
		await press(undo, /撤回|Undo/);
		await expect.poll(async () => (await promptOf(number))?.state).toBe('open');
		await take(card, t);
		await press(card, t.deeds.interested);
		await expect.poll(() => promptOf(number)).toBeUndefined();
		const before = await today();
		expect(before.interested).toBeGreaterThan(0);
		await expect(undo).toContainText(number);
		await press(undo, /撤回|Undo/);
		await expect.poll(async () => (await promptOf(number))?.state).toBe('accepted');
		await expect(undo).toHaveCount(0);
		expect((await today()).interested).toBe(before.interested - 1);

		// This time with what stays.
		await press(card, t.selling.outcomes.kept);
		for (const key of ['2', '6', locale === 'zh' ? '万' : '000', '.', '5'])
			await press(sheet(page), key);
		await expect(sheet(page).locator('output')).toHaveText(
			locale === 'zh' ? '¥260,000.50' : '¥26,000.50'
		);
		await press(sheet(page), /登记|Record/);
		await expect.poll(async () => (await today()).outflowTold).toBe(before.outflowTold + 1);
		expect((await today()).outflowKept).toBe(before.outflowKept + 1);
		await expect(card).toHaveCount(0);

		// Handed on in two taps from the ticket's own sheet.
		await page.getByPlaceholder(t.search).fill(number);
		await press(page.locator(`[data-ticket="${number}"]`), number);
		await press(sheet(page), t.actions.refer);
		await sheet(page).getByRole('group').getByRole('button').first().click();
		await expect(sheet(page)).toHaveCount(0);
		const made = async () =>
			Object.values((await served()).referrals ?? {}).find((each) => each.number === number);
		await expect.poll(made).toMatchObject({ from: 'm01', need: 'keep_here', state: 'made' });
		const shown = page.locator('[data-handshake="made"]');
		await expect(shown).toContainText(t.selling.handshake.nobody);
		const id = (await made())?.id ?? '';
		await tell(['staff.arrived', 'w01'], ['referral.seen', id, { staff: 'w01' }]);
		await expect(shown).toContainText(locale === 'zh' ? '在问周岚' : 'asking Zhou Lan');
		await expect(shown).toContainText(/已看|seen/);
		await tell(['referral.accepted', id, { staff: 'w01' }]);
		await expect(page.locator(`[data-duty="referral/${id}"]`)).toBeVisible();
		await expect(shown).toHaveCount(0);
		await tell(['referral.met', id, { staff: 'w01' }], ['staff.left', 'w01']);
	});

	test(`a referral from the card is its outcome, and is taken back with it (${locale})`, async ({
		page
	}) => {
		await open(page, locale);
		const number = `${n}02`;
		const card = await accepted(page, t, number);
		const refer = async () => {
			await press(card, new RegExp(t.selling.outcomes.refer));
			await sheet(page).getByRole('group').getByRole('button').first().click();
		};
		const referrals = async () =>
			Object.values((await served()).referrals ?? {}).filter((each) => each.number === number);
		await refer();
		await expect.poll(() => promptOf(number)).toBeUndefined();
		await press(page.locator('[data-undo]'), /撤回|Undo/);
		await expect.poll(async () => (await promptOf(number))?.state).toBe('accepted');
		expect((await referrals()).map(({ state }) => state)).toEqual(['undone']);
		await refer();
		await expect
			.poll(async () => (await referrals()).map(({ state }) => state).toSorted())
			.toEqual(['made', 'undone']);
		// The other language's referrals are the only ones then.
		const { id = '' } = (await referrals()).find(({ state }) => state === 'made') ?? {};
		await tell(['referral.closed', id, { staff: 'w01', outcome: 'lost' }]);
	});

	test(`a sale is recorded, corrected and cancelled with a reason (${locale})`, async ({
		page
	}) => {
		await open(page, locale);
		const card = await accepted(page, t, `${n}03`);
		const { sales, amount } = await today();
		await press(card, t.selling.outcomes.sold);
		const first = sheet(page).getByRole('group', { name: t.selling.sale.product });
		await expect(first.getByRole('button').first()).toContainText(t.selling.sale.key);
		for (const key of locale === 'zh' ? ['5', '00', '万'] : ['5', '000', '000'])
			await press(sheet(page), key);
		const confirm = sheet(page).getByRole('button', { name: /^(登记|Record) / });
		await expect(confirm).toContainText('¥5,000,000');
		// The same tap five times is one sale.
		await confirm.evaluate((button: HTMLButtonElement) => {
			for (let taps = 0; taps < 5; taps += 1) button.click();
		});
		await expect.poll(async () => (await today()).sales).toBe(sales + 1);
		expect((await today()).amount).toBe(amount + 500_000_000);
		await expect.poll(() => promptOf(`${n}03`)).toBeUndefined();

		await page.locator('header .name').click();
		await press(page, /我今天的转介|of mine today/);
		const row = sheet(page).locator('[data-sale]').first();
		await press(row, t.selling.mine.correct);
		await press(sheet(page), t.selling.keypad.back);
		await press(sheet(page), t.selling.mine.corrections['wrong_amount'] ?? '');
		await press(sheet(page), /^(登记|Record) /);
		await expect.poll(async () => (await today()).amount).toBe(amount + 50_000_000);
		await press(page, /我今天的转介|of mine today/);
		await expect(row).toContainText('¥500,000');
		await press(row, t.selling.mine.cancel);
		await press(sheet(page), t.selling.mine.reasons['customer_withdrew'] ?? '');
		await expect.poll(async () => (await today()).sales).toBe(sales);
		await expect(row).toContainText(t.selling.mine.cancelled);
		// What was sold here outlives the page.
		await page.reload();
		await page.locator('header .name').click();
		await press(page, /我今天的转介|of mine today/);
		await expect(row).toContainText(t.selling.mine.cancelled);
	});

	test(`what the branch changes leaves the card, and markup is text (${locale})`, async ({
		page
	}) => {
		await open(page, locale);
		const card = await accepted(page, t, `${n}04`);
		const steady = lakeside.products?.find(({ id }) => id === 'steady-3m');
		const name = steady?.name[locale] ?? '';
		await expect(card).toContainText(name);
		const markup = '<img src=x onerror="document.title=\'run\'"><b>bold</b>';
		const retention = [{ zh: markup, en: markup }];
		const products = (lakeside.products ?? []).map((each) => ({ ...each, withdrawn: true }));
		await demo.change({ ...RULES, products, retention });
		await expect(card).not.toContainText(name);
		await expect(card).not.toContainText(t.selling.guards.recording);
		await expect(card.locator('li')).toContainText(markup);
		expect(await card.locator('img, li b b').count()).toBe(0);
		await press(card, t.selling.outcomes.sold);
		await expect(sheet(page)).toContainText(t.selling.sale.none);
		await press(sheet(page), t.sheet.close);
		await demo.change(RULES);
		await expect(card).toContainText(name);
		await press(card, t.deeds.declined);
		await expect(card).toHaveCount(0);
	});

	test(`a tap without a network is taken back before anybody hears of it (${locale})`, async ({
		context,
		page
	}) => {
		await open(page, locale);
		const number = `${n}05`;
		const card = await accepted(page, t, number);
		await context.setOffline(true);
		await press(card, t.deeds.talked);
		await press(page.locator('[data-undo]'), /撤回|Undo/);
		await expect(page.locator('[data-unsent]')).toHaveCount(0);
		await context.setOffline(false);
		await expect(page.getByText(locale === 'zh' ? '实时' : 'Live', { exact: true })).toBeVisible();
		await press(card, t.deeds.declined);
		await expect.poll(() => promptOf(number)).toBeUndefined();
	});

	test(`over capacity new opportunities go to whoever has room, and duties stay (${locale})`, async ({
		page
	}) => {
		const numbers = [11, 12, 13, 14].map((nth) => `${n}${nth}`);
		const tags = ['outflow'];
		await tell(
			...numbers.map((each): Told => ['ticket.issued', each, { service: 'transfer', tags }])
		);
		await open(page, locale);
		for (const each of numbers) {
			await expect.poll(async () => (await promptOf(each))?.id).toBeDefined();
			await tell(['prompt.accepted', (await promptOf(each))?.id ?? '', { staff: 'm01' }]);
		}
		await expect(page.locator('[data-load]')).toHaveAttribute('data-load', '4');
		await tell(
			['staff.arrived', 'm02'],
			['ticket.issued', `${n}15`, { service: 'transfer', tags }]
		);
		const offer = cardOf(page, `${n}15`);
		await expect(offer).toContainText(locale === 'zh' ? '先问李蕊' : 'Ask Li Rui first');
		const full = page.getByText(
			t.full.title(4, 4).replaceAll(' ', locale === 'zh' ? '\u2009' : ' ')
		);
		await expect(full).toBeVisible();
		await expect(page.locator('.offers')).toContainText(
			locale === 'zh' ? '先给李蕊' : 'go to Li Rui'
		);
		await expect(page.locator('[data-duty^="form/"]').first()).toBeVisible();
		// The form and its prompt are one card.
		await expect
			.poll(async () => {
				const all = Object.values((await served()).prompts ?? {});
				return all.some(({ rule }) => rule === 'form_unchecked');
			})
			.toBe(true);
		await press(page, /件要办|more to do/);
		await expect(page.locator(`[data-duty="form/${n}11"]`)).toHaveCount(1);
		for (const [width, height] of SIZES) {
			await page.setViewportSize({ width, height });
			expect(await seriousFindings(page)).toEqual([]);
		}
		// Who has left is still asked about: nothing of it may be in her hands for whoever comes next.
		for (const each of numbers) {
			const { id = '' } = (await promptOf(each)) ?? {};
			await tell(['prompt.not_reached', id, { staff: 'm01' }]);
		}
		for (const each of [...numbers, `${n}15`]) await tell(['ticket.abandoned', each]);
		await tell(['staff.left', 'm02']);
	});
}

test('somebody with small cash is led to a machine that works, by one card', async ({ page }) => {
	await tell(
		['device.status', 'crs-3', { state: 'ok' }],
		['ticket.issued', 'A701', { service: 'cash', tags: ['small_cash'] }]
	);
	await open(page, 'zh');
	const card = page.locator('[data-duty^="divertible/A701/"]');
	await expect(card).toContainText('引导自助');
	await press(card, '去引导');
	await press(sheet(page), /3\s?号一体机/);
	await expect.poll(async () => (await served()).tickets?.['A701']).toBeUndefined();
	await expect(card).toHaveCount(0);
});
