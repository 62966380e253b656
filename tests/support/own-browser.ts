import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium, flags } from './chromium.ts';

/** A browser as it hangs on a wall: a profile that stays, one address that it opens by itself, nobody who touches it. */
export interface OwnBrowser {
	page: Page;
	/** Ends it as somebody does who closes it: what it keeps is on disk. */
	close(): Promise<void>;
	/** Ends it in the middle of whatever it does. */
	kill(): Promise<void>;
}

/** Starts it on a profile; resolves when its page can be looked at. */
export async function startOwnBrowser(profile: string, url: string): Promise<OwnBrowser> {
	const found = findChromium();
	if (found.executablePath === undefined) throw new Error(found.reason);
	const child = spawn(
		found.executablePath,
		[
			...flags,
			...['--headless', '--remote-debugging-port=0', '--window-size=1920,1080'],
			...[`--user-data-dir=${profile}`, url]
		],
		{ env: { ...process.env, ...found.env }, stdio: ['ignore', 'ignore', 'pipe'] }
	);
	const browser = await chromium.connectOverCDP(await addressOf(child));
	const gone = once(child, 'exit');
	const [context] = browser.contexts();
	const page = context?.pages()[0] ?? (await context!.waitForEvent('page'));
	return {
		page,
		close: async () => {
			const session = await browser.newBrowserCDPSession();
			await session.send('Browser.close').catch(() => undefined);
			await gone;
		},
		kill: async () => {
			child.kill('SIGKILL');
			await gone;
		}
	};
}

/** It says on stderr where it can be talked to. */
async function addressOf(child: ChildProcess): Promise<string> {
	for await (const line of createInterface({ input: child.stderr! })) {
		const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
		if (address !== undefined) {
			child.stderr!.resume();
			return address;
		}
	}
	throw new Error('The browser ended before it could be talked to');
}
