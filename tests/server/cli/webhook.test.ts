import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { smallBranch } from '../../support/history.ts';
import { prepareFolder } from '../../support/server-process.ts';
import { foyer } from './terminal.ts';

const URL = 'https://hooks.bank.lan/foyer';
let data = '';

beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'foyer-cli-'));
	await prepareFolder(data, smallBranch());
});
afterAll(() => rmSync(data, { recursive: true }));

beforeEach(() => void vi.stubEnv('FOYER_WEBHOOK_HOSTS', 'hooks.bank.lan'));
afterEach(() => vi.unstubAllEnvs());

const webhook = (...args: string[]) => foyer('webhook', ...args, '--data', data);

test('the secret is alone on the last line, and nowhere else ever', async () => {
	const made = await webhook('add', '--branch', 'lakeside', '--url', URL, '--kinds', 'sale');
	expect(made.code).toBe(0);
	const secret = made.out.at(-1) ?? '';
	expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
	const [row = ''] = (await webhook('list')).out;
	expect(row).toMatch(/^\w{12}\tlakeside\tsale\ton\t0 waiting, 0 dead\thttps:\/\/hooks/);
	expect(row).not.toContain(secret);
	const id = row.split('\t')[0] ?? '';
	expect((await webhook('replay', id, '--from', '1')).out).toEqual([
		'1 events are looked through again.'
	]);
	expect((await webhook('replay', id, '--since', '2000-01-01T00:00:00Z')).out).toEqual([
		'1 events are looked through again.'
	]);
	expect((await webhook('replay', id, '--dead')).out).toEqual(['0 deliveries are due again.']);
	expect((await webhook('replay', id, '--event', '1')).err).toEqual([
		'foyer: No delivery of this event is over: it waits, is no longer kept, or never was.'
	]);
	expect((await webhook('replay', id, '--from', '1.5')).code).toBe(1);
	expect((await webhook('remove', id)).out).toEqual([`Webhook ${id} is removed.`]);
	expect((await webhook('list')).out).toEqual([]);
	for (const again of [await webhook('remove', id), await webhook('replay', id, '--dead')]) {
		expect(again).toMatchObject({
			code: 1,
			err: [`foyer: There is no webhook "${id}"; see foyer webhook list.`]
		});
	}
});

test('a host that the settings do not list is refused, with what to do about it', async () => {
	const made = await webhook('add', '--branch', 'lakeside', '--url', 'https://evil.example/');
	expect(made).toMatchObject({ code: 1, out: [] });
	expect(made.err[0]).toMatch(/^foyer: This host may not be sent to: .*FOYER_WEBHOOK_HOSTS/);
	expect((await webhook('add', '--branch', 'elsewhere', '--url', URL)).err).toEqual([
		'foyer: There is no branch "elsewhere".'
	]);
});

test('when nothing may be sent there any more, the list says so', async () => {
	await webhook('add', '--branch', 'lakeside', '--url', URL);
	vi.stubEnv('FOYER_WEBHOOK_HOSTS', '');
	expect((await webhook('list')).out[0]).toContain('\thost not allowed\t');
});

test.each([
	[['add', '--url', URL], '--branch is missing; see --help.'],
	[['add', '--branch', 'lakeside'], '--url is missing; see --help.'],
	[
		['add', '--branch', 'lakeside', '--url', URL, '--kinds', 'sale,ticket'],
		'There is no kind "ticket"; choose from prompt, engagement, referral, sale.'
	],
	[['replay', 'x'], 'Say what to tell again: one of --dead, --event, --from and --since.'],
	[
		['replay', 'x', '--dead', '--from', '3'],
		'Say what to tell again: one of --dead, --event, --from and --since.'
	],
	[
		['replay', 'x', '--since', 'yesterday'],
		'--since "yesterday" is not an instant like 2026-11-25T10:24:00+08:00; see --help.'
	]
])('%j says what to mend', async (args, message) => {
	const { code, err } = await webhook(...args);
	expect({ code, err }).toEqual({ code: 2, err: [`foyer: ${message}`] });
});
