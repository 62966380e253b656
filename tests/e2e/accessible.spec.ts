import type { Page } from '@playwright/test';
import type { Role } from '#lib/protocol/roles.ts';
import { expect, test } from '../support/browser-test.ts';
import { startDemo, type DemoServer } from '../support/demo-server.ts';
import { running } from '../support/running.ts';
import { signIn } from '../support/signed-in.ts';
import { seriousFindings } from '../support/page-checks.ts';

/**
 * Every page in both languages at three sizes: nothing serious for whoever reads it otherwise than by eye, and on what
 * is used with a finger nothing too small for one.
 */
const SIZES = [
	[1280, 800],
	[800, 1280],
	[390, 844]
] as const;
/** Smallest side of what a finger presses. */
const FINGER = 48;

const PAGES: { path: string; who: Role | null; touch?: true }[] = [
	{ path: '/wall', who: 'branch_head' },
	{ path: '/display', who: 'branch_head' },
	{ path: '/kiosk', who: 'branch_head', touch: true },
	{ path: '/rating?counter=1', who: 'branch_head', touch: true },
	{ path: '/lobby', who: 'lobby_manager', touch: true },
	{ path: '/counter?choose', who: 'teller', touch: true },
	{ path: '/counter/1', who: 'teller', touch: true },
	{ path: '/wealth', who: 'wealth_manager', touch: true },
	{ path: '/head', who: 'branch_head' },
	{ path: '/', who: 'branch_head' },
	{ path: '/account', who: 'branch_head' },
	{ path: '/admin/branch', who: 'administrator' },
	{ path: '/admin/people', who: 'administrator' },
	{ path: '/admin/displays', who: 'administrator' },
	{ path: '/admin/keys', who: 'administrator' },
	{ path: '/admin/webhooks', who: 'administrator' },
	{ path: '/admin/audit', who: 'administrator' },
	{ path: '/admin/prompts', who: 'administrator' },
	{ path: '/admin/forecast', who: 'administrator' },
	{ path: '/sign-in', who: null },
	{ path: '/pair?screen=wall', who: null }
];

let demo: DemoServer;
let phone = '';

test.beforeAll(async () => {
	demo = await startDemo('10:24');
	const taken = await fetch(`${demo.url}/api/v1/branches/lakeside/tickets`, {
		method: 'POST',
		headers: { authorization: `Bearer ${demo.key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ id: 'accessible', service: 'cash' })
	});
	phone = `/t/${((await taken.json()) as { token: string }).token}`;
});
test.afterAll(async () => {
	await demo?.stop();
});

/** What can be pressed and is smaller than a finger, as it stands on the page. */
function small(page: Page): Promise<string[]> {
	return page.evaluate((least) => {
		const pressed = 'button, a[href], summary, select, [role="button"], [role="radio"]';
		return [...document.querySelectorAll(pressed)].flatMap((each) => {
			// What stretches over its row is as large as that.
			const over = getComputedStyle(each, '::after');
			const stretched = over.content !== 'none' && over.position === 'absolute';
			const area = stretched ? (each as HTMLElement).offsetParent : each;
			const { width, height } = (area ?? each).getBoundingClientRect();
			if (width === 0 || height === 0) return [];
			const fits = width >= least - 0.5 && height >= least - 0.5;
			return fits ? [] : [`${each.outerHTML.slice(0, 80)} ${width.toFixed()}x${height.toFixed()}`];
		});
	}, FINGER);
}

for (const { path, who, touch } of [...PAGES, { path: 'phone', who: null, touch: true as const }]) {
	test(`${path}: both languages, three sizes`, async ({ context, page }) => {
		if (who !== null) await signIn(context, demo, who);
		for (const locale of ['zh', 'en']) {
			for (const [width, height] of SIZES) {
				await page.setViewportSize({ width, height });
				const address = path === 'phone' ? phone : path;
				const query = `${address.includes('?') ? '&' : '?'}lang=${locale}`;
				await page.goto(`${demo.url}${address}${query}`);
				await running(page);
				const where = `${path} ${locale} ${width}x${height}`;
				expect(await seriousFindings(page), where).toEqual([]);
				if (touch) expect(await small(page), where).toEqual([]);
			}
		}
	});
}
