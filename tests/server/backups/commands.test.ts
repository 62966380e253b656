import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '#server/store/index.ts';
import { foyer, newFolder } from '../cli/terminal.ts';
import { events, group } from '../store/support.ts';

async function written(): Promise<string> {
	const data = newFolder();
	const store = openStore(data);
	await store.append(group({ events: events('lakeside', 1, 50) }));
	await store.close();
	return data;
}

test('backup copies a served folder too, verified and for nobody else to read; --list shows it', async () => {
	const data = await written();
	const serving = openStore(data);
	onTestFinished(() => serving.close());
	expect(await foyer('backup', '--list', '--data', data)).toMatchObject({
		out: [`There are no backups in ${join(data, 'backups')}.`]
	});
	const { code, out } = await foyer('backup', '--data', data);
	expect([code, out]).toEqual([0, [expect.stringMatching(/50 events of 1 branch, .*, verified$/)]]);
	const [name] = readdirSync(join(data, 'backups'));
	expect(statSync(join(data, 'backups', name!)).mode & 0o777).toBe(0o600);
	const list = await foyer('backup', '--list', '--data', data);
	expect(list.out).toEqual([expect.stringMatching(/^\d{4}-.+Z +[\d.]+ [kM]B +\/.+\.db$/)]);
	const [noted] = serving.audit.search({ actions: ['backup'], limit: 1 });
	expect(noted).toMatchObject({ actor: 'operator', action: 'backup.made' });
});

test('backup to a file of its own never takes the place of one', async () => {
	const data = await written();
	const file = join(newFolder(), 'copy.db');
	expect((await foyer('backup', file, '--data', data)).code).toBe(0);
	const again = await foyer('backup', file, '--data', data);
	expect(again).toMatchObject({
		code: 1,
		err: [`foyer: ${file} is there already; name a new file.`]
	});
});

test('with a key the backup is encrypted, comes back with it alone, and a wrong one is told', async () => {
	const data = await written();
	const key = join(newFolder(), 'key');
	writeFileSync(key, 'correct horse battery staple\n');
	vi.stubEnv('FOYER_BACKUP_KEY', key);
	onTestFinished(() => void vi.unstubAllEnvs());
	expect((await foyer('backup', '--data', data)).code).toBe(0);
	const [name] = readdirSync(join(data, 'backups'));
	expect(name).toMatch(/\.sealed$/);
	const bytes = readFileSync(join(data, 'backups', name!));
	expect(bytes.includes('SQLite format')).toBe(false);
	expect(bytes.includes('lakeside')).toBe(false);
	expect(readdirSync(data).filter((each) => each.endsWith('.part'))).toEqual([]);

	expect(await foyer('restore', '--data', data)).toMatchObject({ code: 0, err: [] });
	writeFileSync(key, 'some other passphrase\n');
	const wrong = await foyer('restore', '--data', data);
	expect([wrong.code, wrong.err.join()]).toEqual([1, expect.stringMatching(/another key/)]);
	vi.stubEnv('FOYER_BACKUP_KEY', '');
	const none = await foyer('restore', '--data', data);
	expect([none.code, none.err.join()]).toEqual([1, expect.stringMatching(/is encrypted; name/)]);
	expect(await foyer('verify', '--data', data)).toMatchObject({ code: 0 });
});

test.each([
	[['restore', '--to', 'yesterday'], 2, /not a moment like/],
	[['restore', 'a.db', 'b.db'], 2, /one word too many/],
	[['restore', '/nowhere/a.db'], 1, /There is no file \/nowhere\/a\.db/],
	[['restore'], 1, /There are no backups/],
	[['backup', 'copy.db'], 1, /There is no database in .*; name the data folder/]
])('%j is refused: %i', async (args, code, why) => {
	const told = await foyer(...args, '--data', args[0] === 'backup' ? newFolder() : await written());
	expect([told.code, told.err.join()]).toEqual([code, expect.stringMatching(why)]);
});

test('what is no backup, and a folder that is served, are refused and left alone', async () => {
	const data = await written();
	const file = join(newFolder(), 'text.db');
	writeFileSync(file, 'no database at all, but long enough to look like one'.repeat(100));
	const refused = await foyer('restore', file, '--data', data);
	expect(refused.code).toBe(1);
	expect(refused.err.join()).toMatch(/damaged|not a database/);
	const serving = openStore(data);
	onTestFinished(() => serving.close());
	const served = await foyer('restore', join(data, 'foyer.db'), '--data', data);
	expect([served.code, served.err.join()]).toEqual([1, expect.stringMatching(/is in use by/)]);
	expect(serving.head('lakeside').seq).toBe(50);
});
