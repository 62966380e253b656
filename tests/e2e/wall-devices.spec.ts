import type { Page } from '@playwright/test';
import type { BranchFile } from '#lib/protocol/index.ts';
import { expect, test } from '../support/browser-test.ts';
import { startStations, type Stations } from '../support/stations.ts';

/**
 * The wall on a branch of its own: what the strip says of devices, and its right half from an empty checklist to a branch
 * that is ready, and then open. The page is loaded once: whatever it says, it says without being asked again.
 */

const item = (id: string, zh: string, points = 1) => ({ id, name: { zh, en: id }, points });
const device = (id: string, kind: string, zh: string) => ({ id, kind, name: { zh, en: id } });

const branch: Partial<BranchFile> = {
	hours: { 'mon-sun': ['08:30', '23:00'] },
	devices: [
		device('atm-1', 'atm', '1号取款机'),
		device('atm-2', 'atm', '2号取款机'),
		device('crs-3', 'crs', '3号一体机'),
		device('pc-4', 'pc', '4号网银机')
	],
	checklists: [
		{
			...{ id: 'lobby-opening', role: 'lobby_manager', dueBeforeOpening: 600 },
			items: [item('screens', '海报内容正确'), item('leaflets', '折页齐全', 3)]
		},
		{
			...{ id: 'teller-opening', role: 'teller', dueBeforeOpening: 300 },
			items: [item('seals', '印章齐全'), item('vouchers', '凭证够用')]
		}
	]
};

let posted = 0;

/** Tells the server something, as a machine does; each is taken. */
async function tell(
	{ url, key }: Stations,
	type: string,
	subject: string,
	data: object = {}
): Promise<void> {
	const response = await fetch(`${url}/api/v1/events`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': 'application/cloudevents+json'
		},
		body: JSON.stringify({
			...{ specversion: '1.0', source: 'test', id: `w${(posted += 1)}`, type, subject, data }
		})
	});
	expect(await response.json()).toMatchObject({ accepted: 1, rejected: [] });
}

async function wall(
	stations: Stations,
	browser: import('@playwright/test').Browser
): Promise<Page> {
	const page = await stations.page(browser, 'wall', '/wall?lang=zh', {
		viewport: { width: 1920, height: 1080 }
	});
	await expect(page.locator('[data-freshness="live"]')).toBeVisible();
	return page;
}

const env = (start: string) => ({
	FOYER_TEST_START: start,
	FOYER_TEST_BRANCH: JSON.stringify(branch)
});

test.describe('the strip', () => {
	let stations: Stations;
	test.beforeAll(async () => {
		stations = await startStations(1, env('09:00'));
		for (const { id } of branch.devices ?? []) {
			await tell(stations, 'device.status', id, { state: 'ok' });
		}
	});
	test.afterAll(() => stations?.stop());

	test('all is well, down, taken, well again, limited, on and off, in maintenance', async ({
		browser
	}) => {
		const page = await wall(stations, browser);
		const strip = page.locator('.devices');
		const named = (id: string) => strip.locator(`[data-device="${id}"]`);
		const says = async () =>
			(await strip.innerText()).replaceAll('\u2009', ' ').replace(/\s+/g, ' ').trim();
		await expect.poll(says).toBe('设备 4 台正常');

		// Connected, and gives nothing: nobody has it, and it is filled.
		await tell(stations, 'device.status', 'atm-2', { state: 'ok', levels: { cash: 0 } });
		await expect(named('atm-2')).toHaveAttribute('data-look', 'untaken');
		await expect.poll(says).toMatch(/^2 ?号取款机 缺钞 自 09:0\d .*其余 3 台正常$/);
		await expect.poll(says).toContain('取现引导到 1 号取款机');
		const left = await named('atm-2').boundingBox();

		const { incidents = {} } = await stations.view('wall');
		const [incident] = Object.values(incidents);
		await tell(stations, 'incident.acknowledged', incident?.id ?? '', { staff: 'm01' });
		await expect(named('atm-2')).toHaveAttribute('data-look', 'down');
		await expect(named('atm-2')).toContainText('王敏');
		expect((await named('atm-2').boundingBox())?.x).toBe(left?.x);

		// Another one that still does some of its work: an outline, beside the first.
		await tell(stations, 'device.status', 'crs-3', {
			state: 'ok',
			cause: 'note_jam',
			components: { dispenser: 'jammed' }
		});
		await expect(named('crs-3')).toHaveAttribute('data-look', 'limited');
		await expect.poll(says).toContain('能存款，不能取现');
		expect((await named('atm-2').boundingBox())?.x).toBe(left?.x);

		// Works again: quiet at once, though it is still watched.
		await tell(stations, 'device.status', 'atm-2', { state: 'ok' });
		await expect(named('atm-2')).toHaveCount(0);
		await tell(stations, 'device.status', 'crs-3', { state: 'ok' });
		await expect.poll(says).toBe('设备 4 台正常');

		for (let turn = 0; turn < 3; turn += 1) {
			await tell(stations, 'device.status', 'atm-1', { state: 'offline', cause: 'network' });
			await tell(stations, 'device.status', 'atm-1', { state: 'ok' });
		}
		await expect(named('atm-1')).toHaveAttribute('data-look', 'limited');
		await expect(named('atm-1')).toContainText('时好时坏');

		await tell(stations, 'device.status', 'pc-4', { state: 'maintenance' });
		await expect(named('pc-4')).toHaveAttribute('data-look', 'maintenance');
		await page.context().close();
	});
});

