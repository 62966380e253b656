import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import type { StoringCode } from '#lib/protocol/messages.ts';
import { startServer } from '#server/server.ts';
import { openStore } from '#server/store/index.ts';
import { newFolder } from '../server/store/support.ts';
import { report, reportSkipped } from '../support/fault.ts';
import { canLimit, limitFiles } from '../support/limited-process.ts';
import { canMount, mountedFolder } from '../support/mounts.ts';
import { Sender } from '../support/sender.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { silenced } from '../support/silenced.ts';
import { lakeside, until } from '../support/test-server.ts';
import { testConfig } from '../support/test-config.ts';

if (!canMount)
	reportSkipped('F5', 'no file system can be mounted here; a limit on files ran in its place');

it.skipIf(!canMount)(
	'F5: a full disk refuses, screens go on and say so, and it resumes by itself',
	async () => {
		const told = silenced();
		const data = mountedFolder('size=40m');
		const key = await prepareFolder(data, lakeside());
		const server = await startServer({ config: testConfig(data), pages: false });
		onTestFinished(() => server.close());
		const { ballast, filler } = { ballast: join(data, 'ballast'), filler: join(data, 'filler') };
		await until(() => existsSync(ballast));
		const sender = new Sender(key);
		await sender.until(server.url, 200);
		const heard: (StoringCode | null)[] = [];
		const screen = io(server.url, { transports: ['websocket'], auth: { token: key } });
		onTestFinished(() => void screen.close());
		screen.on('storing', ({ why }: { why: StoringCode | null }) => heard.push(why));
		await new Promise<void>((resolve) => screen.once('connect', resolve));

		fill(filler);
		const refused = await sender.until(server.url, 503);
		expect(refused).toMatchObject({ code: 'unavailable' });
		expect(refused.retryAfter).toBeGreaterThan(0);
		expect(existsSync(ballast)).toBe(false);
		await until(() => heard.at(-1) === 'disk_full');
		const seen = await screen.emitWithAck('watch', {
			...{ protocol: 1, branch: 'lakeside', screen: 'wall' }
		});
		expect(Object.keys(seen.view.tickets)).toHaveLength(sender.acknowledged.length);
		// The room that the ballast gave up is not for events.
		expect((await sender.send(server.url)).status).toBe(503);

		rmSync(filler);
		await sender.until(server.url, 200);
		await until(() => heard.at(-1) === null);
		expect(statSync(ballast).size).toBe(4 << 20);
		await server.close();
		const store = openStore(data, { readOnly: true });
		expect(ticketsIn(store)).toEqual(sender.acknowledged);
		expect(store.verify('lakeside').ok).toBe(true);
		await store.close();
		expect(told.filter((line) => line.includes('storing events'))).toHaveLength(1);
		report(
			'F5',
			`${sender.acknowledged.length} of ${sender.acknowledged.length} acknowledged events there, none more, resumed by itself`
		);
	}
);

it.skipIf(!canLimit)(
	'F5: files that may not grow refuse, and go on as soon as they may',
	async () => {
		const data = newFolder();
		const key = await prepareFolder(data, lakeside());
		const server = await spawnServer(data);
		onTestFinished(() => server.kill());
		const sender = new Sender(key);
		await sender.until(server.url, 200);
		limitFiles(server.child.pid!, statSync(join(data, 'foyer.db-wal')).size + 40_000);
		const refused = await sender.until(server.url, 503);
		expect(refused).toMatchObject({ code: 'unavailable' });
		expect((await fetch(`${server.url}/api/v1/events`)).status).not.toBe(503);
		limitFiles(server.child.pid!, null);
		await sender.until(server.url, 200);
		await server.kill('SIGTERM');
		const store = openStore(data, { readOnly: true });
		expect(ticketsIn(store)).toEqual(sender.acknowledged);
		expect(store.verify('lakeside').ok).toBe(true);
		expect(store.lost()).toEqual([]);
		await store.close();
		report(
			'F5',
			`files that may not grow: ${sender.acknowledged.length} acknowledged, all there, none more`
		);
	}
);

/** Until nothing more fits. */
function fill(path: string): void {
	try {
		execFileSync('dd', ['if=/dev/zero', `of=${path}`, 'bs=64k'], { stdio: 'ignore' });
	} catch {
		// It ends by the disk being full.
	}
}

function ticketsIn(store: ReturnType<typeof openStore>): string[] {
	return store
		.read('lakeside', 0, 100_000)
		.filter(({ type }) => type === 'ticket.issued')
		.map(({ subject }) => subject);
}
