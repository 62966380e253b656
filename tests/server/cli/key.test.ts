import { expect, test } from 'vitest';
import { openAccess } from '#server/store/index.ts';
import { foyer, newFolder } from './terminal.ts';

test('the secret is alone on the last line, and nowhere else ever', async () => {
	const data = newFolder();
	const made = await foyer(
		...['key', 'create', '--branch', 'lakeside', '--scopes', 'events:write,read'],
		...['--name', 'Kiosk', '--data', data]
	);
	expect(made.code).toBe(0);
	const secret = made.out.at(-1) ?? '';
	expect(secret).toMatch(/^foyer_\w{12}_\w{40}$/);
	const listed = await foyer('key', 'list', '--data', data);
	expect(listed.out).toHaveLength(1);
	expect(listed.out[0]).toMatch(/^\w{12}\tlakeside\tevents:write,read\tvalid\tnever used\tKiosk$/);
	expect(listed.out[0]).not.toContain(secret.slice(-40));

	const id = listed.out[0]?.split('\t')[0] ?? '';
	expect((await foyer('key', 'revoke', id, '--data', data)).out).toEqual([`Key ${id} is revoked.`]);
	expect((await foyer('key', 'list', '--data', data)).out[0]).toContain('\trevoked ');
	const access = openAccess(data);
	expect(access.keys.check(secret, 0)).toBeUndefined();
	access.close();
	expect(await foyer('key', 'revoke', id, '--data', data)).toMatchObject({
		code: 1,
		err: [`foyer: There is no valid key "${id}"; see foyer key list.`]
	});
});

test.each([
	[['--scopes', 'read'], '--branch is missing; see --help.'],
	[['--branch', 'lakeside'], '--scopes is missing; see --help.'],
	[
		['--branch', 'lakeside', '--scopes', 'read,fly'],
		'There is no scope "fly"; choose from events:write, devices:write, read, read:personal, export, metrics.'
	],
	[
		['--branch', 'lakeside', '--all-branches', '--scopes', 'read'],
		'A key is for one branch or for all: leave out --branch or --all-branches.'
	],
	[
		['--branch', 'lakeside', '--scopes', 'read', '--expires', '2026-02-30'],
		'--expires "2026-02-30" is not a day like 2026-11-25; see --help.'
	]
])('create %j says what to mend', async (args, message) => {
	const { code, err } = await foyer('key', 'create', ...args, '--data', newFolder());
	expect({ code, err }).toEqual({ code: 2, err: [`foyer: ${message}`] });
});
