import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { View } from '#lib/protocol/index.ts';

/** A link that stays cut for longer is no link. */
const TRIES = 30;
const ENTRY = fileURLToPath(new URL('./stations-entry.ts', import.meta.url));

/** One event as the log has it. */
export interface Logged {
	seq: number;
	type: string;
	at: number;
	recordedAt: number;
	subject: string;
	source: string | null;
	data: Record<string, unknown>;
}

export type Who =
	'lobby' | 'teller1' | 'teller2' | 'teller3' | 'head' | 'wall' | 'display' | 'kiosk' | 'rating';

/** A branch without a queue system, served by a process of its own. */
export interface Stations {
	url: string;
	key: string;
	/** A page of its own browser as somebody, or as a paired display; `through`: another address of the server. */
	page(
		browser: Browser,
		who: Who | null,
		path: string,
		options?: BrowserContextOptions & { through?: string }
	): Promise<Page>;
	log(): Promise<Logged[]>;
	view(screen: string): Promise<View>;
	stop(): Promise<void>;
}

/** `rate`: how fast its clock runs. `env`: further settings. */
export async function startStations(
	rate: number,
	env: Record<string, string> = {}
): Promise<Stations> {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-stations-'));
	const child = spawn(process.execPath, [ENTRY], {
		env: { ...process.env, FOYER_DATA: folder, PORT: '0', FOYER_TEST_RATE: String(rate), ...env },
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const said = async (): Promise<string> => {
		const line = await lines.next();
		if (line.done === true) throw new Error('The server of the stations ended');
		return line.value;
	};
	const { url, key, cookies } = JSON.parse(await said()) as {
		url: string;
		key: string;
		cookies: Record<Who, { name: string; value: string }>;
	};
	return {
		url,
		key,
		async page(browser, who, path, { through = url, ...options } = {}) {
			const context = await browser.newContext(options);
			if (who !== null) {
				await context.addCookies([{ ...cookies[who], url: through, sameSite: 'Lax' }]);
			}
			const page = await context.newPage();
			// Over a link that is cut just then whoever opens a page tries again.
			for (let tries = 1; ; tries += 1) {
				const failed = await page.goto(`${through}${path}`).then(
					() => null,
					(error: unknown) => error
				);
				if (failed === null) return page;
				if (tries === TRIES) throw failed;
				await page.waitForTimeout(200);
			}
		},
		async log() {
			child.stdin.write('log\n');
			const events = JSON.parse(await said()) as (Logged & { data: string })[];
			return events.map((event) => ({
				...event,
				data: JSON.parse(event.data) as Logged['data']
			}));
		},
		async view(screen) {
			const response = await fetch(`${url}/api/v1/branches/lakeside/view?screen=${screen}`, {
				headers: { authorization: `Bearer ${key}` }
			});
			return ((await response.json()) as { view: View }).view;
		},
		async stop() {
			if (child.exitCode === null && child.signalCode === null) {
				const gone = once(child, 'exit');
				child.kill('SIGTERM');
				await gone;
			}
			await rm(folder, { recursive: true, force: true });
		}
	};
}
