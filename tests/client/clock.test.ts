import { expect, test } from 'vitest';
import { BranchClock } from '#lib/client/branch-clock.svelte.ts';
import { QUIET_AFTER, STALE_AFTER, TICK, freshnessOf } from '#lib/client/freshness.ts';

function clockAt(now: number, rate: number) {
	const device = { ms: 1_000 };
	const clock = new BranchClock(now, rate, () => device.ms);
	return { clock, device };
}

test('counts on at the branch’s rate, by the device’s monotonic clock', () => {
	const { clock, device } = clockAt(50_000, 60);
	device.ms += 250;
	clock.tick();
	expect(clock.now).toBe(50_000 + 15_000);
});

test('a message that was delayed does not turn it back', () => {
	const { clock, device } = clockAt(50_000, 1);
	device.ms += 3_000;
	clock.sync(52_700);
	expect(clock.read()).toBe(53_000);
	clock.sync(53_200);
	expect(clock.read()).toBe(53_200);
});

test('a clock that really was ahead is set', () => {
	const { clock } = clockAt(50_000, 1);
	clock.sync(10_000);
	expect(clock.read()).toBe(10_000);
	expect(clock.now).toBe(10_000);
});

test('a branch whose clock is its events stands still between them', () => {
	const { clock, device } = clockAt(50_000, 0);
	device.ms += 60_000;
	clock.tick();
	expect(clock.now).toBe(50_000);
	clock.sync(51_500);
	expect(clock.now).toBe(51_500);
});

test('stopped, it shows the instant it was stopped at until it is resumed', () => {
	const { clock, device } = clockAt(50_000, 1);
	device.ms += 20_000;
	clock.stop(60_000);
	clock.tick();
	expect(clock.now).toBe(60_000);
	clock.sync(90_000);
	expect(clock.now).toBe(60_000);
	clock.resume();
	expect(clock.now).toBe(90_000);
});

test('silence: quiet after five seconds, stale before ten have gone by unmarked', () => {
	expect(freshnessOf(0, true)).toBe('live');
	expect(freshnessOf(0, false)).toBe('quiet');
	expect(freshnessOf(QUIET_AFTER, true)).toBe('quiet');
	expect(freshnessOf(STALE_AFTER, true)).toBe('stale');
	expect(freshnessOf(STALE_AFTER, false)).toBe('stale');
	expect(STALE_AFTER + TICK).toBeLessThanOrEqual(10_000);
});
