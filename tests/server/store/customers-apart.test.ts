import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newFolder, opened } from './support.ts';

const drizzle = new URL('../../../drizzle/', import.meta.url);
const BEFORE = '0002_customers_apart';

interface Journal {
	entries: { tag: string; when: number }[];
}

/** A folder as the version before left it: names in the tickets' history and in a snapshot. */
function oldFolder(): string {
	const folder = newFolder();
	const db = new Database(join(folder, 'foyer.db'));
	const { entries } = JSON.parse(
		readFileSync(new URL('meta/_journal.json', drizzle), 'utf8')
	) as Journal;
	const old = entries.slice(
		0,
		entries.findIndex(({ tag }) => tag === BEFORE)
	);
	db.exec('create table __drizzle_migrations (id integer primary key, hash text, created_at)');
	for (const { tag, when } of old) {
		db.exec(readFileSync(new URL(`${tag}.sql`, drizzle), 'utf8'));
		db.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(tag, when);
	}
	db.exec(`insert into branches (id) values ('lakeside');
		insert into snapshots values (1, 1, '{"version":3,"name":"CANARY"}')`);
	const ticket = db.prepare(
		`insert into tickets (branch, day, number, service, segment, state, issued_at, parked_time, requeues,
			transfers, tags, customer_ref, customer_name)
		 values (1, '2026-11-24', ?, 'cash', 'ordinary', 'finished', 1, 0, 0, 0, '[]', ?, ?)`
	);
	ticket.run('A1', 'c-1', '张三');
	ticket.run('A2', null, '李四');
	ticket.run('A3', '', '');
	ticket.run('A4', null, null);
	db.close();
	return folder;
}

test('what an earlier version knew of customers moves to where it can be erased', async () => {
	const store = opened(oldFolder());
	expect(store.customers.ofDay('lakeside', '2026-11-24')).toEqual([
		{ branch: 'lakeside', day: '2026-11-24', number: 'A1', ref: 'c-1', name: '张三', note: null },
		{ branch: 'lakeside', day: '2026-11-24', number: 'A2', ref: null, name: '李四', note: null }
	]);
	const tickets = store.history.tickets('lakeside', '2026-11-24', '2026-11-24');
	expect(tickets.map(({ number }) => number)).toEqual(['A1', 'A2', 'A3', 'A4']);
	expect(tickets[0]).not.toHaveProperty('customerName');
	expect(store.snapshot('lakeside')).toBeUndefined();
	expect(await store.eraseCustomers([{ branch: 'lakeside', before: '2026-11-25' }])).toEqual([2]);
});
