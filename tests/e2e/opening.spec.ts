import type { Locator, Page } from '@playwright/test';
import type { ChecklistRow, PromptRow } from '#lib/protocol/index.ts';
import { MOST_PHOTO } from '#lib/protocol/photos.ts';
import { expect, test } from '../support/browser-test.ts';
import { startLobbyBranch, type LobbyBranch } from '../support/lobby-devices.ts';
import { axeFindings, hardToPress, overflowing } from '../support/page-checks.ts';
import { pngOf } from '../support/png.ts';

/**
 * The morning on the tablet, from nothing looked at to signed, past its deadline on the way; on a branch that opens at
 * nine and whose clock its events move. The tests tell one story, in order.
 */
test.describe.configure({ mode: 'serial' });

let branch: LobbyBranch;
let page: Page;
const LIST = 'lobby-opening';
/** Noise, larger than any picture that is stored. */
const PICTURE = {
	...{ name: 'leaflets.png', mimeType: 'image/png' },
	buffer: pngOf(2400, 1800, (x, y) => (x * 7919 + y * 104729 + x * y) % 13 < 6)
};

test.beforeAll(async ({ browser }) => {
	branch = await startLobbyBranch('08:30');
	await branch.tell(
		'08:30',
		['device.status', 'atm-1', { state: 'ok' }],
		['device.status', 'atm-2', { state: 'offline', cause: 'card_jam' }]
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
const first = () => page.locator(`[data-duty="checks/${LIST}"]`);
const row = (id: string) => sheet().locator(`[data-item="${id}"]`);
const fine = (id: string) => row(id).getByRole('button', { name: '正常' });
const problem = (id: string) => row(id).getByRole('button', { name: '有问题' });

async function list(): Promise<ChecklistRow> {
	return (await branch.view('lobby')).checklists?.[LIST] as ChecklistRow;
}

const found = async (id: string) => (await list()).items.find((item) => item.id === id);

const asked = async (): Promise<PromptRow[]> =>
	Object.values((await branch.view('lobby')).prompts ?? {}).filter(
		({ rule }) => rule === 'checklist'
	);

test('before opening the checks are the first thing, with how far they are and by when', async () => {
	const duties = page.locator('[data-duty]');
	await expect(duties.first()).toHaveAttribute('data-duty', `checks/${LIST}`);
	expect(await plain(first())).toContain('营业前检查 0/5 · 0%');
	expect(await plain(first())).toContain('08:45前完成，还差5项');
	await expect(page.locator('[data-checks="lobby-closing"]')).toBeVisible();
	await first().getByRole('button', { name: '去检查' }).click();
	await expect(sheet().getByRole('heading', { name: '营业前检查' })).toBeVisible();
	expect(await axeFindings(page)).toEqual([]);
	expect(await hardToPress(page)).toEqual([]);
	expect(await overflowing(page)).toEqual([]);
});

test('what a device says of itself is filled in, and still needs a look', async () => {
	await expect(row('atm-1-running')).toContainText('设备自报正常，看一眼确认');
	await expect(row('atm-2-running')).toContainText('设备自报卡卡，去看一眼');
	await expect(row('note-8-running')).toContainText('设备没有消息，去看一眼');
	expect((await found('atm-1-running'))?.state).toBe('open');
	await fine('atm-1-running').click();
	await expect(fine('atm-1-running')).toHaveAttribute('aria-pressed', 'true');
	await expect.poll(async () => (await found('atm-1-running'))?.state).toBe('ok');
	await expect.poll(() => plain(row('atm-1-running'))).toContain('王敏08:30');
	expect(await plain(sheet().locator('.figure'))).toBe('1/5 · 30%');
});

test('contradicting it is possible, and says so', async () => {
	await fine('atm-2-running').click();
	await expect(row('atm-2-running')).toContainText('设备自报有问题，以你看到的为准');
	await expect.poll(async () => (await found('atm-2-running'))?.state).toBe('ok');
});

test('a problem asks for a few words; a picture is made small before it is sent', async () => {
	const sent: Buffer[] = [];
	await page.route('**/photos', (route) => {
		sent.push(route.request().postDataBuffer() ?? Buffer.alloc(0));
		return route.continue();
	});
	await problem('leaflets').click();
	const keep = sheet().getByRole('button', { name: '记下' });
	await keep.click({ force: true });
	await expect(sheet().getByText('有问题要写几个字')).toBeVisible();
	const camera = sheet().locator('input[type="file"]');
	await camera.setInputFiles({ ...PICTURE, buffer: Buffer.from('no picture') });
	await expect(sheet().getByText('这张照片用不了')).toBeVisible();
	await camera.setInputFiles(PICTURE);
	await expect(sheet().getByText('照片已存')).toBeVisible();
	expect(sent).toHaveLength(1);
	expect(sent[0]?.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
	expect(sent[0]?.length).toBeLessThanOrEqual(MOST_PHOTO);
	await page.unroute('**/photos');
	await sheet().getByRole('button', { name: '过期' }).click();
	await sheet().getByRole('button', { name: '破损' }).click();
	await keep.click();
	await expect(row('leaflets')).toContainText('过期，破损');
	await expect
		.poll(async () => await found('leaflets'))
		.toMatchObject({ state: 'failed', note: '过期，破损', staff: 'm01' });
	expect(await asked()).toMatchObject([{ item: 'leaflets', about: '过期，破损', state: 'open' }]);
	await expect(sheet().getByRole('button', { name: '签收' })).toHaveAttribute(
		'aria-disabled',
		'true'
	);
	expect(await plain(sheet().locator('footer'))).toContain('还差2项，看完再签收');
});

test('the picture can be looked at; where nobody keeps any it is no longer offered', async () => {
	const link = row('leaflets').getByRole('link', { name: '看照片' });
	const shown = await page.request.get(
		new URL((await link.getAttribute('href')) ?? '', page.url()).href
	);
	expect(shown.headers()['content-type']).toBe('image/jpeg');
	await page.route('**/photos', (route) => route.fulfill({ status: 404, json: {} }));
	await problem('feedback-book').click();
	const camera = sheet().locator('input[type="file"]');
	await camera.setInputFiles(PICTURE);
	await expect(sheet().getByText('照片没传上')).toBeVisible();
	await expect(camera).toHaveCount(0);
	await page.unroute('**/photos');
	await sheet().getByRole('button', { name: '返回' }).click();
	expect((await found('feedback-book'))?.state).toBe('open');
	await sheet().getByRole('button', { name: '关闭' }).click();
});

test('what failed is a card; seen to, it leaves', async () => {
	const card = page.locator('[data-duty^="checklist/"]');
	await expect(card).toContainText('折页齐全，没有过期或破损');
	expect(await plain(card)).toContain('过期，破损，王敏08:30发现');
	await card.getByRole('button', { name: '我去' }).click();
	await card.getByRole('button', { name: '已处理' }).click();
	await expect.poll(asked).toEqual([]);
	await expect(card).toHaveCount(0);
});

test('past the deadline somebody is asked for the rest, and it is called late', async () => {
	await branch.pass('08:47');
	const card = page.locator('[data-duty^="checklist/"]');
	await expect(card).toBeVisible();
	expect(await plain(card)).toContain('营业前检查还差2项');
	expect(await plain(card)).toContain('08:45应完成');
	await expect(first()).toHaveCount(0);
	await card.getByRole('button', { name: '去检查' }).click();
	await expect.poll(asked).toMatchObject([{ state: 'accepted', assignee: 'm01' }]);
	expect(await plain(sheet().locator('.facts'))).toContain('迟2分钟');
});

test('with the last item it is done and can be signed; after that nothing changes', async () => {
	await fine('note-8-running').click();
	await fine('feedback-book').click();
	await expect.poll(async () => (await list()).doneAt).toBeGreaterThan(0);
	await expect.poll(asked).toEqual([]);
	await sheet().getByRole('button', { name: '签收' }).click();
	await expect.poll(async () => (await list()).signedBy).toBe('m01');
	expect(await plain(sheet().locator('footer'))).toContain('王敏08:47签收');
	await expect(sheet().getByRole('button', { name: '签收' })).toHaveCount(0);
	await expect(fine('feedback-book')).toBeDisabled();
	await sheet().getByRole('button', { name: '关闭' }).click();
	await expect(page.locator(`[data-checks="${LIST}"]`)).toContainText('签收');
});

test('another tablet, upright and in English, says who signed and how late it was', async ({
	browser
}) => {
	const other = await branch.page(browser, 'lobby', '/lobby?lang=en', {
		viewport: { width: 800, height: 1280 }
	});
	await expect(other.getByText('Live', { exact: true })).toBeVisible();
	await other.locator(`[data-checks="${LIST}"]`).click();
	await expect(other.getByRole('dialog')).toContainText(/signed by Wang Min 08:47/);
	await expect(other.getByRole('dialog')).toContainText('2 min late');
	expect(await axeFindings(other)).toEqual([]);
	expect(await overflowing(other)).toEqual([]);
	await other.context().close();
});

test('after closing the closing list is the first thing', async () => {
	await branch.pass('17:00');
	const card = page.locator('[data-duty="checks/lobby-closing"]');
	await expect(card).toBeVisible();
	await card.getByRole('button', { name: '去检查' }).click();
	await sheet().locator('[data-item="lights"]').getByRole('button', { name: '正常' }).click();
	await sheet().getByRole('button', { name: '签收' }).click();
	await expect
		.poll(async () => (await branch.view('lobby')).checklists?.['lobby-closing']?.signedBy)
		.toBe('m01');
	await expect(card).toHaveCount(0);
});
