import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
	serious: boolean;
	/** The rule, and what breaks it. */
	what: string;
}

async function findings(page: Page): Promise<Finding[]> {
	// The page's own policy lets no foreign script in; this one is put there by the browser's driver.
	await page.evaluate(axe);
	return page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: {
				run(): Promise<{
					violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
				}>;
			};
		};
		const { violations } = await axe.run();
		return violations.flatMap(({ id, impact, nodes }) =>
			nodes.map(({ html }) => ({
				serious: impact === 'serious' || impact === 'critical',
				what: `${id}: ${html.slice(0, 160)}`
			}))
		);
	});
}

/** Whatever axe finds on a page. */
export async function axeFindings(page: Page): Promise<string[]> {
	return (await findings(page)).map(({ what }) => what);
}

/** What axe finds on a page, as far as it is serious. */
export async function seriousFindings(page: Page): Promise<string[]> {
	return (await findings(page)).filter(({ serious }) => serious).map(({ what }) => what);
}

/** What can be pressed and is smaller than a finger, or stands higher than a share of the screen. */
export async function hardToPress(page: Page, highest = 0): Promise<string[]> {
	return page.evaluate((share) => {
		const wrong: string[] = [];
		let seen = 0;
		for (const element of document.querySelectorAll('button, a[href]')) {
			const box = element.getBoundingClientRect();
			if (box.width === 0 || getComputedStyle(element).visibility === 'hidden') continue;
			// What is scrolled out of its frame cannot be pressed there.
			const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
			if (!element.contains(document.elementFromPoint(x, y))) continue;
			seen += 1;
			const what = `${element.textContent?.trim().slice(0, 30)}: ${box.width}x${box.height} at ${box.top}`;
			let { top } = box;
			for (let each = element.parentElement; each; each = each.parentElement) {
				if (getComputedStyle(each).overflowY === 'visible') continue;
				top = Math.max(top, each.getBoundingClientRect().top);
			}
			// Within a pixel: parts of one are not lower.
			const isHigh = top < share * innerHeight - 1;
			if (box.width < 48 || box.height < 48 || isHigh) wrong.push(what);
		}
		return seen === 0 ? ['nothing can be pressed'] : wrong;
	}, highest);
}

/** How much wider a page is than its screen, and text that runs out of what it stands in. */
export async function overflowing(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const wrong: string[] = [];
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth > clientWidth) wrong.push(`the page: ${scrollWidth} in ${clientWidth}`);
		for (const element of document.querySelectorAll('button, h1, h2, p')) {
			if (element.classList.contains('said')) continue;
			if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
				wrong.push(`${element.textContent?.trim().slice(0, 30)}: ${element.scrollWidth}`);
			}
		}
		return wrong;
	});
}
