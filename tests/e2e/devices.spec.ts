import type { Locator, Page } from '@playwright/test';
import type { DeviceRow, IncidentRow, PromptRow } from '#lib/protocol/index.ts';
import { expect, test } from '../support/browser-test.ts';
import { seenAt, startLobbyBranch, type LobbyBranch } from '../support/lobby-devices.ts';
import { hardToPress, overflowing, seriousFindings } from '../support/page-checks.ts';

/**
 * A machine fails at the peak, and what the tablet says of it: from the prompt over the first steps until it works
 * again, on a branch whose clock its events move. The tests tell one story, in order, in both languages.
 */
test.describe.configure({ mode: 'serial' });

let branch: LobbyBranch;
let page: Page;
const INCIDENT = 'atm-2/2026-11-25/1';

test.beforeAll(async ({ browser }) => {
	branch = await startLobbyBranch('10:00');
	await branch.tell(
		'10:00',
		['device.status', 'atm-1', { state: 'ok', levels: { cash: 0.82, paper: 0.6 } }],
		['device.status', 'atm-2', { state: 'ok' }],
		['device.status', 'crs-3', { state: 'ok' }],
		['counter.opened', '1', { staff: 't01' }]
	);
	page = await branch.page(browser, 'lobby', '/lobby?lang=zh', {
		viewport: { width: 1280, height: 800 }
	});
	await expect(page.getByText('实时', { exact: true })).toBeVisible();
});
test.afterAll(async () => {
	await page?.context().close();
	await branch?.stop();
});

/** Without the thin spaces between Chinese and digits. */
const plain = async (text: Locator) =>
	((await text.textContent()) ?? '').replaceAll('\u2009', '').replace(/\s+/g, ' ').trim();

const sheet = () => page.getByRole('dialog');
const card = () => page.locator('[data-duty^="device/"]');
const chip = () => page.locator('header button[data-device]');

async function served(): Promise<{
	devices: Record<string, DeviceRow>;
	incidents: Record<string, IncidentRow>;
	prompts: Record<string, PromptRow>;
}> {
	const { devices = {}, incidents = {}, prompts = {} } = await seenAt(page);
	return { devices, incidents, prompts };
}

const incident = async () => (await served()).incidents[INCIDENT];

test('all is well: a quiet button, and behind it every device by kind', async () => {
	await expect(chip()).toHaveText('设备');
	await expect(page.locator('[data-duty]')).toHaveCount(0);
	await chip().click();
	await expect(sheet().locator('button[data-device]')).toHaveCount(4);
	await expect.poll(() => plain(sheet().locator('[data-device="atm-1"]'))).toContain('正常');
	await expect
		.poll(() => plain(sheet().locator('[data-device="atm-1"]')))
		.toContain('钞82% · 纸60%');
	await expect(sheet().locator('[data-device="note-8"]')).toContainText('还没有消息');
	expect(await seriousFindings(page)).toEqual([]);
	expect(await hardToPress(page)).toEqual([]);
	await sheet().getByRole('button', { name: '关闭' }).click();
});

test('it fails at the peak: the header says so in red, the card what it does and where to send people', async () => {
	await branch.tell('10:12', [
		'device.status',
		'atm-2',
		{ state: 'offline', cause: 'out_of_cash' }
	]);
	for (const [nth, minute] of ['14', '16', '18', '20'].entries()) {
		const about = { service: 'cash', tags: ['small_cash'] };
		await branch.tell(`10:${minute}`, ['ticket.issued', `A10${nth + 1}`, about]);
	}
	await expect(card()).toBeVisible();
	await expect.poll(() => plain(card())).toMatch(/2号取款机 缺钞/);
	const effect = (await incident())?.effect;
	expect(effect?.services).toEqual({ cash: 3 });
	expect(effect?.seconds).toBeGreaterThan(0);
	const minutes = Math.ceil((effect?.seconds ?? 0) / 60);
	await expect.poll(() => plain(card())).toContain(`自10:12，现金多3人，等候+${minutes}分钟`);
	await expect.poll(() => plain(card())).toContain('取现引导到1号取款机');
	await expect.poll(() => plain(chip())).toBe('2号取款机 缺钞');
	await expect.poll(() => plain(page.locator('header .fault'))).toContain('引导到1号取款机');
	// Nobody has it: filled.
	const ground = () => chip().evaluate((element) => getComputedStyle(element).backgroundColor);
	expect(await ground()).toBe('rgb(179, 35, 26)');
	expect(await overflowing(page)).toEqual([]);
});

