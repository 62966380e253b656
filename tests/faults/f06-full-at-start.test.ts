import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Ballast } from '#server/store/index.ts';
import { startServer } from '#server/server.ts';
import { newFolder } from '../server/store/support.ts';
import { report, reportSkipped } from '../support/fault.ts';
import { canLimit } from '../support/limited-process.ts';
import { canMount, mountedFolder } from '../support/mounts.ts';
import { Sender } from '../support/sender.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { silenced } from '../support/silenced.ts';
import { lakeside } from '../support/test-server.ts';
import { testConfig } from '../support/test-config.ts';

if (!canMount)
	reportSkipped('F6', 'no file system can be mounted here; a limit on files ran in its place');

it.skipIf(!canMount)(
	'F6: on a full disk the server starts, shows what is there, and takes nothing',
	async () => {
		const told = silenced();
		const { data, sender, filler } = await fullFolder();
		const full = await startServer({ config: testConfig(data), pages: false });
		onTestFinished(() => full.close());
		expect(full.app.trouble?.code).toBe('disk_full');
		expect(told.join('\n')).toMatch(
			/nothing is stored, and what can be read is shown: The disk .* is full; make room/
		);
		expect(Object.keys(full.app.branches.get('lakeside')!.view('wall').view.tickets!)).toEqual([
			'A1'
		]);
		expect(await sender.send(full.url)).toMatchObject({ status: 503, code: 'disk_full' });
		await full.close();

		rmSync(filler);
		const roomy = await startServer({ config: testConfig(data), pages: false });
		onTestFinished(() => roomy.close());
		expect(await sender.send(roomy.url)).toMatchObject({ status: 200 });
		report(
			'F6',
			'started, 1 of 1 tickets shown, 503 disk_full; takes events after a start with room'
		);
	}
);

it.skipIf(!canMount)(
	'F6: where there is ballast it opens, and goes on by itself once there is room',
	async () => {
		silenced();
		const { data, sender, filler } = await fullFolder(async (folder) => {
			expect(await new Ballast(folder).make()).toBe(true);
		});
		const full = await startServer({ config: testConfig(data), pages: false });
		onTestFinished(() => full.close());
		expect(full.app.trouble).toBeUndefined();
		expect(existsSync(join(data, 'ballast'))).toBe(false);
		expect(await sender.send(full.url)).toMatchObject({ status: 503, code: 'unavailable' });
		rmSync(filler);
		await sender.until(full.url, 200);
		expect(existsSync(join(data, 'ballast'))).toBe(true);
	}
);

it.skipIf(!canLimit)(
	'F6: where not even a file can be made it starts, and tells who sends',
	async () => {
		const data = newFolder();
		const key = await prepareFolder(data, lakeside());
		// What a process starts inherits its limits; ours are put back at once.
		execFileSync('prlimit', [`--pid=${process.pid}`, '--fsize=16384:']);
		const starting = spawnServer(data, 0);
		execFileSync('prlimit', [`--pid=${process.pid}`, '--fsize=unlimited:']);
		const limited = await starting;
		onTestFinished(() => limited.kill());
		const sender = new Sender(key);
		expect(await sender.send(limited.url)).toMatchObject({ status: 503, code: 'read_only' });
		await limited.kill('SIGTERM');
		const free = await spawnServer(data);
		onTestFinished(() => free.kill());
		expect(await sender.send(free.url)).toMatchObject({ status: 200 });
	}
);

/** A folder with a branch and a ticket on a disk without a free block; `before`: what is done before it fills. */
async function fullFolder(before?: (folder: string) => Promise<void>) {
	const data = mountedFolder('size=24m');
	const sender = new Sender(await prepareFolder(data, lakeside()));
	const server = await startServer({ config: testConfig(data), pages: false });
	await sender.until(server.url, 200);
	await server.close();
	rmSync(join(data, 'ballast'), { force: true });
	await before?.(data);
	const filler = join(data, 'filler');
	try {
		execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'], { stdio: 'ignore' });
	} catch {
		// It ends by the disk being full.
	}
	return { data, sender, filler };
}
