import { expect, test } from 'vitest';
import { event, events, group, newFolder, opened } from './support.ts';

test('an identity is branch, source and id together', async () => {
	const store = opened(newFolder());
	await store.append(group({ events: [event('b', 1, { source: 's', id: '1' })] }));
	expect(store.find('b', 's', '1')).toEqual(event('b', 1, { source: 's', id: '1' }));
	expect(store.find('b', 's', '2')).toBeUndefined();
	expect(store.find('b', 't', '1')).toBeUndefined();
	expect(store.find('c', 's', '1')).toBeUndefined();
	await store.append(
		group({
			events: [
				event('b', 2, { source: 't', id: '1' }),
				event('c', 1, { source: 's', id: '1' }),
				event('b', 3, { source: null, id: null }),
				event('b', 4, { source: null, id: null })
			]
		})
	);
	expect(store.find('b', 't', '1')?.seq).toBe(2);
	expect(store.find('c', 's', '1')?.branch).toBe('c');
});

test('is found after opening again, before the stored ones were read and after', async () => {
	const folder = newFolder();
	const first = opened(folder);
	await first.append(group({ events: events('b', 1, 5_000) }));
	await first.close();

	const again = opened(folder);
	// In the same turn as opening, the thread that reads them cannot have answered.
	expect(again.find('b', 'queue', 'b-4999')?.seq).toBe(4999);
	expect(again.find('b', 'queue', 'b-5001')).toBeUndefined();
	await again.append(group({ events: [event('b', 5_001)] }));
	await again.warm;
	for (const seq of [1, 2_500, 5_000, 5_001]) {
		expect(again.find('b', 'queue', `b-${seq}`)).toEqual(event('b', seq));
	}
	expect(again.find('b', 'queue', 'b-5002')).toBeUndefined();
	expect(opened(folder, { readOnly: true }).find('b', 'queue', 'b-7')?.seq).toBe(7);
});

test('one that was refused is not found', async () => {
	const store = opened(newFolder());
	await expect(store.append(group({ events: [event('b', 2)] }))).rejects.toThrow('does not follow');
	expect(store.find('b', 'queue', 'b-2')).toBeUndefined();
});
