import { manualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';

/** A clock that stands still until a test moves it, and whose time of day can be set while its timers run on. */
export interface SteppingClock extends ManualClock {
	/** Sets the time of day forward, or back, by milliseconds. */
	step(by: number): void;
}

export function steppingClock(startAt?: number): SteppingClock {
	const clock = manualClock(startAt);
	let set = 0;
	return {
		...clock,
		now: () => clock.now() + set,
		real: () => clock.real() + set,
		get pending() {
			return clock.pending;
		},
		step(by) {
			set += by;
		}
	};
}
