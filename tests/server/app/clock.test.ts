import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { scaledClock, wallClock } from '#server/clock.ts';

describe('clocks', () => {
	beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
	afterEach(() => void vi.useRealTimers());

	test('never run a timer early: fractions are rounded up', () => {
		const run = vi.fn();
		wallClock().after(10.2, run);
		vi.advanceTimersByTime(10);
		expect(run).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(run).toHaveBeenCalledOnce();
	});

	test('wait longer than one timer of Node can', () => {
		const run = vi.fn();
		const month = 30 * 86_400_000;
		wallClock().after(month, run);
		vi.advanceTimersByTime(month - 1);
		expect(run).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(run).toHaveBeenCalledOnce();
	});

	test('forget what was cancelled, in the second stretch too', () => {
		const run = vi.fn();
		const cancel = wallClock().after(2 ** 31 + 1_000, run);
		vi.advanceTimersByTime(2 ** 31 + 500);
		cancel();
		cancel();
		vi.advanceTimersByTime(10_000);
		expect(run).not.toHaveBeenCalled();
	});

	test('run faster than life in a demonstration, timers with them', () => {
		const clock = scaledClock({ startAt: 5_000_000, rate: 60 });
		const run = vi.fn(() => clock.now());
		clock.after(60_000, run);
		vi.advanceTimersByTime(500);
		expect(clock.now()).toBe(5_030_000);
		vi.advanceTimersByTime(500);
		expect(run).toHaveReturnedWith(5_060_000);
		expect(clock.real()).toBe(1_001_000);
	});

	test('repeat in real time whatever their rate', () => {
		const run = vi.fn();
		const cancel = scaledClock({ startAt: 0, rate: 60 }).every(100, run);
		vi.advanceTimersByTime(350);
		cancel();
		vi.advanceTimersByTime(1_000);
		expect(run).toHaveBeenCalledTimes(3);
	});
});
