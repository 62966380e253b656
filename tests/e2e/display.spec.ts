import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, test as base } from '../support/browser-test.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { signIn } from '../support/signed-in.ts';

/** On a browser that may sound by itself, as a hung display's is started. */
const test = base.extend<object, { browser: Browser }>({
	browser: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
		async ({}, use) => {
			const browser = await launchChromium({
				args: ['--autoplay-policy=no-user-gesture-required']
			});
			await use(browser);
			await browser.close();
		},
		{ scope: 'worker' }
	]
});
test.describe.configure({ mode: 'serial' });

let demo: DemoServer;
/** The bank's own recordings. */
let folder: string;
const OWN = readFileSync(new URL('../../static/voice/chime.wav', import.meta.url));

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'foyer-voice-'));
	writeFileSync(join(folder, 'zh-8.wav'), OWN);
	writeFileSync(join(folder, 'en-counter-7.wav'), OWN);
	writeFileSync(join(folder, 'en-9.mp3'), 'no sound at all');
	// Before anybody has come: nobody is called but by these tests.
	demo = await startDemo('08:50', { FOYER_VOICE: folder });
});
test.afterAll(async () => {
	await demo?.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function open(page: Page, locale: 'zh' | 'en' = 'zh'): Promise<void> {
	await page.setViewportSize({ width: 1920, height: 1080 });
	await signIn(page, demo, 'lobby_manager');
	await page.goto(`${demo.url}/display?lang=${locale}`);
	await expect(page.getByText(locale === 'zh' ? '实时' : 'Live', { exact: true })).toBeVisible();
}

/** From now on: which number was huge while which parts sounded, as they began. Returns what it heard until then. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
	const heard = await page.evaluateHandle(() => {
		const sheet = document.querySelector('[data-playing]') as HTMLElement;
		const seen: string[] = [];
		new MutationObserver(() => {
			const huge = document.querySelector('[data-huge]') as HTMLElement;
			const { playing } = sheet.dataset;
			if (playing !== '') seen.push(`${huge.dataset['huge']}: ${playing}`);
		}).observe(sheet, { attributeFilter: ['data-playing'] });
		return seen;
	});
	return () => heard.jsonValue();
}

/** A browser without a window lets every page sound; this one waits for a touch, as those on a desk do. */
async function waitForTouch(page: Page): Promise<void> {
	await page.addInitScript(() => {
		// Not what the browser counts as a touch: to it, whatever a test asks of the page is one.
		let isTouched = false;
		addEventListener('pointerdown', () => (isTouched = true), { capture: true });
		const Loud = globalThis.AudioContext;
		globalThis.AudioContext = class extends Loud {
			constructor() {
				super();
				void this.suspend();
			}
			override resume(): Promise<void> {
				return isTouched ? super.resume() : new Promise(() => {});
			}
		};
	});
}

/** When each recording began by the clock of the sound, and how long it is, in seconds. */
interface Started {
	at: number;
	lasts: number;
}

/** Notes what the browser is really told to play. */
async function noteStarts(page: Page): Promise<() => Promise<Started[]>> {
	await page.addInitScript(() => {
		const started: Started[] = [];
		Object.assign(globalThis, { started });
		const { prototype } = AudioBufferSourceNode;
		const start = Object.getOwnPropertyDescriptor(prototype, 'start')?.value as (
			at: number
		) => void;
		prototype.start = function (this: AudioBufferSourceNode, at = 0) {
			started.push({ at, lasts: this.buffer?.duration ?? 0 });
			start.call(this, at);
		};
	});
	return () => page.evaluate(() => (globalThis as unknown as { started: Started[] }).started);
}

let told = 0;
async function tell(type: string, subject: string, data: object): Promise<void> {
	told += 1;
	const answer = await demo.post([{ id: `display-${told}`, type, subject, data }]);
	expect(answer).toMatchObject({ accepted: 1, rejected: [] });
}

async function call(number: string, counter: string): Promise<void> {
	await tell('ticket.issued', number, { service: 'cash' });
	await tell('ticket.called', number, { counter });
}

const sounding = (page: Page, words: RegExp) =>
	expect(page.locator('[data-playing]')).toHaveAttribute('data-playing', words);

test('calls are said in their order, each twice unless somebody comes, and the screen waits', async ({
	page
}) => {
	const started = await noteStarts(page);
	await open(page);
	await expect(page.locator('[data-sound="on"]')).toBeVisible();
	const heard = await listen(page);
	// A nine that the bank has recorded and nobody can play is ours.
	await call('X912', '3');
	await call('VIP8', '7');
	const first = [
		'X912: zh-please zh-x zh-9 zh-1 zh-2 zh-number zh-to zh-3 zh-counter',
		'X912: en-ticket en-x en-9 en-1 en-2 en-counter en-3'
	];
	// The way to counter 7 is the bank's own in one of the languages.
	const second = [
		'VIP8: zh-please zh-v zh-i zh-p zh-8 zh-number zh-to zh-7 zh-counter',
		'VIP8: en-ticket en-v en-i en-p en-8 en-counter-7'
	];
	await expect.poll(heard, { timeout: 60_000 }).toContain('VIP8: chime');
	expect(await heard()).toEqual(['X912: chime', ...first, ...first, 'VIP8: chime']);
	// Every part was played, and within a sentence the next one began where the last one ended.
	const parts = (await heard()).map((words) => words.split(' ').length - 1);
	expect((await started()).length).toBe(parts.reduce((sum, each) => sum + each));
	const [, ...zh] = (await started()).slice(0, 1 + (parts[1] ?? 0));
	for (const [index, { at, lasts }] of zh.entries()) {
		expect(lasts).toBeGreaterThan(0.2);
		if (index + 1 < zh.length) expect(zh[index + 1]?.at).toBeCloseTo(at + lasts, 6);
	}
	await tell('ticket.started', 'VIP8', { counter: '7' });
	await expect.poll(heard).toContain(second[1]);
	// The way to counter 7 is a chime here, and longer than any part of ours.
	const own = (await started()).slice(-4).map(({ lasts }) => lasts);
	expect(Math.max(...own)).toBeGreaterThan(1.8);
	// Called again.
	await tell('ticket.recalled', 'X912', { counter: '3' });
	await expect.poll(heard, { timeout: 60_000 }).toContain('X912: chime');
	await expect.poll(async () => (await heard()).length, { timeout: 60_000 }).toBe(11);
	expect((await heard()).slice(5)).toEqual([
		...['VIP8: chime', ...second, 'X912: chime'],
		first[0]!.replace('zh-please', 'zh-again zh-please'),
		first[1]!.replace('en-ticket', 'en-again en-ticket')
	]);
	for (const number of ['X912', 'VIP8']) {
		await tell(number === 'VIP8' ? 'ticket.finished' : 'ticket.no_show', number, {});
	}
	await expect(page.locator('[data-huge=""]')).toBeVisible({ timeout: 40_000 });
});

test('a sentence of which a part cannot be had is not said with a hole in it, and the other one is', async ({
	page
}) => {
	await page.route(/\/voice\/zh-9/, (route) => route.abort());
	const started = await noteStarts(page);
	await open(page);
	await expect(page.locator('[data-sound="on"]')).toBeVisible();
	const heard = await listen(page);
	await call('X109', '3');
	await sounding(page, /^en-ticket/);
	// The chime and the English sentence, which has its nine: of the Chinese one nothing sounded.
	expect(await started()).toHaveLength(1 + 'ticket x 1 0 9 counter 3'.split(' ').length);
	await tell('ticket.started', 'X109', { counter: '3' });
	await expect(page.locator('[data-playing=""]')).toHaveCount(1);
	expect((await heard()).at(-1)).toMatch(/^X109: en-ticket/);
	await tell('ticket.finished', 'X109', {});
});

test('nothing is said on a stale screen, nor begun again when it is back', async ({ page }) => {
	await open(page);
	await expect(page.locator('[data-sound="on"]')).toBeVisible();
	const heard = await listen(page);
	await call('X101', '3');
	await sounding(page, /^zh-please/);
	demo.freeze();
	try {
		await expect(page.locator('[data-stale]')).toHaveCount(1, { timeout: 15_000 });
		await sounding(page, /^$/);
	} finally {
		demo.thaw();
	}
	await expect(page.locator('[data-stale]')).toHaveCount(0);
	const before = (await heard()).length;
	await call('X102', '3');
	await expect.poll(heard, { timeout: 60_000 }).toContain('X102: chime');
	const after = await heard();
	expect(after.slice(before)).toEqual(['X102: chime']);
	for (const number of ['X101', 'X102']) await tell('ticket.no_show', number, {});
});

for (const locale of ['zh', 'en'] as const) {
	test(`a browser that waits for a touch says so, and the sound can be turned off (${locale})`, async ({
		page
	}) => {
		await waitForTouch(page);
		await open(page, locale);
		const hint = page.getByText('Tap once to turn on sound');
		await expect(hint).toBeVisible();
		await expect(page.getByText('点一下屏幕打开声音')).toBeVisible();
		await expect(page.locator('[data-sound="blocked"]')).toBeVisible();
		await page.locator('[data-huge]').click();
		await expect(hint).toBeHidden();
		await expect(page.locator('[data-sound="on"]')).toBeVisible();

		const off = locale === 'zh' ? '关掉声音（M）' : 'Turn the sound off (M)';
		const on = locale === 'zh' ? '打开声音（M）' : 'Turn the sound on (M)';
		const button = page.getByRole('button', { name: off });
		await page.mouse.move(400, 400);
		await expect(button).toHaveCSS('opacity', '1');
		const box = await button.boundingBox();
		expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
		await button.click();
		// It is off, stays so when the page is loaded again, and the button does not hide.
		await page.reload();
		await expect(page.getByRole('button', { name: on })).toHaveCSS('opacity', '1');
		await page.locator('[data-huge]').click();
		await expect(page.locator('[data-sound="on"]')).toBeVisible();
		const heard = await listen(page);
		const number = locale === 'zh' ? 'X201' : 'X202';
		await call(number, '3');
		await expect(page.locator(`[data-huge="${number}"]`)).toBeVisible();
		expect(await heard()).toEqual([]);
		await page.keyboard.press('m');
		await expect.poll(heard).toEqual([`${number}: chime`]);
		await tell('ticket.no_show', number, {});
	});
}

test("a part is the bank's where it has one, otherwise ours, and nothing else is there", async () => {
	const get = async (part: string) => {
		const response = await fetch(`${demo.url}/voice/${part}`);
		const type = response.headers.get('content-type');
		return { status: response.status, type, bytes: Buffer.from(await response.arrayBuffer()) };
	};
	const ours = readFileSync(new URL('../../static/voice/zh-7.wav', import.meta.url));
	expect(await get('zh-8')).toEqual({ status: 200, type: 'audio/wav', bytes: OWN });
	expect(await get('zh-7')).toMatchObject({ status: 200, bytes: ours });
	expect(await get('en-9')).toMatchObject({ status: 200, type: 'audio/mpeg' });
	expect((await get('zh-7.wav')).bytes.equals(ours)).toBe(true);
	for (const part of ['zh-counter-7', '..%2f..%2ffavicon', '..%2ffavicon.svg', 'x%00']) {
		expect([part, (await get(part)).status]).toEqual([part, 404]);
	}
});
