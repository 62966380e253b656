import { expect, test } from 'vitest';
import { events, group, newFolder, opened, tamper } from './support.ts';

test('a snapshot that is not what was written is passed over for the one before', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const snapshots = [
		{ branch: 'b', seq: 3, state: '{"waiting":3}' },
		{ branch: 'b', seq: 5, state: '{"waiting":5}' }
	];
	await store.append(group({ events: events('b', 1, 5), snapshots }));
	expect(store.snapshot('b')).toEqual({ seq: 5, state: '{"waiting":5}' });
	tamper(folder, `update snapshots set state = replace(state, ':5}', ':6}')`);
	expect(store.snapshot('b')).toEqual({ seq: 3, state: '{"waiting":3}' });
	tamper(folder, `update snapshots set state = replace(state, ':3}', ':4}')`);
	expect(store.snapshot('b')).toBeUndefined();
	await store.close();
});

test('a snapshot of an earlier version, without a sum, counts', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const snapshots = [{ branch: 'b', seq: 2, state: '{"waiting":2}' }];
	await store.append(group({ events: events('b', 1, 2), snapshots }));
	tamper(folder, `update snapshots set state = '{"waiting":2}'`);
	expect(store.snapshot('b')).toEqual({ seq: 2, state: '{"waiting":2}' });
	await store.close();
});
