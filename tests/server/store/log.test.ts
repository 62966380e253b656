import { expect, test } from 'vitest';
import {
	event,
	events,
	group,
	newFolder,
	opened,
	prompt,
	stage,
	tamper,
	ticket
} from './support.ts';

test('what was appended is read back, now and after opening again', async () => {
	const folder = newFolder();
	const first = opened(folder);
	const whole = [
		...events('lakeside', 1, 3),
		event('lakeside', 4, { source: null, id: null, subject: '', data: '{}' }),
		event('lakeside', 5, { subject: 'A\u0000\ud83d\ude00', data: '"\u0007𠮷"', at: -1 })
	];
	await first.append(group({ events: whole.slice(0, 2) }));
	await first.append(group({ events: whole.slice(2) }));
	expect(first.read('lakeside', 0, 10)).toEqual(whole);
	await first.close();

	const again = opened(folder);
	expect(again.read('lakeside', 0, 10)).toEqual(whole);
	expect(again.read('lakeside', 2, 2)).toEqual(whole.slice(2, 4));
	expect(again.read('lakeside', 5, 10)).toEqual([]);
	expect(again.read('elsewhere', 0, 10)).toEqual([]);
	expect(again.verify('lakeside')).toEqual({ ok: true, head: again.head('lakeside') });
	await again.append(group({ events: [event('lakeside', 6)] }));
	expect(again.head('lakeside').seq).toBe(6);
	expect(again.verify('lakeside').ok).toBe(true);
});

test('branches share a group and keep a sequence and a chain each', async () => {
	const store = opened(newFolder());
	const ofBoth = [event('b', 1), event('a', 1), event('b', 2), event('a', 2)];
	await store.append(group({ events: ofBoth }));
	await store.append(group({ events: [event('a', 3)] }));
	expect(store.branches()).toEqual(['b', 'a']);
	expect(store.read('a', 0, 10)).toEqual(events('a', 1, 3));
	expect(store.head('b')).toMatchObject({ seq: 2 });
	expect(store.head('b').hash).not.toBe(store.head('a').hash);
	expect(store.head('c')).toMatchObject({ seq: 0 });
	expect(store.readAfter(0, 3)).toEqual(ofBoth.slice(0, 3).map((e, i) => ({ ...e, pos: i + 1 })));
	expect(store.readAfter(3, 10).map(({ pos, branch, seq }) => [pos, branch, seq])).toEqual([
		[4, 'a', 2],
		[5, 'a', 3]
	]);
});

test('many groups may be under way and are stored in the order they were given', async () => {
	const store = opened(newFolder());
	const groups = Array.from({ length: 300 }, (_, i) => events('b', i * 3 + 1, i * 3 + 3));
	await Promise.all(groups.map((some) => store.append(group({ events: some }))));
	expect(store.read('b', 0, 1000)).toEqual(events('b', 1, 900));
	expect(store.verify('b').ok).toBe(true);
});

test('close commits what is under way, and refuses what comes after', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const underWay = store.append(group({ events: events('b', 1, 500) }));
	const closing = store.close();
	await expect(store.append(group({ events: [event('b', 501)] }))).rejects.toMatchObject({
		code: 'closed'
	});
	await Promise.all([underWay, closing]);
	expect(opened(folder).head('b').seq).toBe(500);
});

test.each([
	['a row that breaks a constraint', [event('b', 3), event('b', 4, { type: null as never })]],
	['a value that no column takes', [event('b', 3), event('b', 4, { subject: {} as never })]],
	['a gap in the sequence', [event('b', 3), event('b', 5)]],
	['a sequence number again', [event('b', 3), event('b', 3, { id: 'other' })]],
	['an id that is stored already', [event('b', 3), event('b', 4, { id: 'b-1' })]]
])('%s: nothing of its group is stored', async (_, bad) => {
	const store = opened(newFolder());
	await store.append(group({ events: events('b', 1, 2) }));
	const failed = store.append(
		group({
			events: [event('new', 1, { source: 'new' }), ...bad],
			tickets: [ticket('A1')],
			stages: [stage('A1')],
			prompts: [prompt('p1')],
			snapshots: [{ branch: 'b', seq: 2, state: 'x' }]
		})
	);
	await expect(failed).rejects.toMatchObject({ name: 'StoreError' });
	expect(store.read('b', 0, 10)).toEqual(events('b', 1, 2));
	expect(store.branches()).toEqual(['b']);
	expect(store.history.tickets('lakeside', '2026-01-01', '2026-12-31')).toEqual([]);
	expect(store.snapshot('b')).toBeUndefined();

	store.resume();
	await store.append(group({ events: [event('new', 1, { source: 'new' }), ...events('b', 3, 4)] }));
	expect(store.verify('b')).toMatchObject({ ok: true, head: { seq: 4 } });
	expect(store.verify('new')).toMatchObject({ ok: true, head: { seq: 1 } });
});

test('after a failure everything is refused until the caller resumes', async () => {
	const store = opened(newFolder());
	const outcomes = await Promise.allSettled([
		store.append(group({ events: events('b', 1, 2) })),
		store.append(group({ events: [event('b', 9)] })),
		store.append(group({ events: events('other', 1, 1) })),
		store.append(group({ events: events('b', 3, 3) }))
	]);
	expect(outcomes.map(({ status }) => status)).toEqual([
		'fulfilled',
		'rejected',
		'rejected',
		'rejected'
	]);
	expect(store.halted).toMatchObject({ code: 'conflict' });
	await expect(store.append(group({ events: [event('b', 3)] }))).rejects.toBe(store.halted);
	expect(store.branches()).toEqual(['b']);

	store.resume();
	expect(store.halted).toBeUndefined();
	await store.append(group({ events: [event('b', 3)] }));
	expect(store.read('b', 0, 10)).toEqual(events('b', 1, 3));
});

test('a reader that began before stays with what it saw, and nothing is lost by checkpoints', async () => {
	const folder = newFolder();
	const store = opened(folder);
	await store.append(group({ events: events('b', 1, 10) }));
	const other = opened(folder, { readOnly: true });
	expect(other.head('b').seq).toBe(10);
	for (let from = 11; from < 20_000; from += 500) {
		await store.append(group({ events: events('b', from, from + 499) }));
		if (from === 5_011) expect(other.read('b', 5_509, 10)).toEqual([event('b', 5_510)]);
	}
	expect(other.head('b')).toEqual(store.head('b'));
	await other.close();
	expect(store.verify('b').ok).toBe(true);
});

test('the newest snapshot wins, and one ahead of the log is refused', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const of = (seq: number, state: string) => ({ branch: 'b', seq, state });
	expect(store.snapshot('b')).toBeUndefined();
	await store.append(group({ events: events('b', 1, 9), snapshots: [of(9, 'nine')] }));
	await store.append(group({ snapshots: [of(4, 'four')] }));
	expect(store.snapshot('b')).toEqual({ seq: 9, state: 'nine' });
	await store.append(group({ events: [event('b', 10)], snapshots: [of(9, 'new'), of(10, 'ten')] }));
	expect(store.snapshot('b')).toEqual({ seq: 10, state: 'ten' });
	await expect(store.append(group({ snapshots: [of(11, 'x')] }))).rejects.toMatchObject({
		code: 'conflict'
	});
	await store.close();
	tamper(folder, `delete from snapshots where seq = 10`);
	expect(opened(folder).snapshot('b')).toEqual({ seq: 9, state: 'new' });
});
