import { expect, test } from 'vitest';
import type { Clock } from '#server/clock.ts';
import { DemoClock } from '#server/demo/clock.ts';

/** A real clock that moves by hand. */
function handClock() {
	let now = 0;
	const timers = new Set<{ at: number; run: () => void }>();
	const clock: Clock = {
		now: () => now,
		rate: 1,
		after: (ms, run) => {
			const timer = { at: now + ms, run };
			timers.add(timer);
			return () => void timers.delete(timer);
		},
		every: () => () => undefined,
		monotonic: () => now,
		real: () => now
	};
	const pass = (ms: number) => {
		now += ms;
		for (const timer of [...timers]) {
			if (timer.at > now || !timers.delete(timer)) continue;
			timer.run();
		}
	};
	return { clock, pass };
}

test('runs as many times as fast as life once it is released', () => {
	const { clock, pass } = handClock();
	const demo = new DemoClock(clock, 1_000_000, 60);
	pass(500);
	expect(demo.now()).toBe(1_000_000);
	demo.release();
	pass(500);
	expect(demo.now()).toBe(1_030_000);
	expect(demo.rate).toBe(60);
});

test('a deadline comes when the clock is there, by running or by being put forward', () => {
	const { clock, pass } = handClock();
	const demo = new DemoClock(clock, 0, 60);
	const came: string[] = [];
	demo.after(60_000, () => came.push('a minute'));
	demo.after(600_000, () => came.push('ten minutes'));
	demo.after(0, () => came.push('now'));
	pass(0);
	expect(came).toEqual(['now']);
	pass(10_000);
	demo.moveTo(60_000);
	pass(0);
	expect(came).toEqual(['now', 'a minute']);
	demo.release();
	pass(8_999);
	expect(came).toHaveLength(2);
	pass(1);
	expect(came).toEqual(['now', 'a minute', 'ten minutes']);
});

test('put forward while it runs, it goes on from there and never back', () => {
	const { clock, pass } = handClock();
	const demo = new DemoClock(clock, 0, 60);
	demo.release();
	pass(1_000);
	demo.moveTo(1_000_000);
	pass(1_000);
	expect(demo.now()).toBe(1_060_000);
	demo.moveTo(5);
	expect(demo.now()).toBe(1_060_000);
});

test('what is cancelled does not come; a clock that stands still reaches nothing', () => {
	const { clock, pass } = handClock();
	const demo = new DemoClock(clock, 0, 0);
	const came: string[] = [];
	const cancel = demo.after(10, () => came.push('cancelled'));
	demo.after(10, () => came.push('never'));
	cancel();
	demo.release();
	pass(1_000_000);
	expect(came).toEqual([]);
});
