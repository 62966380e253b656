import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import type { ServerFile } from '#server/control.ts';
import { openStore } from '#server/store/index.ts';
import { howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { freePort } from '../support/peers.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { event } from '../support/test-server.ts';
import type { Screen } from '../support/test-server.ts';

const SCREENS = 50;
const CLIENTS = 8;
const turn = () => new Promise((resolve) => setTimeout(resolve, 10));

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-f26-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Queue machines: each sends an event until it is acknowledged, then the next. */
class Machines {
	readonly acknowledged = new Set<string>();
	/** Requests that were answered by nobody, by why. */
	readonly lost = new Map<string, number>();
	/** Answers other than 200. */
	readonly later = new Map<number, number>();
	#running = true;
	readonly #loops: Promise<void>[];

	constructor(url: string, key: string) {
		this.#loops = Array.from({ length: CLIENTS }, async (_, client) => {
			for (let n = 1; this.#running; n += 1) await this.#send(url, key, `${client}-${n}`);
		});
	}

	async stop(): Promise<void> {
		this.#running = false;
		await Promise.all(this.#loops);
	}

	async #send(url: string, key: string, number: string): Promise<void> {
		const sent = JSON.stringify(
			event('ticket.issued', number, { service: 'cash' }, { id: number })
		);
		const headers = {
			authorization: `Bearer ${key}`,
			'content-type': 'application/cloudevents+json'
		};
		while (this.#running) {
			const answer = await fetch(`${url}/api/v1/events`, {
				method: 'POST',
				headers,
				body: sent
			}).catch(
				(error: Error) => (error.cause as { code?: string } | undefined)?.code ?? error.message
			);
			if (typeof answer === 'string') {
				this.lost.set(answer, (this.lost.get(answer) ?? 0) + 1);
				await turn();
				continue;
			}
			await answer.arrayBuffer();
			if (answer.status === 200) return void this.acknowledged.add(number);
			expect(answer.headers.get('retry-after')).not.toBeNull();
			this.later.set(answer.status, (this.later.get(answer.status) ?? 0) + 1);
			await turn();
		}
	}
}

/** Screens as the pages have them: they come back by themselves, and watch again where they were. */
class Screens {
	readonly #screens: Screen[];
	/** What said goodbye to each, and since when each is away. */
	readonly byes: string[] = [];
	readonly away: number[] = [];
	#fresh = new Set<Screen>();

	constructor(url: string, key: string) {
		this.#screens = Array.from({ length: SCREENS }, () => {
			const screen: Screen = io(url, {
				...{ transports: ['websocket'], forceNew: true, auth: { token: key } },
				...{ reconnectionDelay: 1_000, reconnectionDelayMax: 3_300 }
			});
			let leftAt: number | null = null;
			screen.on('bye', ({ code }) => void this.byes.push(code));
			screen.on('disconnect', () => {
				leftAt = performance.now();
				this.#fresh.delete(screen);
			});
			screen.on('connect', () => {
				screen.emit('watch', { protocol: 1, branch: 'lakeside', screen: 'wall' }, (answer) => {
					if (!answer.ok) return;
					this.#fresh.add(screen);
					if (leftAt !== null) this.away.push(performance.now() - leftAt);
				});
			});
			return screen;
		});
		onTestFinished(() => this.close());
	}

	get fresh(): number {
		return this.#fresh.size;
	}

	close(): void {
		for (const screen of this.#screens) screen.close();
	}
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await turn();
}

/** What the log holds, each acknowledged event once. */
async function expectNothingLost(folder: string, acknowledged: ReadonlySet<string>): Promise<void> {
	const store = openStore(folder, { readOnly: true });
	const ids = store.read('lakeside', 0, 1_000_000).flatMap(({ id }) => (id === null ? [] : [id]));
	expect(store.verify('lakeside').ok).toBe(true);
	await store.close();
	expect(new Set(ids).size).toBe(ids.length);
	const stored = new Set(ids);
	expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
}

const said = (counts: ReadonlyMap<unknown, number>) =>
	[...counts].map(([what, count]) => `${count} x ${String(what)}`).join(', ') || 'none';
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

test('F26: a new version under load: nothing acknowledged is lost, every screen is on it within a minute', async () => {
	const folder = newFolder();
	const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
	const first = await spawnServer(folder);
	const port = Number(new URL(first.url).port);
	const screens = new Screens(first.url, key);
	await until(() => screens.fresh === SCREENS);
	const machines = new Machines(first.url, key);
	const before = howMany(200, 1_000);
	await until(() => machines.acknowledged.size >= before);

	const stopped = performance.now();
	await first.kill('SIGTERM');
	expect(first.child.exitCode).toBe(0);
	const gone = performance.now();
	const second = await spawnServer(folder, port);
	onTestFinished(() => second.kill('SIGKILL'));
	const serving = performance.now();
	await until(() => screens.fresh === SCREENS);
	const back = performance.now();
	const then = machines.acknowledged.size;
	await until(() => machines.acknowledged.size >= then + before);
	await machines.stop();

	expect(screens.byes.filter((code) => code === 'upgrade')).toHaveLength(SCREENS);
	expect(Math.max(...screens.away)).toBeLessThan(60_000);
	screens.close();
	await second.kill('SIGTERM');
	await expectNothingLost(folder, machines.acknowledged);
	report(
		'F26',
		`${machines.acknowledged.size} acknowledged, 0 lost; closed in ${seconds(gone - stopped)}, the new one serves after ${seconds(serving - stopped)}, all ${SCREENS} screens on it after ${seconds(back - stopped)}; answered by nobody: ${said(machines.lost)}; told to come again: ${said(machines.later)}`
	);
}, 120_000);

const HOLDER = fileURLToPath(new URL('../support/socket-holder.ts', import.meta.url));
const ENTRY = fileURLToPath(new URL('../support/server-entry.ts', import.meta.url));

test.skipIf(process.platform === 'win32')(
	'F26: with the socket handed over from one to the other, nobody who connects in between is refused',
	async () => {
		const folder = newFolder();
		const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
		const port = await freePort();
		const url = `http://127.0.0.1:${port}`;
		const holder = spawn(process.execPath, [HOLDER, String(port), ENTRY, '2'], {
			env: { ...process.env, FOYER_DATA: folder, HOST: '127.0.0.1', PORT: '1' },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const ended = once(holder, 'exit');
		const lines = createInterface({ input: holder.stdout })[Symbol.asyncIterator]();
		const serverOf = async () => {
			const line = await lines.next();
			expect(JSON.parse(String(line.value))).toEqual({ url });
			return (JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as ServerFile).pid;
		};
		const first = await serverOf();
		const machines = new Machines(url, key);
		await until(() => machines.acknowledged.size >= howMany(100, 500));
		process.kill(first, 'SIGTERM');
		const second = await serverOf();
		expect(second).not.toBe(first);
		const then = machines.acknowledged.size;
		await until(() => machines.acknowledged.size >= then + howMany(100, 500));
		await machines.stop();
		process.kill(second, 'SIGTERM');
		expect(await ended).toEqual([0, null]);
		expect(machines.lost.get('ECONNREFUSED') ?? 0).toBe(0);
		await expectNothingLost(folder, machines.acknowledged);
		report(
			'F26',
			`handed over: ${machines.acknowledged.size} acknowledged, 0 lost, 0 refused; answered by nobody: ${said(machines.lost)}; told to come again: ${said(machines.later)}`
		);
	},
	120_000
);
