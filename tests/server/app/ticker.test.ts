import { describe, expect, test } from 'vitest';
import { Ticker } from '#server/ticker.ts';
import { manualClock } from '../../support/manual-clock.ts';
import type { ManualClock } from '../../support/manual-clock.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A branch with instants at which something is due; it decides in a later turn, as real ones do. */
class Agenda {
	rate = 1;
	readonly done: number[] = [];
	readonly #clock: ManualClock;
	readonly #dues: number[];
	/** Set: nothing is decided, as if the disk were busy. */
	stuck = false;
	asked = 0;

	constructor(clock: ManualClock, dues: number[]) {
		this.#clock = clock;
		this.#dues = dues.sort((a, b) => a - b);
	}

	add(due: number): void {
		this.#dues.push(due);
		this.#dues.sort((a, b) => a - b);
	}

	due(): number | undefined {
		return this.#dues[0];
	}

	advance(): void {
		this.asked += 1;
		setImmediate(() => {
			if (this.stuck) return;
			while ((this.#dues[0] ?? Infinity) <= this.#clock.now()) {
				this.#dues.shift();
				this.done.push(this.#clock.now());
			}
		});
	}
}

async function run(clock: ManualClock, until: number, step = 1): Promise<void> {
	while (clock.now() < until) {
		clock.advance(step);
		await turn();
		await turn();
	}
}

describe('the ticker', () => {
	test('wakes each branch at its instants, never before', async () => {
		const clock = manualClock(0);
		const a = new Agenda(clock, [10, 25, 2_500]);
		const b = new Agenda(clock, [25, 3_000]);
		const ticker = new Ticker(clock, () => [a, b]);
		ticker.touch(a);
		ticker.touch(b);
		await run(clock, 3_001);
		expect(a.done).toEqual([10, 25, 2_500]);
		expect(b.done).toEqual([25, 3_000]);
		ticker.dispose();
		expect(clock.pending).toBe(0);
	});

	test('wakes earlier when something earlier turns up', async () => {
		const clock = manualClock(0);
		const agenda = new Agenda(clock, [900]);
		const ticker = new Ticker(clock, () => [agenda]);
		ticker.touch(agenda);
		await run(clock, 100);
		agenda.add(150);
		ticker.touch(agenda);
		await run(clock, 901);
		expect(agenda.done).toEqual([150, 900]);
	});

	test('notices within a second that the clock was set forward', async () => {
		const clock = manualClock(0);
		const agenda = new Agenda(clock, [3_600_000]);
		const ticker = new Ticker(clock, () => [agenda]);
		ticker.touch(agenda);
		clock.to(3_600_000);
		await turn();
		await turn();
		expect(agenda.done).toEqual([3_600_000]);
	});

	test('leaves branches alone whose clock moves by events', async () => {
		const clock = manualClock(0);
		const agenda = new Agenda(clock, [10]);
		agenda.rate = 0;
		const ticker = new Ticker(clock, () => [agenda]);
		ticker.touch(agenda);
		await run(clock, 50);
		expect(agenda.asked).toBe(0);
	});

	test('asks again while the disk is busy, without a rush', async () => {
		const clock = manualClock(0);
		const agenda = new Agenda(clock, [10]);
		agenda.stuck = true;
		const ticker = new Ticker(clock, () => [agenda]);
		ticker.touch(agenda);
		await run(clock, 110);
		expect(agenda.asked).toBeGreaterThan(1);
		expect(agenda.asked).toBeLessThan(10);
		agenda.stuck = false;
		await run(clock, 140);
		expect(agenda.done).toHaveLength(1);
	});

	test('holds still when the disk refused, then goes on', async () => {
		const clock = manualClock(0);
		const agenda = new Agenda(clock, [10]);
		const ticker = new Ticker(clock, () => [agenda]);
		ticker.hold(500);
		ticker.touch(agenda);
		await run(clock, 499);
		expect(agenda.asked).toBe(0);
		await run(clock, 510);
		expect(agenda.done).toEqual([500]);
	});
});
