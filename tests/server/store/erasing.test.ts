import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { CustomerRecord } from '#lib/protocol/history.ts';
import { Random } from '#lib/domain/random.ts';
import { databaseFile, openWriter } from '#server/store/connection.ts';
import { Eraser } from '#server/store/eraser.ts';
import { insertInto } from '#server/store/statements.ts';
import { prepareDatabase } from '#server/store/prepare.ts';
import { filesWith } from '../../support/bytes.ts';
import { event, group, newFolder, opened } from './support.ts';

const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25'];

function customer(n: number, more: Partial<CustomerRecord> = {}): CustomerRecord {
	return {
		branch: 'lakeside',
		day: DAYS[n % DAYS.length] as string,
		number: `A${n}`,
		ref: `<ref-${n}>`,
		// Rows of many sizes move between pages when others go.
		name: `<name-${n}>${'王'.repeat((n * 37) % 67)}`,
		note: `<note-${n}>`,
		...more
	};
}

const marks = ({ number }: CustomerRecord) => {
	const n = number.slice(1);
	return [`<ref-${n}>`, `<name-${n}>`];
};

test('a customer is kept apart, read by ticket and by day, and erased alone', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const [first, second] = [customer(0), customer(3)];
	const elsewhere = customer(0, { branch: 'other', name: null });
	await store.append(
		group({
			events: [event('lakeside', 1), event('other', 1)],
			customers: [first, second, elsewhere]
		})
	);
	const { customers } = store;
	expect(customers.find('lakeside', first.day, first.number)).toEqual(first);
	expect(customers.find('lakeside', '2026-11-26', first.number)).toBeUndefined();
	expect(customers.find('nowhere', first.day, first.number)).toBeUndefined();
	expect(customers.ofDay('lakeside', first.day)).toEqual([first, second]);
	const one = { branch: 'lakeside', day: first.day, number: first.number };
	expect(await store.eraseCustomers([one])).toEqual([1]);
	expect(await store.eraseCustomers([one, { ...one, branch: 'nowhere' }])).toEqual([0, 0]);
	expect(customers.ofDay('lakeside', first.day)).toEqual([second]);
	expect(customers.ofDay('other', first.day)).toEqual([elsewhere]);
});

/** A file as the writer's thread has it, without waiting for the disk at each of thousands of commits. */
function eraserOf(folder: string) {
	prepareDatabase(folder);
	const db = openWriter(databaseFile(folder));
	onTestFinished(() => void db.close());
	db.pragma('synchronous = OFF');
	db.exec(`insert into branches (id) values ('lakeside')`);
	const insert = db.prepare(insertInto(db, 'customers'));
	return {
		eraser: new Eraser(db),
		add: ({ day, number, ref, name, note }: CustomerRecord) =>
			insert.run(1, day, number, ref, name, note)
	};
}

test('whoever is erased leaves no byte in any file, however pages were split and merged meanwhile', () => {
	fc.assert(
		fc.property(fc.integer(), (seed) => {
			const folder = newFolder();
			const { eraser, add } = eraserOf(folder);
			const random = new Random(seed);
			const left: CustomerRecord[] = [];
			const gone: CustomerRecord[] = [];
			for (let n = 0; n < 1500; n += 1) {
				const one = customer(n);
				add(one);
				left.push(one);
				if (left.length < 50 || !random.chance(0.9)) continue;
				const [other] = left.splice(Math.floor(random.between(0, left.length)), 1);
				const { branch, day, number } = other as CustomerRecord;
				eraser.erase([{ branch, day, number }]);
				gone.push(other as CustomerRecord);
			}
			expect(gone.length).toBeGreaterThan(1000);
			expect(filesWith(folder, gone.flatMap(marks))).toEqual([]);
			// What was added since the last erasure stands in the log beside the file too.
			const found = filesWith(folder, left.flatMap(marks)).map((each) => each.split(': ')[1]);
			expect(new Set(found).size).toBe(2 * left.length);
			expect(eraser.erase([{ branch: 'lakeside', before: '2026-11-26' }])).toEqual([left.length]);
			expect(filesWith(folder, left.flatMap(marks))).toEqual([]);
		}),
		{ numRuns: 6 }
	);
});

test('only days before the given one go, of that branch', async () => {
	const store = opened(newFolder());
	const all = Array.from({ length: 9 }, (_, n) => customer(n));
	const elsewhere = customer(0, { branch: 'other' });
	await store.append(
		group({
			events: [event('lakeside', 1), event('other', 1)],
			customers: [...all, elsewhere]
		})
	);
	expect(await store.eraseCustomers([{ branch: 'lakeside', before: '2026-11-24' }])).toEqual([3]);
	expect(store.customers.ofDay('lakeside', '2026-11-23')).toEqual([]);
	expect(store.customers.ofDay('lakeside', '2026-11-24')).toHaveLength(3);
	expect(store.customers.ofDay('other', '2026-11-23')).toEqual([elsewhere]);
});

test('what another process reads just then is gone with the next round', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const one = customer(0);
	await store.append(group({ events: [event('lakeside', 1)], customers: [one] }));
	const reader = new Database(join(folder, 'foyer.db'), { readonly: true });
	reader.exec('begin');
	reader.prepare('select count(*) from customers').get();
	const erasure = { branch: one.branch, day: one.day, number: one.number };
	expect(await store.eraseCustomers([erasure])).toEqual([1]);
	expect(store.customers.find(one.branch, one.day, one.number)).toBeUndefined();
	reader.close();
	expect(await store.eraseCustomers([erasure])).toEqual([0]);
	expect(filesWith(folder, marks(one))).toEqual([]);
});

test('a store that only reads erases nothing', async () => {
	const folder = newFolder();
	const writing = opened(folder);
	await writing.append(group({ events: [event('lakeside', 1)] }));
	const reading = opened(folder, { readOnly: true });
	await expect(
		reading.eraseCustomers([{ branch: 'lakeside', before: '2026-11-26' }])
	).rejects.toMatchObject({ name: 'StoreError', code: 'read_only' });
	await writing.close();
	await expect(
		writing.eraseCustomers([{ branch: 'lakeside', before: '2026-11-26' }])
	).rejects.toMatchObject({ code: 'closed' });
});
