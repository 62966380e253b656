import type { Locator, Page } from '@playwright/test';
import type { View } from '#lib/protocol/index.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { axeFindings, hardToPress, overflowing } from '../support/page-checks.ts';
import { signIn } from '../support/signed-in.ts';

/** The devices page on the demonstration's morning: ATM 2 is out of cash. One server: the tests tell one story, in order. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;

test.beforeAll(async () => {
	demo = await startDemo('10:24', { FOYER_TEST_PAST: '2' });
});
test.afterAll(async () => {
	await demo?.stop();
});

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string | null) => (text ?? '').replaceAll('\u2009', ' ').trim();

async function openDevices(
	page: Page,
	who: Parameters<typeof signIn>[2],
	{ locale = 'zh', device = '' }: { locale?: 'zh' | 'en'; device?: string } = {}
): Promise<Locator> {
	page.on('pageerror', (error) => {
		throw error;
	});
	await page.setViewportSize({ width: 1440, height: 900 });
	await signIn(page, demo, who);
	const asked = device === '' ? '' : `&device=${device}`;
	await page.goto(`${demo.url}/devices?lang=${locale}${asked}`);
	await expect(page.locator('[data-freshness="live"]')).toBeVisible();
	return page.locator('section[aria-labelledby="chosen-title"]');
}

async function view(): Promise<Required<View>> {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=devices`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	return ((await response.json()) as { view: Required<View> }).view;
}

async function faultOf(device: string) {
	const { devices, incidents } = await view();
	return incidents[devices[device]?.incident ?? ''];
}

const line = (page: Page, device: string) => page.locator(`[data-device="${device}"]`).first();

test('the worst is first, filled until somebody takes it, and says what it does to the lines', async ({
	page
}) => {
	const chosen = await openDevices(page, 'operations_supervisor');
	const first = page.locator('a[data-device]').first();
	await expect(first).toHaveAttribute('data-device', 'atm-2');
	await expect(first).toHaveAttribute('data-standing', 'down');
	expect(plain(await first.textContent())).toMatch(/缺钞.*自 10:12.*没人处理.*现金业务.*请客户去/s);
	await expect(chosen.getByRole('heading', { level: 2 })).toHaveText(/2\s号取款机/);
	await expect(chosen.locator('[data-step="taken"]').first()).toContainText('还没有');
	await chosen.getByRole('button', { name: '我来处理' }).click();
	await expect(chosen.locator('[data-step="taken"]').first()).toContainText('高峰');
	await expect(first).toContainText('高峰');
	expect(await faultOf('atm-2')).toMatchObject({ acknowledgedBy: 'o01' });
	await expect(chosen.getByRole('button', { name: '我来处理' })).toHaveCount(0);
});

test('the vendor is called and a note is kept, by keyboard; an empty note is not', async ({
	page
}) => {
	const chosen = await openDevices(page, 'operations_supervisor', { locale: 'en' });
	await chosen.getByRole('button', { name: 'Call the vendor' }).focus();
	await page.keyboard.press('Enter');
	await expect(chosen.getByLabel('Vendor')).toBeFocused();
	await page.keyboard.type('GRG');
	await page.keyboard.press('Tab');
	await page.keyboard.type('4471');
	await page.keyboard.press('Enter');
	await expect(chosen.locator('[data-step="passed"]').first()).toContainText(
		'reported to GRG, ref. 4471'
	);
	await chosen.getByRole('button', { name: 'Note' }).click();
	await chosen.getByRole('button', { name: 'Note' }).click();
	await expect(chosen.getByText('First write something')).toBeVisible();
	await chosen.getByLabel('What to keep').fill('The cash cart comes at eleven');
	await chosen.getByRole('button', { name: 'Note' }).click();
	await expect(chosen.locator('.note').first()).toContainText('The cash cart comes at eleven');
	await expect(chosen.locator('.note').first()).toContainText('Gao Feng');
});

test('whoever leads without being of the staff says who sees to it', async ({ page }) => {
	const chosen = await openDevices(page, 'administrator', { device: 'terminal-5' });
	await chosen.getByRole('button', { name: '有故障' }).click();
	await chosen.getByLabel('什么问题').selectOption('card_jam');
	await chosen.getByRole('button', { name: '有故障' }).click();
	await expect(line(page, 'terminal-5')).toHaveAttribute('data-standing', 'down');
	await expect(line(page, 'terminal-5')).toContainText('卡卡');
	const before = await faultOf('terminal-5');
	await chosen.getByRole('button', { name: '请人处理' }).click();
	await expect(chosen.getByText('先选谁来处理')).toBeVisible();
	expect(before).toBeDefined();
	expect((await faultOf('terminal-5'))?.acknowledgedBy).toBeUndefined();
	await chosen.getByLabel('谁来处理').selectOption('m02');
	await chosen.getByRole('button', { name: '李蕊来处理' }).click();
	await expect(line(page, 'terminal-5')).toContainText('李蕊');
	expect(await faultOf('terminal-5')).toMatchObject({ acknowledgedBy: 'm02' });
});

test('a refusal is said in words until it was read', async ({ page }) => {
	const chosen = await openDevices(page, 'lobby_manager', { device: 'terminal-5' });
	const fault = (await faultOf('terminal-5'))!;
	const notes = Array.from({ length: 50 }, (_, index) => ({
		...{ id: `note-${index}`, type: 'incident.noted', subject: fault.id },
		data: { staff: 'm02', note: `${index}` }
	}));
	expect((await demo.post(notes)).accepted).toBe(50);
	await chosen.getByRole('button', { name: '记一笔' }).click();
	await chosen.getByLabel('写什么').fill('第五十一条');
	await chosen.getByRole('button', { name: '记一笔' }).click();
	const said = page.getByRole('alert');
	await expect(said).toHaveText(/没有做成：给\s*5\s号终端\s*记一笔。这个故障的记录满了/);
	await said.getByRole('button', { name: '知道了' }).click();
	await expect(said).toHaveCount(0);
});

test('two people say that a device works: what is over is no longer asked', async ({
	page,
	browser
}) => {
	const chosen = await openDevices(page, 'lobby_manager', { device: 'terminal-5' });
	await expect(page.getByRole('button', { name: '导出' })).toHaveCount(0);
	await chosen.getByRole('button', { name: '修好了' }).click();
	const other = await (await browser.newContext()).newPage();
	const theirs = await openDevices(other, 'branch_head', { device: 'terminal-5' });
	await theirs.getByRole('button', { name: '修好了' }).click();
	await theirs.getByRole('button', { name: '修好了' }).click();
	await expect(line(page, 'terminal-5')).toHaveAttribute('data-standing', 'watched');
	await other.context().close();
	// The form went away with what it was about.
	await expect(chosen.getByRole('button', { name: '修好了' })).toHaveCount(0);
	expect((await faultOf('terminal-5'))?.resolvedBy).toBe('h01');
});

test('a device is taken out for maintenance and comes back', async ({ page }) => {
	const chosen = await openDevices(page, 'lobby_manager', { device: 'note-8' });
	await chosen.getByRole('button', { name: '停用维护' }).click();
	await chosen.getByLabel('为什么停，可不写').fill('换皮带');
	await chosen.getByRole('button', { name: '停用维护' }).click();
	await expect(line(page, 'note-8')).toHaveAttribute('data-standing', 'rest');
	expect((await view()).devices['note-8']).toMatchObject({ state: 'maintenance', cause: '换皮带' });
	await chosen.getByRole('button', { name: '恢复使用' }).click();
	await expect(line(page, 'note-8')).toHaveAttribute('data-standing', 'fine');
	expect((await view()).devices['note-8']).toMatchObject({ state: 'ok' });
});

test('other days: availability, faults, diversion, checks and the device’s own strips', async ({
	page
}) => {
	const chosen = await openDevices(page, 'branch_head', { locale: 'en', device: 'atm-2' });
	const table = page.getByRole('table', { name: /Availability/ });
	const row = table.locator('[data-device="atm-2"]');
	await expect(row).toContainText('%');
	await expect(table.locator('[data-device]')).toHaveCount(13);
	await expect(page.locator('[data-incident^="atm-2/2026-11-2"]').first()).toBeVisible();
	await expect(page.getByRole('heading', { name: /^Sent to machines\s*\d+\/\d+/ })).toBeVisible();
	await expect(page.getByRole('heading', { name: /^Checks\s*\d+\/\d+/ })).toBeVisible();
	await expect(page.locator('[data-list="lobby-opening"]').first()).toContainText(/signed by/);
	// A week as a chart, and the same in words.
	await expect(chosen.locator('.track')).toHaveCount(7);
	await expect(chosen.locator('.track .out').first()).toBeVisible();
	await chosen.getByRole('button', { name: 'Table' }).click();
	await expect(chosen.getByRole('row', { name: /out of cash/ }).first()).toBeVisible();
	// A name in a table leads to the device.
	await table.getByRole('button', { name: 'Recycler 3' }).click();
	await expect(chosen.getByRole('heading', { level: 2 })).toHaveText('Recycler 3');
	expect(new URL(page.url()).searchParams.get('device')).toBe('crs-3');
	await page.getByRole('button', { name: 'Today' }).click();
	await expect(chosen.locator('.track')).toHaveCount(1);
	await page.getByRole('button', { name: 'Export' }).click();
	const link = page.getByRole('link', { name: 'CSV' });
	const file = await page.request.get(new URL((await link.getAttribute('href'))!, demo.url).href);
	expect(file.status()).toBe(200);
	expect(await file.text()).toContain('atm-2');
});

test('a report that cannot be read says so, and what was read stays', async ({ page }) => {
	let broken = false;
	await page.route(/\/branches\/lakeside\/(devices|checklists)/, (route) =>
		broken ? route.fulfill({ status: 503, json: { code: 'unavailable' } }) : route.continue()
	);
	await openDevices(page, 'branch_head');
	await expect(page.locator('tr[data-device="atm-2"]')).toBeVisible();
	broken = true;
	await page.getByRole('button', { name: /30\s天/ }).click();
	await expect(page.getByText('读不出新的数，先看之前的').first()).toBeVisible();
	await expect(page.locator('tr[data-device="atm-2"]')).toBeVisible();
	await page.reload();
	await expect(page.getByText('现在读不出来，等一下会再试。').first()).toBeVisible();
	await expect(page.locator('a[data-device="atm-2"]')).toBeVisible();
});

for (const [locale, width, height] of [
	['zh', 1440, 900],
	['en', 1280, 800],
	['zh', 390, 844],
	['en', 390, 844]
] as const) {
	test(`everybody can use it (${locale}, ${width})`, async ({ page }) => {
		await openDevices(page, 'branch_head', { locale });
		await page.setViewportSize({ width, height });
		await expect(page.locator('tr[data-device="atm-2"]')).toBeVisible();
		await expect(page.locator('.track').first()).toBeVisible();
		await expect(page.locator('body')).not.toContainText(/NaN|undefined|null/);
		expect(await overflowing(page)).toEqual([]);
		expect(await axeFindings(page)).toEqual([]);
		// Names in tables, and what stands in a heading, are drawn smaller than what takes the tap.
		const drawn = page.locator('table button, .history button, header [role="group"] button');
		const names = (await drawn.allTextContents()).map((name) => name.trim()).filter(Boolean);
		const small = await hardToPress(page);
		expect(small.filter((each) => !names.some((name) => each.startsWith(name)))).toEqual([]);
	});
}

test('nothing is done on what stands still: the buttons say why', async ({ page }) => {
	const chosen = await openDevices(page, 'lobby_manager', { device: 'card-7' });
	demo.freeze();
	try {
		await expect(page.getByRole('alert')).toContainText('数据已停', { timeout: 20_000 });
		const button = chosen.getByRole('button', { name: '停用维护' });
		await expect(button).toHaveAttribute('aria-disabled', 'true');
	} finally {
		demo.thaw();
	}
	await expect(page.locator('[data-freshness="live"]')).toBeVisible({ timeout: 20_000 });
});

test('tellers and wealth managers have no such page', async ({ page }) => {
	for (const role of ['teller', 'wealth_manager'] as const) {
		await signIn(page, demo, role);
		await page.goto(`${demo.url}/devices?lang=en`);
		expect(new URL(page.url()).pathname).toBe('/');
		await expect(page.getByRole('link', { name: /^Devices/ })).toHaveCount(0);
	}
	await signIn(page, demo, 'lobby_manager');
	await page.goto(`${demo.url}/?lang=en`);
	await expect(page.getByRole('link', { name: /^Devices/ })).toBeVisible();
});
