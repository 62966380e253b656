import { expect, test } from 'vitest';
import { wallClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import { openAccess } from '#server/store/index.ts';
import { spawnServer } from '../../support/server-process.ts';
import { foyer, newFolder } from './terminal.ts';

const create = (data: string, ...more: string[]) =>
	foyer(
		...['user', 'create', '--username', 'Wang.Min', '--role', 'lobby_manager'],
		...['--branch', 'lakeside', '--name', '王敏', '--staff', 'm01', '--data', data],
		...more
	);

async function signIn(data: string, username: string, password: string) {
	const config = { ...readConfig({}, { data, port: 0 }) };
	const server = await startServer({ config, clock: wallClock(), pages: false });
	try {
		const visitor = { address: '10.0.0.7', userAgent: 'test', cookie: undefined };
		return await server.app.signIn.withPassword(username, password, visitor);
	} finally {
		await server.close();
	}
}

test('the one-time password is alone on the last line, works, and is nowhere else', async () => {
	const data = newFolder();
	const { code, out } = await create(data);
	expect(code).toBe(0);
	expect(out[0]).toBe('wang.min, lobby_manager of lakeside.');
	const password = out.at(-1) ?? '';
	expect(password.length).toBeGreaterThanOrEqual(10);
	expect(await signIn(data, 'wang.min', password)).toMatchObject({ ok: true, next: 'done' });
	expect(await signIn(data, 'wang.min', `${password}x`)).toMatchObject({ ok: false });
	const listed = await foyer('user', 'list', '--data', data);
	expect(listed.out).toEqual([
		expect.stringMatching(
			/^wang\.min\tlobby_manager\tlakeside\tm01\tenabled\tpassword only\tsigned in \d{4}-\d\d-\d\dT\d\d:\d\dZ\t王敏$/
		)
	]);
	const audit = await foyer('audit', '--data', data);
	expect(audit.out.join('\n')).toContain('person.created');
	expect(audit.out.join('\n')).not.toContain(password);
});

test('reset gives another password, and the one before opens nothing', async () => {
	const data = newFolder();
	const before = (await create(data)).out.at(-1) ?? '';
	const reset = await foyer('user', 'reset', 'WANG.MIN', '--data', data);
	expect(reset.out[0]).toBe('wang.min has a new password and is signed out everywhere.');
	const after = reset.out.at(-1) ?? '';
	expect(after).not.toBe(before);
	expect(await signIn(data, 'wang.min', before)).toMatchObject({ ok: false });
	expect(await signIn(data, 'wang.min', after)).toMatchObject({ ok: true });
});

test('who is disabled cannot sign in until enabled', async () => {
	const data = newFolder();
	const password = (await create(data)).out.at(-1) ?? '';
	const disabled = await foyer('user', 'disable', 'wang.min', '--data', data);
	expect(disabled.out).toEqual(['wang.min can no longer sign in.']);
	expect((await foyer('user', 'list', '--data', data)).out[0]).toContain('\tdisabled\t');
	expect(await signIn(data, 'wang.min', password)).toMatchObject({ ok: false });
	await foyer('user', 'enable', 'wang.min', '--data', data);
	expect(await signIn(data, 'wang.min', password)).toMatchObject({ ok: true });
});

test('while a server runs on the folder, it all works the same', async () => {
	const data = newFolder();
	await create(data);
	const server = await spawnServer(data);
	try {
		const head = await foyer(
			...['user', 'create', '--username', 'shen.tao', '--role', 'branch_head'],
			...['--branch', 'lakeside', '--data', data]
		);
		expect(head.code).toBe(0);
		expect((await foyer('user', 'disable', 'wang.min', '--data', data)).code).toBe(0);
		expect((await foyer('user', 'list', '--data', data)).out).toHaveLength(2);
		expect((await foyer('verify', '--data', data)).code).toBe(0);
	} finally {
		await server.kill('SIGTERM');
	}
});

test('an administrator may have all branches, and the only one cannot be disabled', async () => {
	const data = newFolder();
	const made = await foyer(
		...['user', 'create', '--username', 'su.yun', '--role', 'administrator', '--data', data]
	);
	expect(made.out[0]).toBe('su.yun, administrator of all branches.');
	expect(await foyer('user', 'disable', 'su.yun', '--data', data)).toMatchObject({
		code: 1,
		err: ['foyer: This is the only administrator of all branches; make another one first.']
	});
	const access = openAccess(data);
	expect(access.people.named('su.yun')?.disabledAt).toBeNull();
	access.close();
});

test.each([
	[2, ['create', '--role', 'teller'], '--username is missing; see --help.'],
	[2, ['create', '--username', 'x1', '--role', 'teller'], '--branch is missing; see --help.'],
	[
		2,
		['create', '--username', 'x1', '--role', 'boss'],
		'There is no role "boss"; choose from teller, lobby_manager, wealth_manager, branch_head, operations_supervisor, administrator.'
	],
	[
		1,
		['create', '--username', 'a b', '--role', 'teller', '--branch', 'lakeside'],
		'A username has 2 to 40 letters or digits; between them may stand . - and _.'
	],
	[1, ['reset', 'nobody'], 'There is nobody called "nobody"; see foyer user list.']
])('exit code %i: user %j says what to mend', async (expected, args, message) => {
	const { code, err } = await foyer('user', ...args, '--data', newFolder());
	expect({ code, err }).toEqual({ code: expected, err: [`foyer: ${message}`] });
});

test('a username is given once', async () => {
	const data = newFolder();
	await create(data);
	expect(await create(data)).toMatchObject({
		code: 1,
		err: ['foyer: There is somebody called "wang.min" already.']
	});
});
