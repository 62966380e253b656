import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '#server/server.ts';
import { backupsIn } from '#server/store/index.ts';
import { foyer, newFolder } from '../server/cli/terminal.ts';
import { tamper } from '../server/store/support.ts';
import { report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { silenced } from '../support/silenced.ts';
import { event, lakeside, until } from '../support/test-server.ts';
import { testConfig } from '../support/test-config.ts';

const HOUR = 3_600_000;

it('F36: a bad backup is found when it is made, and the one before restores', async () => {
	const told = silenced();
	const data = newFolder();
	const backups = join(data, 'backups');
	const clock = manualClock();
	const config = testConfig(data, { backups: { folder: backups, keyFile: null } });
	const server = await startServer({ config, clock, pages: false });
	onTestFinished(() => server.close());
	await server.app.apply(lakeside());
	const branch = server.app.branches.get('lakeside')!;
	const issue = async (number: string) => {
		const { type, subject, data: detail } = event('ticket.issued', number, { service: 'cash' });
		await branch.accept([
			{
				...{ origin: 'machine', source: '/test', id: number },
				event: { type, subject, at: clock.now(), data: detail } as never
			}
		]);
	};
	await issue('A1');
	clock.advance(HOUR / 12);
	await until(() => server.app.backups.status().last !== null);
	// Otherwise the look through the database may be the first to notice.
	await until(() => server.app.checkup.last !== null);
	const good = server.app.backups.status().last!;
	expect(server.app.backups.status().failed).toBeNull();

	await issue('A2');
	tamper(data, `update events set subject = 'A9' where subject = 'A1'`);
	clock.advance(HOUR);
	await until(() => server.app.backups.status().failed !== null);
	const { last, failed } = server.app.backups.status();
	expect(last).toEqual(good);
	expect(failed?.why).toContain('lakeside: event 2 was changed after it was written');
	expect(told.join('\n')).toContain('no backup was made; those before are kept');
	expect(readdirSync(backups)).toEqual([expect.stringMatching(/\.db$/)]);
	expect((await server.app.metrics.text()).body).toContain(`foyer_backup_age_seconds `);
	const noted = server.app.store.audit.search({ actions: ['backup'], limit: 10 });
	expect(noted.map(({ action }) => action)).toEqual(['backup.failed', 'backup.made']);
	await server.close();

	const restored = await foyer('restore', '--data', data);
	expect(restored).toMatchObject({ code: 0, err: [] });
	expect(restored.out.join('\n')).toMatch(
		/lakeside: 2 events; from .+Z to .+Z nothing is known, \d+ events/
	);
	expect(await foyer('verify', '--data', data)).toMatchObject({ code: 0 });
	report(
		'F36',
		'found when it was made, told by log, audit and status; the one before restored 2 of 2 events'
	);
});

it('F36: a backup that went bad on its disk is refused by name, and nothing is replaced', async () => {
	const data = newFolder();
	const server = await startServer({ config: testConfig(data), pages: false });
	await server.app.apply(lakeside());
	await server.close();
	expect((await foyer('backup', '--data', data)).code).toBe(0);
	const [backup] = backupsIn(join(data, 'backups'));
	const bytes = readFileSync(backup!.path);
	bytes.fill(0x5a, bytes.length / 2);
	writeFileSync(backup!.path, bytes);
	const before = readFileSync(join(data, 'foyer.db'));
	const refused = await foyer('restore', '--data', data);
	expect(refused.code).toBe(1);
	expect(refused.err.join()).toMatch(/damaged/);
	expect(readFileSync(join(data, 'foyer.db'))).toEqual(before);
	expect(existsSync(join(data, 'restoring'))).toBe(false);
});
