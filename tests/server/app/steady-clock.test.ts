import { expect, test } from 'vitest';
import { SteadyClock } from '#server/steady-clock.ts';
import { steppingClock } from '../../support/stepping-clock.ts';

test('a clock that is set says so before the new time is read, and one that is kept right does not', () => {
	const machine = steppingClock();
	const clock = new SteadyClock(machine);
	const steps: number[] = [];
	clock.onStep((by) => steps.push(by));
	machine.advance(10_000);
	machine.step(1_999);
	clock.now();
	expect(steps).toEqual([]);
	machine.step(3_600_000);
	expect(clock.now()).toBe(machine.now());
	expect(steps).toEqual([3_600_000]);
	machine.step(-7_200_000);
	expect(clock.real()).toBe(machine.real());
	expect(steps).toEqual([3_600_000, -7_200_000]);
	// Nobody reads it: it is noticed within a second.
	machine.step(60_000);
	machine.advance(1_000);
	expect(steps).toEqual([3_600_000, -7_200_000, 60_000]);
	expect(clock).toMatchObject({ steps: 3, last: { by: 60_000, at: machine.real() } });
});

test('once it is disposed of nothing is left of it', () => {
	const machine = steppingClock();
	const clock = new SteadyClock(machine);
	const steps: number[] = [];
	const undo = clock.onStep((by) => steps.push(by));
	undo();
	clock.dispose();
	machine.step(60_000);
	machine.advance(5_000);
	expect(steps).toEqual([]);
	expect(machine.pending).toBe(0);
});
