import type { Browser, Page } from '@playwright/test';
import type { TicketRow, TodayRow, View } from '#lib/protocol/index.ts';
import { expect, test } from '../support/browser-test.ts';
import { dayFigures } from '../support/day-figures.ts';
import { flakyLink, type FlakyLink } from '../support/flaky-link.ts';
import { startStations, type Stations } from '../support/stations.ts';

/**
 * A day of a branch without a queue system: a kiosk, two phones, the call display, three counters, the tablet and the
 * branch head, each in a browser of its own, over a network that is cut again and again. At the end every screen, the
 * log and the day's figures say the same.
 */
const RATE = 120;
const CUSTOMERS = 22;
const SEED = 20261125;

/** Whether one is let through is decided by the seed alone. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

const live = (page: Page) =>
	expect(page.locator('[data-freshness="live"]').first()).toBeVisible({ timeout: 30_000 });

/** Runs until something holds; a step that the network spoiled is simply done again. */
async function until(holds: () => Promise<boolean>, step: () => Promise<void>): Promise<void> {
	while (!(await holds())) await step().catch(() => undefined);
}

class Teller {
	readonly page: Page;
	calls = 0;
	readonly counter: string;

	constructor(page: Page, counter: string) {
		this.page = page;
		this.counter = counter;
	}

	async situation(): Promise<string> {
		return (await this.page.locator('[data-situation]').getAttribute('data-situation')) ?? '';
	}

	/** One press, and what comes of it: another situation, or nothing for a while because nobody waits. */
	async step(): Promise<void> {
		const { page } = this;
		const before = await this.situation();
		const number = await page
			.locator('[data-number]')
			.first()
			.getAttribute('data-number', {
				timeout: 500
			})
			.catch(() => null);
		if (before === 'idle' && (await page.locator('[data-next]').count()) === 0) {
			await page.waitForTimeout(100);
			return;
		}
		await page.keyboard.press('Enter');
		if (before === 'idle') this.calls += 1;
		await expect
			.poll(
				async () => {
					const now = await this.situation();
					const at = await page
						.locator('[data-number]')
						.first()
						.getAttribute('data-number', {
							timeout: 200
						})
						.catch(() => null);
					return now !== before || at !== number;
				},
				{ timeout: 9_000 }
			)
			.toBe(true)
			// Not answered yet: it is kept, and the next press is another one.
			.catch(() => undefined);
	}
}

async function takeAtKiosk(page: Page, service: string): Promise<string> {
	let taken = '';
	await until(
		async () => taken !== '',
		async () => {
			const number = page.locator('[data-number]');
			if ((await number.count()) === 0) {
				await page.locator(`#service-${service}`).click({ timeout: 3_000 });
				await page.locator('.take button').click({ timeout: 3_000 });
				await expect(number).toBeVisible({ timeout: 6_000 });
			}
			taken = (await number.getAttribute('data-number')) ?? '';
		}
	);
	return taken;
}

