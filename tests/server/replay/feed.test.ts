import { expect, test } from 'vitest';
import type { Clock } from '#server/clock.ts';
import { EventList } from '#server/replay/event-list.ts';
import type { LogEvent } from '#server/replay/event-list.ts';
import { feed } from '#server/replay/feed.ts';

const ticks = (...instants: number[]) =>
	new EventList(instants.length, (index) => ({
		source: '/log',
		id: String(index),
		event: { type: 'clock.tick', at: instants[index] ?? 0, subject: '', data: {} }
	}));

const taken = (count: number) => ({ accepted: count, duplicates: 0, refused: [] });

/** A clock on which waiting is done at once. */
function quickClock(): Clock {
	let now = 0;
	return {
		now: () => now,
		rate: 1,
		after: (ms, run) => {
			now += Math.ceil(ms);
			queueMicrotask(run);
			return () => undefined;
		},
		every: () => () => undefined,
		monotonic: () => now,
		real: () => now
	};
}

test('as fast as it goes: groups of a thousand, in order', async () => {
	const groups: (readonly LogEvent[])[] = [];
	const events = ticks(...Array.from({ length: 2_500 }, (_, index) => index * 1000));
	const fed = await feed(events, {
		send: async (group) => {
			groups.push(group);
			return taken(group.length);
		},
		speed: undefined,
		clock: quickClock()
	});
	expect(groups.map((group) => group.length)).toEqual([1000, 1000, 500]);
	expect(groups.flat().map(({ id }) => Number(id))).toEqual([...Array(2_500).keys()]);
	expect(fed).toMatchObject({ events: 2_500, accepted: 2_500 });
});

test('at a speed: nothing before its time', async () => {
	const clock = quickClock();
	const sent: [number, string[]][] = [];
	await feed(ticks(5_000, 5_000, 65_000, 125_000), {
		send: async (group) => {
			sent.push([clock.monotonic(), group.map(({ id }) => id)]);
			return taken(group.length);
		},
		speed: 60,
		clock
	});
	expect(sent).toEqual([
		[0, ['0', '1']],
		[1_000, ['2']],
		[2_000, ['3']]
	]);
});

test('refusals by code; a failure ends it', async () => {
	const refused = [
		{ code: 'unknown_ticket', detail: 'first' },
		{ code: 'unknown_ticket', detail: 'second' }
	];
	const fed = await feed(ticks(1, 2, 3), {
		send: async () => ({ accepted: 1, duplicates: 0, refused }),
		speed: undefined,
		clock: quickClock()
	});
	expect([...fed.refused]).toEqual([['unknown_ticket', { count: 2, detail: 'first' }]]);
	const failing = feed(ticks(1), {
		send: () => Promise.reject(new Error('disk')),
		speed: undefined,
		clock: quickClock()
	});
	await expect(failing).rejects.toThrow('disk');
});
