import { wallClock } from '#server/clock.ts';
import type { Clock } from '#server/clock.ts';

/** Life, with everything that waits for real time waiting so many times less: for what takes minutes otherwise. */
export function hurriedClock(times: number): Clock {
	const life = wallClock();
	const [began, real] = [life.monotonic(), life.real()];
	return {
		...life,
		after: (ms, run) => life.after(ms / times, run),
		every: (realMs, run) => life.every(realMs / times, run),
		monotonic: () => life.monotonic() * times,
		real: () => Math.floor(real + (life.monotonic() - began) * times)
	};
}