test.describe('a day of the stations', () => {
	let stations: Stations;
	let link: FlakyLink;
	test.beforeAll(async () => {
		stations = await startStations(RATE);
		link = await flakyLink(stations.url);
	});
	test.afterAll(async () => {
		await link?.close();
		await stations?.stop();
	});

	test('eight people work on a network that drops; screens, log and figures agree', async ({
		browser
	}) => {
		test.setTimeout(420_000);
		const open = (who: Parameters<Stations['page']>[1], path: string, size: [number, number]) =>
			stations.page(browser as Browser, who, path, {
				through: link.url,
				viewport: { width: size[0], height: size[1] }
			});
		const [kiosk, display, lobby, head, one, two, three] = await Promise.all([
			open('kiosk', '/kiosk?lang=zh', [1080, 1920]),
			open('display', '/display?lang=zh', [1920, 1080]),
			open('lobby', '/lobby?lang=zh', [1280, 800]),
			open('head', '/head?lang=zh', [1440, 900]),
			open('teller1', '/counter/1?lang=zh', [1366, 768]),
			open('teller2', '/counter/2?lang=zh', [1366, 768]),
			open('teller3', '/counter/3?lang=zh', [1366, 768])
		]);
		await Promise.all([display, lobby, head, one, two, three].map(live));
		const machine = await fetch(`${stations.url}/api/v1/events`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${stations.key}`,
				'content-type': 'application/cloudevents+json'
			},
			body: JSON.stringify({
				...{ specversion: '1.0', id: 'd1', source: '/test', type: 'device.status' },
				...{ subject: 'crs-1', data: { state: 'ok' } }
			})
		});
		expect(machine.status).toBe(200);

		const tellers = [new Teller(one, '1'), new Teller(two, '2'), new Teller(three, '3')];
		const chance = random(SEED);
		let over = false;
		const cutting = (async () => {
			while (!over) {
				await kiosk.waitForTimeout(2_500 + chance() * 3_500);
				link.cut();
				await kiosk.waitForTimeout(200 + chance() * 1_000);
				link.mend();
			}
		})();

		// Counters work for as long as there is a day.
		let closing = false;
		const working = tellers.map(async (teller) => {
			while (!closing || (await waitingAt(teller)) || (await teller.situation()) !== 'idle') {
				await teller.step().catch(() => undefined);
			}
		});
		async function waitingAt(teller: Teller): Promise<boolean> {
			return (await teller.page.locator('[data-next]').count()) > 0;
		}

		// The tablet passes every form, and takes whatever it is asked for.
		const watching = (async () => {
			while (!closing) {
				const pass = lobby.getByRole('button', { name: /^通过/ }).first();
				if ((await pass.count()) > 0) await pass.click({ timeout: 1_000 }).catch(() => undefined);
				const take = lobby.locator('[data-duty^="help/"]').getByRole('button', { name: '我来' });
				if ((await take.count()) > 0)
					await take
						.first()
						.click({ timeout: 1_000 })
						.catch(() => {});
				const done = lobby
					.locator('[data-duty^="help/"]')
					.getByRole('button', { name: /完成|好了/ });
				if ((await done.count()) > 0)
					await done
						.first()
						.click({ timeout: 1_000 })
						.catch(() => {});
				await lobby.waitForTimeout(150);
			}
		})();

		const services = ['cash', 'transfer', 'cash', 'opening'];
		const phones: Page[] = [];
		const numbers: string[] = [];
		for (let customer = 0; customer < CUSTOMERS; customer += 1) {
			numbers.push(await takeAtKiosk(kiosk, services[customer % services.length] as string));
			if (customer === 4 || customer === 9) {
				const address = await kiosk.locator('[data-link]').getAttribute('data-link');
				const phone = await open(null, new URL(address ?? '').pathname, [390, 844]);
				// Whoever has the browser's own page of errors in hand loads it again.
				await until(
					() => phone.locator('[data-state]').isVisible(),
					async () => {
						await phone
							.locator('[data-state]')
							.waitFor({ timeout: 9_000 })
							.catch(() => phone.reload());
					}
				);
				phones.push(phone);
			}
			// On a console that waits for an answer, or has no connection, the key does nothing.
			if (customer === 6) {
				await until(
					async () => (await stations.log()).some(({ type }) => type === 'help.called'),
					() => two.keyboard.press('F9')
				);
			}
			await until(
				async () => (await kiosk.locator('[data-number]').count()) === 0,
				() => kiosk.locator('.next button').first().click({ timeout: 2_000 })
			);
		}
		expect(new Set(numbers).size, 'every number once').toBe(CUSTOMERS);

		// Whoever followed their ticket on the phone says how it was.
		for (const phone of phones) {
			await expect(phone.locator('[data-state="finished"]')).toBeVisible({ timeout: 120_000 });
			await until(
				async () =>
					(await stations.log()).filter(({ type }) => type === 'ticket.rated').length >=
					phones.indexOf(phone) + 1,
				() => phone.locator('[data-score="5"]').click({ timeout: 2_000 })
			);
		}
		closing = true;
		await Promise.all([...working, watching]);
		over = true;
		await cutting;
		link.mend();
		console.log(`The day was cut ${link.dropped} times; seed ${SEED}.`);

		// Everything that was tapped has arrived.
		for (const page of [lobby, head, one, two, three]) await live(page);
		await expect
			.poll(async () => Object.keys((await stations.view('lobby')).tickets ?? {}))
			.toEqual([]);

		const log = await stations.log();
		const view = await stations.view('head');
		const today = (view.kpis as Record<string, unknown>)['today'] as TodayRow;
		const figures = dayFigures(log);
		expect(figures.doubleCalls).toEqual([]);
		expect(figures.twiceOver).toEqual([]);
		expect(today).toMatchObject(figures.today);
		expect(today.issued).toBe(CUSTOMERS);
		expect(log.filter(({ type }) => type === 'help.called')).toHaveLength(1);

		await everyScreenAgrees({ lobby, head, display, tellers, phones }, view, today);
	});

	async function everyScreenAgrees(
		{
			lobby,
			head,
			display,
			tellers,
			phones
		}: { lobby: Page; head: Page; display: Page; tellers: Teller[]; phones: Page[] },
		view: View,
		today: TodayRow
	): Promise<void> {
		expect(Object.values((view.tickets ?? {}) as Record<string, TicketRow>)).toEqual([]);
		await expect(lobby.locator('[data-figure="waiting"]')).toHaveText(/0/);
		await expect(display.locator('[data-counter]').first()).toBeVisible();
		await expect(display.locator('[data-doing="called"], [data-doing="serving"]')).toHaveCount(0);
		for (const { page } of tellers) {
			await expect(page.locator('[data-situation]')).toHaveAttribute('data-situation', 'idle');
			await expect(page.locator('[data-next]')).toHaveCount(0);
		}
		for (const phone of phones) {
			await expect(phone.locator('[data-state="finished"]')).toBeVisible();
		}
		// The head's page reads the same figures: served out of issued stands in its lines of counters and of the day.
		await expect(head.locator('[data-counter]').first()).toBeVisible();
		expect(today.finished + today.noShow + today.abandoned + today.diverted).toBe(today.issued);
	}
});
