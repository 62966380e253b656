import { expect, it } from 'vitest';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { longRun } from '../support/long-run.ts';
import type { DayHeld } from '../support/long-run.ts';
import { slope } from '../support/slope.ts';

/** 91 days are 500,000 events. */
const DAYS = howMany(4, 91);
/** A whole day has some 5,400. */
const EVENTS = howMany(1_500, Infinity);
/** Days from one look to the next. */
const EVERY = howMany(2, 4);
/** The first looks are of a server whose code and caches are still growing. */
const WARM_UP = howMany(1, 7);
/** A branch is open for so many hours a day. */
const OPEN_HOURS = 8;
const MEGABYTE = 1e6;

/** What is the same at the end of every day, and the most by which it may differ: engines compile functions late. */
const STEADY = { files: 0, listeners: 0, timers: 2, emitters: 4, functions: 12 } as const;
/** Most of a write-ahead log that is checkpointed, in bytes. */
const MOST_WAL = 32 * MEGABYTE;

/** Growth for each hour that the branch was open. */
function perHour(held: readonly DayHeld[], of: (each: DayHeld) => number): number {
	const hours = held.map(({ day }) => day * OPEN_HOURS);
	return slope(hours, held.map(of));
}

it(`F35: a branch's ${DAYS} days one after the other, screens coming and going: nothing is left behind`, async () => {
	const held = await longRun({ days: DAYS, most: EVENTS, every: EVERY });
	const warm = held.slice(WARM_UP - 1);
	const [first, last] = [warm[0]!, warm.at(-1)!];
	const some = Math.ceil(warm.length / 4);
	for (const [name, most] of Object.entries(STEADY) as [keyof typeof STEADY, number][]) {
		// A look may meet a connection that is just closing; what is left behind is there at every look.
		const least = (looks: readonly DayHeld[]) => Math.min(...looks.map((each) => each[name]));
		const [before, after] = [least(warm.slice(0, some)), least(warm.slice(-some))];
		expect(after - before, `${name}: ${before} to ${after}`).toBeLessThanOrEqual(most);
	}
	expect(last.wal).toBeLessThan(MOST_WAL);
	const rss = perHour(warm, (each) => each.rss / MEGABYTE);
	const heap = perHour(warm, (each) => each.heap / MEGABYTE);
	if (AT_LENGTH) {
		expect(rss).toBeLessThan(1);
		expect(heap).toBeLessThan(0.1);
	}
	const mb = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`;
	report(
		'F35',
		`${last.events} events of ${last.day} days in ${last.seconds.toFixed(0)} s; for each hour open: RSS ${rss.toFixed(2)} MB, ` +
			`heap ${heap.toFixed(3)} MB; from day ${first.day} to ${last.day}: ` +
			`RSS ${mb(first.rss)} to ${mb(last.rss)}, heap ${mb(first.heap)} to ${mb(last.heap)}, files ${first.files} to ${last.files}, ` +
			`timers ${first.timers} to ${last.timers}, emitters ${first.emitters} to ${last.emitters}, functions ${first.functions} to ` +
			`${last.functions}, WAL ${mb(last.wal)}`
	);
}, 600_000);