test('one that sends no word is gone, and nobody has it', async ({ browser }) => {
	const stations = await startStations(30, env('09:00'));
	try {
		await tell(stations, 'device.heartbeat', 'atm-1');
		const page = await wall(stations, browser);
		const named = page.locator('[data-device="atm-1"]');
		await expect(named).toHaveAttribute('data-look', 'untaken');
		await expect(named).toContainText('失联');
		await expect(named).toContainText('09:00');
		await page.context().close();
	} finally {
		await stations.stop();
	}
});

test('before opening the right half is the checklist, from empty to ready; then the branch is open', async ({
	browser
}) => {
	// Fifteen minutes to the opening, and five to the first deadline: a minute is two seconds.
	const stations = await startStations(30, env('08:15'));
	try {
		const page = await wall(stations, browser);
		const lobby = page.locator('[data-list="lobby-opening"]');
		const teller = page.locator('[data-list="teller-opening"]');
		await expect(lobby).toContainText('0/2');
		await expect(lobby.locator('[data-open]')).toHaveCount(2);
		await expect(lobby).toContainText('08:20');
		await expect(page.getByText('超过')).toHaveCount(0);

		await tell(stations, 'staff.arrived', 't01');
		await expect(teller.locator('[data-person="t01"]')).toContainText('0/2');
		const failed = { list: 'lobby-opening', ok: false, staff: 'm01', note: '海报过期了' };
		await tell(stations, 'checklist.checked', 'screens', failed);
		const problem = lobby.locator('[data-problem="screens"]');
		// That it failed, and that nobody has it; what somebody wrote about it is not for a wall.
		await expect(problem).toContainText('海报内容正确');
		await expect(page.locator('body')).not.toContainText('海报过期了');
		await expect(problem.locator('[data-taking="nobody"]')).toBeVisible();

		// The deadline passes: that nobody has, either.
		const late = lobby.locator('.list [data-taking="nobody"]');
		await expect(late).toContainText('08:20');
		const { prompts = {} } = await stations.view('wall');
		const overdue = Object.values(prompts).find(
			({ list, item }) => list === 'lobby-opening' && item === undefined
		);
		await tell(stations, 'prompt.accepted', overdue?.id ?? '', { staff: 'm01' });
		await expect(lobby.locator('.list [data-taking="staff"]')).toContainText('王敏');

		for (const id of ['screens', 'leaflets']) {
			const fine = { list: 'lobby-opening', ok: true, staff: 'm01' };
			await tell(stations, 'checklist.checked', id, fine);
		}
		await tell(stations, 'checklist.signed', 'lobby-opening', { staff: 'm01' });
		for (const id of ['seals', 'vouchers']) {
			const fine = { list: 'teller-opening', ok: true, staff: 't01' };
			await tell(stations, 'checklist.checked', id, fine);
		}
		await expect(lobby.locator('[data-done]')).toContainText('王敏');
		await expect(lobby.locator('.list')).toHaveAttribute('data-ready', '1');
		await expect(page.locator('[data-to-go="0"]')).toBeVisible();

		await expect(page.locator('[data-list]')).toHaveCount(0, { timeout: 60_000 });
		await expect(page.locator('[data-figure="over"]')).toBeVisible();
		await page.context().close();
	} finally {
		await stations.stop();
	}
});
