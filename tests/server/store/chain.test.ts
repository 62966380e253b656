import { expect, test } from 'vitest';
import { event, events, group, newFolder, opened, tamper } from './support.ts';

/** Ten events of `b` and one of another branch, tampered with while nobody runs. */
async function afterwards(...statements: string[]) {
	const folder = newFolder();
	const store = opened(folder);
	await store.append(group({ events: [...events('a', 1, 1), ...events('b', 1, 10)] }));
	const head = store.head('b');
	await store.close();
	tamper(folder, ...statements);
	return { store: opened(folder, { readOnly: true }), head };
}

const ofB = `branch = (select ordinal from branches where id = 'b')`;

test.each([
	['type', `'ticket.called'`],
	['at', 'at + 1'],
	['recorded_at', 'recorded_at + 1'],
	['subject', `'A5 '`],
	['data', `replace(data, '王', '李')`],
	['source', 'null'],
	['event_id', `'b-x'`],
	['hash', 'zeroblob(32)']
])('a changed %s is found, and the row named', async (column, value) => {
	const { store } = await afterwards(
		`update events set ${column} = ${value} where ${ofB} and seq = 5`
	);
	expect(store.verify('b')).toEqual({ ok: false, seq: 5, pos: 6, reason: 'changed' });
	expect(store.verify('a').ok).toBe(true);
});

test('text moved from one column to the next is found', async () => {
	const { store } = await afterwards(
		`update events set type = 'ticket.issuedA', subject = '5' where ${ofB} and seq = 5`
	);
	expect(store.verify('b')).toMatchObject({ ok: false, seq: 5, reason: 'changed' });
});

test('a removed row is found by the number that is missing', async () => {
	const { store } = await afterwards(`delete from events where ${ofB} and seq = 5`);
	expect(store.verify('b')).toEqual({ ok: false, seq: 5, pos: null, reason: 'missing' });
});

test('a removed row is found though those after it were renumbered', async () => {
	const { store } = await afterwards(
		`delete from events where ${ofB} and seq = 5`,
		`update events set seq = seq - 1 where ${ofB} and seq > 5`
	);
	expect(store.verify('b')).toEqual({ ok: false, seq: 5, pos: 7, reason: 'changed' });
});

test.each([
	['at the end', 11, 11],
	['in front', 0, 0],
	['between', 5.5, 5.5]
])('a row added %s is found', async (_, seq, named) => {
	const { store } = await afterwards(
		`insert into events (branch, seq, type, at, recorded_at, subject, data, hash)
		 select branch, ${seq}, type, at, recorded_at, subject, data, hash from events where ${ofB} and seq = 9`
	);
	expect(store.verify('b')).toMatchObject({ ok: false, seq: named });
});

test('two rows that changed places are found', async () => {
	const { store } = await afterwards(
		`update events set seq = -1 where ${ofB} and seq = 5`,
		`update events set seq = 5 where ${ofB} and seq = 6`,
		`update events set seq = 6 where ${ofB} and seq = -1`
	);
	expect(store.verify('b')).toMatchObject({ ok: false, seq: 5, reason: 'changed' });
});

test('rows given to another branch are found', async () => {
	const { store } = await afterwards(
		`update events set branch = (select ordinal from branches where id = 'b') + 7 where ${ofB}`,
		`insert into branches select ordinal + 7, 'c' from branches where id = 'b'`
	);
	expect(store.verify('c')).toMatchObject({ ok: false, seq: 1, reason: 'changed' });
	expect(store.verify('b')).toMatchObject({ ok: true, head: { seq: 0 } });
});

test('newest rows that were removed show against a head that was kept', async () => {
	const { store, head } = await afterwards(`delete from events where ${ofB} and seq > 8`);
	const verdict = store.verify('b');
	expect(verdict).toMatchObject({ ok: true, head: { seq: 8 } });
	expect(verdict.ok && verdict.head).not.toEqual(head);
});

test('text that UTF-8 cannot hold verifies as it was stored', async () => {
	const store = opened(newFolder());
	await store.append(
		group({ events: [event('b', 1, { subject: '\ud800', data: '"\udfff"', id: 'x\ud800' })] })
	);
	expect(store.verify('b')).toMatchObject({ ok: true, head: { seq: 1 } });
	expect(store.find('b', 'queue', 'x\ud800')?.seq).toBe(1);
	expect(store.find('b', 'queue', 'x\ufffd')?.seq).toBe(1);
});
