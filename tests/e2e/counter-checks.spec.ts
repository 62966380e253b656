import type { BranchFile } from '#lib/protocol/index.ts';
import { expect, test } from '../support/browser-test.ts';
import { seriousFindings } from '../support/page-checks.ts';
import { startStations, type Stations } from '../support/stations.ts';

/** A teller's own checks at the counter that is about to open, and what the branch head sees of them. */
test.describe.configure({ mode: 'serial' });

const item = (id: string, zh: string) => ({ id, name: { zh, en: id } });

const branch: Partial<BranchFile> = {
	devices: [{ id: 'note-1', kind: 'note', name: { zh: '1号点钞机', en: 'Note counter 1' } }],
	checklists: [
		{
			...{ id: 'teller-opening', role: 'teller', dueBeforeOpening: 600 },
			items: [
				item('seals', '印章齐全'),
				item('vouchers', '凭证够用'),
				{ ...item('counting', '点钞机正常'), device: 'note-1' }
			]
		}
	]
};

let stations: Stations;
test.beforeAll(async () => {
	stations = await startStations(1, {
		FOYER_TEST_START: '08:00',
		FOYER_TEST_BRANCH: JSON.stringify(branch)
	});
});
test.afterAll(() => stations?.stop());

test('a teller begins with a blank sheet, opens before it is done, and signs it later', async ({
	browser
}) => {
	const page = await stations.page(browser, 'teller1', '/counter/1?lang=zh', {
		viewport: { width: 1366, height: 768 }
	});
	await expect(page.locator('[data-freshness="live"]')).toBeVisible();
	const entry = page.locator('[data-checks="teller-opening"]');
	const open = page.locator('[data-command="primary"]');
	const inSheet = (id: string) => page.locator(`[data-item="${id}"]`);
	await expect(entry).toContainText('0/3');
	await expect(open).toContainText('项检查');

	await entry.click();
	await expect(inSheet('counting')).toContainText('设备没有消息');
	await inSheet('seals').locator('[data-ok]').click();
	await expect(inSheet('seals')).toHaveAttribute('data-state', 'ok');
	// What is wrong is said in words, or it is not kept; a key of the console's is a letter here.
	await inSheet('vouchers').locator('[data-wrong]').click();
	await page.keyboard.press('Enter');
	await expect(inSheet('vouchers').getByRole('alert')).toContainText('哪里不对');
	await page.keyboard.type('1');
	await page.keyboard.type(' 号凭证用完了');
	await page.keyboard.press('Enter');
	await expect(inSheet('vouchers')).toHaveAttribute('data-state', 'failed');
	await expect(inSheet('vouchers')).toContainText('号凭证用完了');
	// It says that it may not be pressed yet, and why, to whoever presses it all the same.
	await page.locator('[data-sign]').click({ force: true });
	await expect(page.locator('dialog')).toContainText('查完再签');
	expect(await seriousFindings(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await expect(page.locator('dialog')).toHaveCount(0);
	await expect(entry).toContainText('2/3');

	// Nobody is stopped from serving: the key works as ever.
	await page.keyboard.press('Enter');
	await expect(page.locator('[data-situation="idle"]')).toBeVisible();
	await expect(entry).toContainText('2/3');
	await entry.click();
	await inSheet('counting').locator('[data-ok]').click();
	await page.locator('[data-sign]').click();
	await expect(page.locator('dialog')).toHaveCount(0);
	await expect(entry).toHaveCount(0);

	const told = (await stations.log())
		.filter(({ type }) => type.startsWith('checklist.'))
		.map(({ type, subject, data }) => [type, subject, data['ok'], data['staff']]);
	expect(told).toEqual([
		['checklist.checked', 'seals', true, 't01'],
		['checklist.checked', 'vouchers', false, 't01'],
		['checklist.checked', 'counting', true, 't01'],
		['checklist.signed', 'teller-opening', undefined, 't01']
	]);
	await page.context().close();
});

test('the branch head sees what failed, whose it was, and what goes on with devices', async ({
	browser
}) => {
	const page = await stations.page(browser, 'head', '/head?lang=zh', {
		viewport: { width: 1440, height: 900 }
	});
	await page.locator('#now-title').scrollIntoViewIfNeeded();
	const section = page.locator('section[aria-labelledby="devices-title"]');
	await expect(section.locator('[data-list="teller-opening"]')).toContainText('1/1');
	await expect(section.locator('[data-problem="vouchers"]')).toContainText('张倩');
	await expect(section.locator('[data-problem="vouchers"]')).toContainText('号凭证用完了');
	await expect(section).toContainText('设备都正常');
	await expect(section.getByRole('link')).toHaveAttribute('href', /^\/devices\?branch=lakeside/);
	expect(await seriousFindings(page)).toEqual([]);
	await page.context().close();
});
