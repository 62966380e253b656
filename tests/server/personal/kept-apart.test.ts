import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Patch } from '#lib/protocol/index.ts';
import { Branch } from '#server/branch.ts';
import { openStore } from '#server/store/index.ts';
import { Writer } from '#server/writer.ts';
import { filesWith } from '../../support/bytes.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { tamper } from '../store/support.ts';
import { event, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const NAME = '欧阳金丝雀';
const REF = 'CANARY-4711';
const customer = { name: NAME, ref: REF };
const DAY = '2026-11-25';

const issue = (number: string, who: object | null = customer, more = {}) =>
	event('ticket.issued', number, { service: 'cash', ...(who && { customer: who }) }, more);

const lakeside = (server: TestServer) => server.app.branches.get('lakeside')!;
const rows = (server: TestServer) => lakeside(server).view('lobby').view.tickets ?? {};

/** The tables of the database that hold a word anywhere. */
function tablesWith(folder: string, word: string): string[] {
	const db = new Database(join(folder, 'foyer.db'), { readonly: true });
	onTestFinished(() => void db.close());
	const names = db.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all();
	return (names as string[]).filter((name) =>
		JSON.stringify(db.prepare(`select * from "${name}"`).all()).includes(word)
	);
}

test('a name and a reference are in one table and nowhere else, snapshot and history included', async () => {
	const server = await testServer();
	await server.batch([issue('A1'), event('ticket.called', 'A1', { counter: '1' })]);
	for (const word of [NAME, REF]) expect(tablesWith(server.folder, word)).toEqual(['customers']);
	const [first] = server.app.store.read('lakeside', 1, 1);
	expect(first?.data).toBe('{"service":"cash"}');
	await server.close();
	const store = openStore(server.folder, { readOnly: true });
	expect(store.snapshot('lakeside')?.state).not.toContain(REF);
	expect(store.customers.ofDay('lakeside', DAY)).toEqual([
		{ branch: 'lakeside', day: DAY, number: 'A1', name: NAME, ref: REF, note: null }
	]);
	await store.close();
	for (const word of [NAME, REF]) expect(tablesWith(server.folder, word)).toEqual(['customers']);
	const files = filesWith(server.folder, [NAME, REF]).map((each) => each.split(':')[0]);
	expect(files.filter((file) => file !== 'foyer.db' && file !== 'foyer.db-wal')).toEqual([]);
	expect(files.length).toBeGreaterThan(0);
});

test('the tablet gets the name masked, the wall gets none, and a restart changes neither', async () => {
	const server = await testServer();
	await server.batch([
		issue('A1'),
		issue('A2', { ref: REF }),
		issue('A3', {}),
		issue('A4', { name: ' ', ref: '' }),
		issue('A5', null)
	]);
	const drawn = rows(server);
	expect(Object.fromEntries(Object.values(drawn).map((row) => [row.id, row.customer]))).toEqual({
		A1: '欧阳**',
		A2: '…11',
		A3: undefined,
		A4: undefined,
		A5: undefined
	});
	expect(JSON.stringify(lakeside(server).view('wall'))).not.toContain('欧阳');
	expect(JSON.stringify(lakeside(server).view('lobby without names'))).not.toContain('欧阳');
	expect(server.app.store.customers.ofDay('lakeside', DAY)).toHaveLength(2);
	await server.app.store.warm;
	const again = Branch.load(
		'lakeside',
		server.app.store,
		new Writer(server.app.store, () => undefined),
		server.app.clock
	);
	expect(again.view('lobby').view.tickets).toEqual(drawn);
	lakeside(server).reload();
	expect(rows(server)).toEqual(drawn);
});

test('a ticket of yesterday that is heard of today is kept under its own day, and drawn nowhere', async () => {
	const clock = manualClock(Date.UTC(2026, 10, 25, 15, 59));
	const server = await testServer({ clock });
	await server.post(issue('A1'));
	clock.to(Date.UTC(2026, 10, 25, 16, 1));
	const late = { time: '2026-11-25T23:50:00+08:00' };
	await server.batch([issue('A1', { name: '张三' }), issue('A2', { name: '李四' }, late)]);
	const { customers } = server.app.store;
	expect(customers.find('lakeside', DAY, 'A1')?.name).toBe(NAME);
	expect(customers.find('lakeside', DAY, 'A2')?.name).toBe('李四');
	expect(customers.find('lakeside', '2026-11-26', 'A1')?.name).toBe('张三');
	expect(rows(server)).toMatchObject({ A1: { customer: '张*' } });
	expect(Object.keys(rows(server))).toEqual(['A1']);
});

test('the same event again is a duplicate, and with another customer it is another event', async () => {
	const server = await testServer();
	const first = issue('A1');
	const as = (who: object | null) => ({ ...issue('A1', who), id: first['id'] });
	const kind = async (sent: object) => {
		const { body } = await server.batch([sent]);
		return body.rejected[0]?.code ?? (body.accepted === 1 ? 'accepted' : 'duplicate');
	};
	expect(await kind(first)).toBe('accepted');
	const other = ['id_reused', 'id_reused', 'id_reused', 'id_reused'];
	const others = [{ name: '张三', ref: REF }, { name: NAME }, {}, null];
	const judge = async () => {
		const kinds: string[] = [];
		for (const who of others) kinds.push(await kind(as(who)));
		return kinds;
	};
	expect(await kind(first)).toBe('duplicate');
	expect(await judge()).toEqual(other);
	// Judged by the disk alone after the ticket's day, too.
	lakeside(server).reload();
	expect(await kind(first)).toBe('duplicate');
	expect(await judge()).toEqual(other);
	await lakeside(server).eraseCustomers({ day: DAY, number: 'A1' });
	expect(await kind(first)).toBe('duplicate');
	expect(await kind(as({ name: '张三', ref: REF }))).toBe('duplicate');
	expect(filesWith(server.folder, [NAME, REF])).toEqual([]);
});

test('a log of an earlier version, which holds the customer, still knows its duplicates', async () => {
	const server = await testServer();
	const first = issue('A1');
	await server.batch([first]);
	await server.close();
	const old = JSON.stringify({ service: 'cash', customer });
	tamper(
		server.folder,
		`update events set data = '${old}' where seq = 2`,
		'delete from customers',
		'delete from snapshots'
	);
	const store = openStore(server.folder);
	onTestFinished(() => store.close());
	const branch = Branch.load(
		'lakeside',
		store,
		new Writer(store, () => undefined),
		server.app.clock
	);
	expect(branch.view('lobby').view.tickets?.['A1']).not.toHaveProperty('customer');
	const kind = async (who: object) => {
		const at = server.app.clock.now();
		const data = { service: 'cash', customer: who };
		const told = { type: 'ticket.issued', at, subject: 'A1', data } as const;
		const id = first['id'] as string;
		const [outcome] = await branch.accept([
			{ origin: 'machine', source: '/test', id, event: told }
		]);
		return outcome?.kind === 'refused' ? outcome.code : outcome?.kind;
	};
	expect(await kind(customer)).toBe('duplicate');
	expect(await kind({ name: '张三' })).toBe('id_reused');
});

test('duplicates of what is under way are judged as those on disk', async () => {
	const server = await testServer();
	const first = issue('A1');
	const { body } = await server.batch([
		first,
		first,
		{ ...issue('A1', { name: '张三' }), id: first['id'] },
		{ ...issue('A1', null), id: first['id'] }
	]);
	expect(body).toMatchObject({
		accepted: 1,
		duplicates: 1,
		rejected: [{ code: 'id_reused' }, { code: 'id_reused' }]
	});
	expect(JSON.stringify(body)).not.toContain('张三');
	expect(server.app.store.customers.ofDay('lakeside', DAY)).toHaveLength(1);
});

test('an erased name leaves the screens at once, and what they missed holds it no longer', async () => {
	const server = await testServer();
	await server.batch([issue('A1'), issue('A2', { name: '张三' })]);
	const branch = lakeside(server);
	const before = branch.watch('lobby');
	const told: Patch[] = [];
	branch.onPatch((audience, patch) => {
		if (audience === 'lobby') told.push(patch);
	});
	const figures = JSON.stringify(branch.view('head').view.kpis);
	const history = server.app.store.history.tickets('lakeside', DAY, DAY);
	expect(await branch.eraseCustomers({ day: DAY, number: 'A1' })).toBe(1);
	await expect.poll(() => told.length).toBeGreaterThan(0);
	expect(told.map((patch) => patch.set.tickets)).toEqual([
		{ A1: expect.not.objectContaining({ customer: expect.anything() as unknown }) as unknown }
	]);
	expect(rows(server)).toMatchObject({ A2: { customer: '张*' } });
	expect(rows(server)['A1']).not.toHaveProperty('customer');
	const answer = branch.watch('lobby', before.seq - 1);
	expect(JSON.stringify(answer)).not.toContain('欧阳');
	expect(JSON.stringify(branch.view('head').view.kpis)).toBe(figures);
	expect(server.app.store.history.tickets('lakeside', DAY, DAY)).toEqual(history);
	expect(server.app.store.verify('lakeside').ok).toBe(true);
});
