import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import type { BranchFile } from '#lib/protocol/index.ts';
import { lakeside } from '../../src/server/demo/lakeside.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { axeFindings, overflowing } from '../support/page-checks.ts';
import { signIn } from '../support/signed-in.ts';

/** A device is added, changed and taken away; its probe is tried on real sockets. One server: one story, in order. */
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;
/** Takes connections, as a printer does. */
let printer: Server;
let port: number;

test.beforeAll(async () => {
	printer = createServer((socket) => socket.end());
	await new Promise<void>((done) => printer.listen(0, '127.0.0.1', done));
	({ port } = printer.address() as AddressInfo);
	demo = await startDemo('10:24', { FOYER_PROBE_HOSTS: '127.0.0.1' });
});
test.afterAll(async () => {
	await demo?.stop();
	printer?.close();
});

async function openAdmin(page: Page, query = '', locale: 'zh' | 'en' = 'zh'): Promise<void> {
	page.on('pageerror', (error) => {
		throw error;
	});
	await page.setViewportSize({ width: 1440, height: 900 });
	await signIn(page, demo, 'administrator');
	await page.goto(`${demo.url}/admin/devices?lang=${locale}&${query}`);
	await page.waitForLoadState('networkidle');
}

const field = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`);
const trial = (page: Page): Locator =>
	page.locator('[data-trial], [role="status"][aria-busy]').last();

/** The names of the branch's devices, as screens have them. */
async function devices(): Promise<Record<string, { name: { zh: string } }>> {
	const response = await fetch(`${demo.url}/api/v1/branches/lakeside/view?screen=devices`, {
		headers: { authorization: `Bearer ${demo.key}` }
	});
	const { view } = (await response.json()) as {
		view: { devices: Record<string, { name: { zh: string } }> };
	};
	return view.devices;
}

test('a device is suggested by its kind, tried while it is typed, and added', async ({ page }) => {
	await openAdmin(page);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/设备\s*12\s台/);
	await page.getByRole('link', { name: '添加设备' }).click();
	await field(page, 'kind').selectOption('printer');
	await expect(field(page, 'id')).toHaveValue('printer-13');
	await expect(field(page, 'zh')).toHaveValue('13号回单机');
	await expect(page.locator('dl')).toContainText(/打印、联网/);
	await expect(page.locator('dl')).toContainText(/120\s秒/);
	await field(page, 'type').selectOption('tcp');
	await expect(trial(page)).toContainText('填完就试一下');
	await field(page, 'probe.host').fill('10.9.9.9');
	await expect(page.locator('[data-trial="probe_not_allowed"]')).toContainText('FOYER_PROBE_HOSTS');
	await field(page, 'probe.host').fill('127.0.0.1');
	await field(page, 'probe.port').fill('1');
	await expect(page.locator('[data-trial="refused"]')).toContainText('拒绝连接');
	await field(page, 'probe.port').fill(String(port));
	await expect(page.locator('[data-trial="ok"]')).toContainText(/答了，\d+\s毫秒/);
	await page.getByRole('button', { name: '添加', exact: true }).click();
	await expect(page.getByText('已保存，马上生效。')).toBeVisible();
	expect(new URL(page.url()).searchParams.get('device')).toBe('printer-13');
	expect(await devices()).toHaveProperty('printer-13');
	await expect(page.getByRole('link', { name: /13\s号回单机/ })).toContainText(
		`tcp 127.0.0.1:${port}`
	);
});

test('an older answer does not take the place of a newer one', async ({ page }) => {
	// The first question is answered last.
	let first: (() => Promise<void>) | null = null;
	await page.route('**/admin/devices/try', async (route) => {
		const asked = route.request().postDataJSON() as { probe: { port?: number } };
		if (asked.probe.port === 1) {
			first = () => route.continue().catch(() => undefined);
			return;
		}
		await route.continue();
	});
	await openAdmin(page, 'device=printer-13');
	await field(page, 'probe.port').fill('1');
	await expect.poll(() => first).not.toBeNull();
	await field(page, 'probe.port').fill(String(port));
	await expect(page.locator('[data-trial="ok"]')).toBeVisible();
	await first!();
	await expect(page.locator('[data-trial="ok"]')).toBeVisible();
	await expect(page.locator('[data-trial="refused"]')).toHaveCount(0);
});

test('a refusal stands beside its field, and nothing that was typed is lost', async ({ page }) => {
	await openAdmin(page, 'new', 'en');
	await field(page, 'id').fill('atm-1');
	await field(page, 'en').fill('Drive-in');
	await field(page, 'type').selectOption('http');
	await field(page, 'probe.host').fill('-x');
	await field(page, 'probe.path').fill('no slash');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByText('Not saved: first mend what is marked.')).toBeVisible();
	await expect(page.locator('#id-wrong')).toContainText('atm-1');
	await expect(field(page, 'probe.host')).toHaveAttribute('aria-invalid', 'true');
	await expect(field(page, 'probe.path')).toHaveAttribute('aria-invalid', 'true');
	await expect(field(page, 'en')).toHaveValue('Drive-in');
	expect(Object.keys(await devices())).toHaveLength(13);
});

test('what somebody else saved meanwhile is shown first, and everything else is kept', async ({
	page
}) => {
	await openAdmin(page, 'device=atm-1');
	await field(page, 'zh').fill('1号大厅取款机');
	const others = (name: string): NonNullable<BranchFile['devices']> => [
		...(lakeside.devices ?? []).map((each) =>
			each.id === 'atm-1' ? { ...each, name: { zh: name, en: 'ATM 1' } } : each
		),
		{ id: 'led-14', kind: 'led', name: { zh: '14号屏', en: 'LED 14' } }
	];
	await demo.change({ devices: others('1号门口取款机') });
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByRole('alert')).toContainText('别人刚改过这台设备');
	await expect(page.getByRole('alert')).toContainText('1号门口取款机');
	await expect(field(page, 'zh')).toHaveValue('1号大厅取款机');
	expect((await devices())['atm-1']?.name.zh).toBe('1号门口取款机');
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('已保存，马上生效。')).toBeVisible();
	const now = await devices();
	expect(now['atm-1']?.name.zh).toBe('1号大厅取款机');
	expect(now).toHaveProperty('led-14');
});

test('a device that a checklist needs says so; another is taken away after a question', async ({
	page
}) => {
	await openAdmin(page, 'device=atm-1');
	await expect(page.getByText('还删不了，这些地方在用它：')).toBeVisible();
	await openAdmin(page, 'device=led-14');
	await page.locator('summary', { hasText: '删除' }).click();
	await page.getByRole('button', { name: '删除' }).click();
	await expect(page.getByRole('link', { name: /14\s号屏/ })).toHaveCount(0);
	expect(await devices()).not.toHaveProperty('led-14');
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('a device is added all the same', async ({ page }) => {
		await signIn(page, demo, 'administrator');
		await page.goto(`${demo.url}/admin/devices?lang=en&new`);
		await field(page, 'kind').selectOption('led');
		await field(page, 'id').fill('led-15');
		await field(page, 'zh').fill('15号屏');
		await field(page, 'en').fill('LED 15');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await expect(page.getByText('Saved, and in use from now on.')).toBeVisible();
		expect(await devices()).toHaveProperty('led-15');
	});
});

for (const [locale, width, query] of [
	['zh', 1440, 'new'],
	['en', 1280, 'device=atm-2'],
	['en', 390, 'new']
] as const) {
	test(`everybody can use it (${locale}, ${width})`, async ({ page }) => {
		await openAdmin(page, query, locale);
		await page.setViewportSize({ width, height: 844 });
		await field(page, 'type').selectOption('snmp');
		await field(page, 'probe.host').fill('127.0.0.1');
		await expect(page.locator('[data-trial="asking"]')).toHaveCount(0);
		expect(await overflowing(page)).toEqual([]);
		expect(await axeFindings(page)).toEqual([]);
		// Chinese brackets are in no English font.
		const labels = (await page.locator('label').allTextContents()).join('');
		if (locale === 'en') expect(labels).not.toMatch(/[\u3000-\u303f\uff00-\uffef]/);
	});
}

test('only whoever configures sets up devices and tries probes', async ({ page }) => {
	await signIn(page, demo, 'operations_supervisor');
	await page.goto(`${demo.url}/admin/devices`);
	expect(new URL(page.url()).pathname).toBe('/');
	const probe = { type: 'tcp', host: '127.0.0.1', port };
	const answer = await page.request.post(`${demo.url}/admin/devices/try`, {
		data: { probe },
		headers: { origin: demo.url }
	});
	expect(answer.status()).toBe(403);
	await signIn(page, demo, 'administrator');
	const foreign = await page.request.post(`${demo.url}/admin/devices/try`, {
		data: { probe },
		headers: { origin: 'https://elsewhere.example' }
	});
	expect(foreign.status()).toBe(403);
});
