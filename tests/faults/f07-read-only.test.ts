import { chmodSync, chownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '#server/server.ts';
import { newFolder } from '../server/store/support.ts';
import { report, reportSkipped } from '../support/fault.ts';
import { canMount, mountedFolder, remount } from '../support/mounts.ts';
import { Sender } from '../support/sender.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { silenced } from '../support/silenced.ts';
import { lakeside } from '../support/test-server.ts';
import { testConfig } from '../support/test-config.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

if (!canMount)
	reportSkipped(
		'F7',
		'no file system can be mounted here; a folder without permission ran in its place'
	);

it.skipIf(!canMount)('F7: a read-only file system is served as far as it can be read', async () => {
	const told = silenced();
	const data = mountedFolder('size=64m');
	const sender = new Sender(await prepareFolder(data, lakeside()));
	const before = await startServer({ config: testConfig(data), pages: false });
	await sender.until(before.url, 200);
	await before.close();
	remount(data, 'ro');
	const server = await startServer({ config: testConfig(data), pages: false });
	onTestFinished(() => server.close());
	expect(server.app.trouble?.code).toBe('read_only');
	expect(told.join('\n')).toMatch(/cannot be written; check its owner and how it is mounted/);
	expect(Object.keys(server.app.branches.get('lakeside')!.view('wall').view.tickets!)).toEqual([
		'A1'
	]);
	expect(await sender.send(server.url)).toMatchObject({ status: 503, code: 'read_only' });
	await server.close();
	remount(data, 'rw');
	const writing = await startServer({ config: testConfig(data), pages: false });
	onTestFinished(() => writing.close());
	expect(await sender.send(writing.url)).toMatchObject({ status: 200 });
	report('F7', 'started, 1 of 1 tickets shown, 503 read_only; takes events once it can be written');
});

it('F7: so is a folder that belongs to somebody else', async () => {
	const data = newFolder();
	const sender = new Sender(await prepareFolder(data, lakeside()));
	const own = statSync(data).mode;
	const modes = (folder: number, files: number) => {
		chmodSync(data, folder);
		for (const name of readdirSync(data)) chmodSync(join(data, name), files);
	};
	// Root may write anywhere: it lets somebody else run the server.
	const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
	if (isRoot) {
		for (const name of ['.', ...readdirSync(data)]) chownSync(join(data, name), NOBODY, NOBODY);
	}
	modes(0o500, 0o400);
	const server = await spawnServer(data, 0, {}, as);
	onTestFinished(() => server.kill());
	expect(await sender.send(server.url)).toMatchObject({ status: 503, code: 'read_only' });
	await server.kill('SIGTERM');
	modes(own & 0o777, 0o600);
	const writing = await startServer({ config: testConfig(data), pages: false });
	onTestFinished(() => writing.close());
	expect(await sender.send(writing.url)).toMatchObject({ status: 200 });
});