test('nobody is sent to it, nor to one that lacks something; each says why', async () => {
	await branch.tell('10:20', ['device.status', 'crs-3', { state: 'ok', levels: { cash: 0 } }]);
	await page.locator('[data-ticket="A104"]').getByRole('button', { name: 'A104' }).click();
	await sheet().getByRole('button', { name: '引导到自助' }).click();
	const down = sheet().getByRole('button', { name: /2\s?号取款机/ });
	await expect(down).toHaveAttribute('aria-disabled', 'true');
	await expect(sheet().getByRole('button', { name: /3\s?号一体机/ })).toContainText(
		'缺钞，能存款，不能取现'
	);
	await down.click({ force: true });
	await expect(sheet().getByRole('alert')).toContainText('现在不能引导过去');
	expect((await seenAt(page)).tickets?.['A104']?.state).toBe('waiting');
	await sheet()
		.getByRole('button', { name: /1\s?号取款机/ })
		.click();
	await expect.poll(async () => (await seenAt(page)).tickets?.['A104']).toBeUndefined();
	await expect(sheet()).toHaveCount(0);
	await expect.poll(() => plain(chip())).toContain('另有1台');
	await branch.tell('10:20', ['device.status', 'crs-3', { state: 'ok', levels: { cash: 0.5 } }]);
	await expect.poll(() => plain(chip())).toBe('2号取款机 缺钞');
});

test('nobody goes: it is told again, and the card is an alarm', async () => {
	await branch.pass('10:25');
	await expect(card()).toContainText('没人去');
	await expect(card()).toHaveClass(/alarm/);
});

test('she takes it on the card: the steps stand there, the chip is hers', async () => {
	await card().getByRole('button', { name: '我去' }).click();
	await expect(card().getByRole('listitem')).toHaveText([
		/放上.*牌子/,
		/通知管库员加钞/,
		/取一笔试试/
	]);
	await expect.poll(() => plain(chip())).toBe('2号取款机 缺钞 王敏');
	expect(await chip().evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
		'rgb(255, 255, 255)'
	);
	expect(await incident()).toMatchObject({ acknowledgedBy: 'm01' });
	await expect(page.locator('[data-load="1"]')).toBeVisible();
});

test('on its page, in English: the vendor is called, a note is kept, and both are in its story', async () => {
	await page.goto(page.url().replace('lang=zh', 'lang=en'));
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await expect(card()).toContainText('ATM 2 out of cash');
	await expect(card()).toContainText('send withdrawals to Recycler 3');
	await expect(card().getByRole('listitem')).toContainText([/sign/, /vault keeper/, /try it/]);
	await chip().click();
	await sheet().locator('[data-device="atm-2"]').click();
	await expect(sheet()).toContainText('out of cash, no withdrawals');
	await sheet().getByRole('button', { name: 'Call vendor' }).click();
	await sheet().getByLabel('Vendor').fill('GRG');
	await sheet().getByLabel('Reference').fill('8842');
	await sheet().getByRole('button', { name: 'Vendor called' }).click();
	await expect(sheet()).toContainText('vendor called: GRG, reference 8842');
	await sheet().getByRole('button', { name: 'Note' }).click();
	const keep = sheet().getByRole('button', { name: 'Keep note' });
	await keep.click({ force: true });
	await expect(sheet().getByText('Write a few words first')).toBeVisible();
	await sheet().getByLabel('What you saw or did').fill('Cassette 2 was empty');
	await keep.click();
	await expect(sheet()).toContainText('Wang Min: Cassette 2 was empty');
	expect(await incident()).toMatchObject({
		...{ vendor: 'GRG', reference: '8842' },
		notes: [{ staff: 'm01', text: 'Cassette 2 was empty' }]
	});
	expect(await seriousFindings(page)).toEqual([]);
	await sheet().getByRole('button', { name: 'Close' }).click();
});

