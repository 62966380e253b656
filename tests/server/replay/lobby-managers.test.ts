import { expect, test } from 'vitest';
import { counterTickets } from '#server/replay/counter-tickets.ts';
import { layOver, promptFigures, withStaff } from '#server/replay/lobby-managers.ts';
import { fold } from '../../days/fold.ts';

const HEAD = 'QDate,Queue No,index,Counter,QTime,Start,End,WT,ST,Valid,Remark';
const clock = (minute: number) =>
	`${8 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:00`;
/** Two days of customers who come every other minute and are called after 5, 12, 19 … minutes. */
const rows = [1, 2].flatMap((date) =>
	Array.from({ length: 40 }, (_, nth) => {
		const times = [clock(2 * nth), clock(2 * nth + 5 + 7 * (nth % 4)), clock(2 * nth + 40)];
		return `${date}-Aug-19,${1001 + nth},0,Review Room 4,${times.join()},0,0,Y,`;
	})
);
const log = counterTickets.read([HEAD, ...rows].join('\n'));
const file = withStaff(log.branch!, 1);
const over = (seed: number) => [...layOver(log, file, { count: 1, seed }).events];

test('one accepts, talks and refers as the rules offer; nothing of it is refused, and the log stays as it is', () => {
	const events = over(7);
	const folded = fold(
		file,
		events.map(({ event }) => event)
	);
	expect(folded.refused).toEqual([]);
	expect(events.filter(({ source }) => source === '/replay/counter-tickets')).toEqual([
		...log.events
	]);
	expect(new Set(events.map(({ source, id }) => source + id)).size).toBe(events.length);
	expect(events.every(({ event }, i) => event.at >= (events[i - 1]?.event.at ?? 0))).toBe(true);
	const types = new Set(events.map(({ event }) => event.type));
	for (const type of ['staff.arrived', 'prompt.accepted', 'engagement.recorded'] as const) {
		expect(types).toContain(type);
	}
	const { long_wait: figures } = promptFigures(folded.prompts);
	expect(figures?.raised).toBe(60);
	expect(figures?.used).toBeGreaterThan(0);
	expect(figures?.missed).toBeGreaterThan(0);
	expect((figures?.used ?? 0) + (figures?.missed ?? 0)).toBe(60);
});

test('the same seed is the same talks, another is another', () => {
	expect(over(7)).toEqual(over(7));
	expect(over(8)).not.toEqual(over(7));
});
