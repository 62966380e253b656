import { expect, test } from 'vitest';
import { Seen } from '#server/store/seen.ts';
import { until } from '../../support/test-server.ts';
import { event, events, group, newFolder, opened, tamper } from './support.ts';

test('identities of events that went are forgotten, those that came meanwhile are not', async () => {
	const folder = newFolder();
	const store = opened(folder);
	await store.append(group({ events: events('b', 1, 10) }));
	const seen = new Seen(folder, true);
	await seen.warm;
	const may = (seq: number) => seen.may('b', 'queue', `b-${seq}`);
	tamper(folder, 'delete from events where seq < 5');
	// Few are not worth a reading.
	seen.prepareToForget()(10);
	seen.prepareToForget()(100_000);
	expect([1, 4, 5, 10, 11].map(may)).toEqual([true, true, true, true, false]);
	const forget = seen.prepareToForget();
	// Given to the log after the step, it is not on disk when the stored ones are read.
	seen.add(event('b', 11));
	forget(1);
	seen.add(event('b', 12));
	await until(() => !may(4));
	expect([1, 4, 5, 10, 11, 12].map(may)).toEqual([false, false, true, true, true, true]);
	await seen.close();
});