test('she hands it back, and takes it from its page: card and page are one', async () => {
	await card().getByRole('button', { name: 'Hand back' }).click();
	// The vendor is called, and nobody of the branch has it any more.
	await expect(card().getByRole('button', { name: 'I’ll go' })).toBeVisible();
	await expect.poll(() => plain(chip())).toBe('ATM 2 out of cash');
	await chip().click();
	await sheet().locator('[data-device="atm-2"]').click();
	await sheet().getByRole('button', { name: 'I’ll see to it' }).click();
	await expect(sheet().getByRole('button', { name: 'Hand back' })).toBeVisible();
	const prompt = Object.values((await served()).prompts).find(({ rule }) => rule === 'device');
	expect(prompt).toMatchObject({ state: 'accepted', assignee: 'm01' });
	await sheet().getByRole('button', { name: 'Close' }).click();
});

test('fixed: tried and told, then watched, then over', async () => {
	await card().getByRole('button', { name: 'Fixed' }).click();
	await sheet().getByRole('button', { name: 'Tried it: works' }).click();
	await expect.poll(async () => (await served()).devices['atm-2']?.state).toBe('ok');
	await expect(sheet()).toContainText('Wang Min says it is fixed');
	await sheet().getByRole('button', { name: 'Close' }).click();
	await expect(card()).toContainText('works again since 10:25');
	await branch.pass('10:28');
	await expect.poll(async () => (await incident())?.endedAt).toBeGreaterThan(0);
	await expect(card()).toContainText('Works again');
	await expect(card()).toHaveCount(0);
});

test('a device without a cable is told by whoever stands before it, rests, and comes back', async () => {
	await chip().click();
	await sheet().locator('[data-device="note-8"]').click();
	await sheet().getByRole('button', { name: 'Report a fault' }).click();
	await sheet().getByRole('button', { name: 'note jam' }).click();
	await expect(sheet()).toContainText('Switch it off, open the back and take the notes out');
	const note = async () => (await served()).devices['note-8'];
	await expect.poll(note).toMatchObject({ state: 'offline', cause: 'note_jam' });
	await sheet().getByRole('button', { name: 'Out of use' }).click();
	await expect.poll(async () => (await served()).devices['note-8']?.state).toBe('maintenance');
	await sheet().getByRole('button', { name: 'Back in use' }).click();
	await expect.poll(async () => (await served()).devices['note-8']?.state).toBe('ok');
});

test('without a connection a taking is refused, and what was done is kept and told later', async () => {
	await sheet().getByRole('button', { name: 'Report a fault' }).click();
	await sheet().getByRole('button', { name: 'no power' }).click();
	await expect.poll(async () => (await served()).devices['note-8']?.cause).toBe('power');
	// The page knows it too before it is cut off.
	await expect(sheet().getByRole('button', { name: 'I’ll see to it' })).toBeVisible();
	await page.context().setOffline(true);
	await expect(page.locator('[data-stale]')).toBeVisible();
	await expect(sheet().getByRole('button', { name: 'I’ll see to it' })).toHaveAttribute(
		'aria-disabled',
		'true'
	);
	await sheet().getByRole('button', { name: 'Note' }).click();
	await sheet().getByLabel('What you saw or did').fill('Plug was out');
	await sheet().getByRole('button', { name: 'Keep note' }).click();
	await expect(sheet()).toContainText('Note counter 8: note');
	await page.context().setOffline(false);
	const told = async () =>
		Object.values((await served()).incidents).flatMap(({ notes }) => notes.map(({ text }) => text));
	await expect.poll(told).toContain('Plug was out');
});
