import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../../support/browser-test.ts';
import { startDemo } from '../../support/demo-server.ts';
import type { DemoServer } from '../../support/demo-server.ts';
import { howMany, report } from '../../support/fault.ts';
import { running } from '../../support/running.ts';
import { signIn } from '../../support/signed-in.ts';

const DAY = 86_400_000;
/** How far the device's clock is off when its page is opened. */
const OFF = { wall: 0, ahead: DAY + 7_000, behind: -DAY - 7_000 };
type Name = keyof typeof OFF;

interface Shifted {
	/** How far this device's clock is off, milliseconds. */
	clockOff: number;
	/** When a wait came to show another minute, by the clock of the machine that all of them run on. */
	turned: Record<string, number>;
}

let demo: DemoServer;
test.beforeAll(async () => {
	demo = await startDemo('10:24');
});
test.afterAll(async () => {
	await demo?.stop();
});

/** A page whose device has another time of day, and which takes down when a wait changes. */
async function open(browser: Browser, name: Name): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
	await signIn(context, demo, name === 'wall' ? 'branch_head' : 'lobby_manager');
	const page = await context.newPage();
	await page.addInitScript((off) => {
		const here = globalThis as unknown as Shifted;
		here.clockOff = off;
		here.turned = {};
		const Real = Date;
		globalThis.Date = class extends Real {
			constructor(...given: [] | [number]) {
				if (given.length === 0) super(Real.now() + here.clockOff);
				else super(...given);
			}
			static override now() {
				return Real.now() + here.clockOff;
			}
		} as DateConstructor;
		new MutationObserver((changes) => {
			for (const { target } of changes) {
				const wait = target.parentElement?.closest('.wait');
				const ticket = wait?.closest('[data-ticket]')?.getAttribute('data-ticket');
				if (!wait || !ticket) continue;
				here.turned[`${ticket} ${wait.textContent}`] ??= Real.now();
			}
		}).observe(document, { subtree: true, characterData: true });
	}, OFF[name]);
	await page.goto(`${demo.url}/${name === 'wall' ? 'wall' : 'lobby'}?lang=en`);
	await running(page);
	return page;
}

const turnedOn = (page: Page) =>
	page.evaluate(() => ({ ...(globalThis as unknown as Shifted).turned }));
const dayOf = (page: Page) => page.evaluate(() => new Date().toDateString());

test('F10: on tablets whose clocks are a day off, and set while they are looked at, waits are those of the wall', async ({
	browser
}) => {
	const names = Object.keys(OFF) as Name[];
	const pages = await Promise.all(names.map((name) => open(browser, name)));
	const [wall, ahead, behind] = pages as [Page, Page, Page];
	expect(new Set(await Promise.all(pages.map(dayOf))).size).toBe(3);
	// What turned before all of them ran is of the page's own start.
	for (const page of pages) {
		await page.evaluate(() => void ((globalThis as unknown as Shifted).turned = {}));
	}
	/** Waits that turned on at least two of them, and how far apart; `byWall`: how many of those the wall showed too. */
	const compare = async () => {
		const seen = await Promise.all(pages.map(turnedOn));
		const apart: number[] = [];
		let byWall = 0;
		for (const wait of new Set(seen.flatMap((each) => Object.keys(each)))) {
			const at = seen.flatMap((each) => (wait in each ? [each[wait]!] : []));
			if (at.length < 2) continue;
			apart.push(Math.max(...at) - Math.min(...at));
			if (wait in seen[0]! && at.length === 3) byWall += 1;
		}
		return { byWall, apart };
	};
	/** Waits turn every few seconds on tablets; on the wall, which shows the longest alone, seldom: only at length. */
	const more = async (than: { byWall: number; apart: number[] }) => {
		await expect
			.poll(
				async () => {
					const { byWall, apart } = await compare();
					return apart.length >= than.apart.length + 3 && byWall >= than.byWall + howMany(0, 1);
				},
				{ timeout: 60_000 }
			)
			.toBe(true);
	};
	await more({ byWall: 0, apart: [] });
	// Somebody sets both clocks right, and more than that, while they are looked at.
	for (const page of [ahead, behind]) {
		await page.evaluate(() => {
			const here = globalThis as unknown as Shifted;
			here.clockOff = -2 * here.clockOff;
		});
	}
	await more(await compare());
	const { apart } = await compare();
	const worst = Math.max(...apart);
	report(
		'F10',
		`clocks a day ahead and behind, then set: ${apart.length} waits turned at most ${worst} ms apart`
	);
	// Screens count whole seconds, and look four times in each whether another one has begun.
	expect(worst).toBeLessThanOrEqual(howMany(10_000, 1_250));
	// Drawn anew by the server, it is the same again.
	await ahead.reload();
	await running(ahead);
	const number = (await wall.locator('[data-ticket]').first().getAttribute('data-ticket'))!;
	const waitOn = (page: Page) =>
		page.locator(`[data-ticket="${number}"] .wait`).first().textContent();
	await expect.poll(async () => (await waitOn(ahead)) === (await waitOn(wall))).toBe(true);
	for (const page of pages) await page.context().close();
});
