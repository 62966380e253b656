import type { Cancel, Clock } from '#server/clock.ts';

/** A clock that stands still until a test moves it; moving it runs what became due, in order. */
export interface ManualClock extends Clock {
	/** Moves the clock to an instant (epoch ms), never back. */
	to(at: number): void;
	advance(ms: number): void;
	/** Timers that are set, repeating ones included. */
	readonly pending: number;
}

interface Timer {
	at: number;
	every: number | undefined;
	run: () => void;
}

export function manualClock(startAt = Date.UTC(2026, 10, 25, 1, 0, 0)): ManualClock {
	let now = startAt;
	const timers = new Set<Timer>();

	function set(ms: number, run: () => void, every?: number): Cancel {
		const timer: Timer = { at: now + Math.max(0, Math.ceil(ms)), every, run };
		timers.add(timer);
		return () => void timers.delete(timer);
	}

	function to(at: number): void {
		for (;;) {
			let next: Timer | undefined;
			for (const timer of timers) {
				if (timer.at <= at && (next === undefined || timer.at < next.at)) next = timer;
			}
			if (next === undefined) break;
			now = Math.max(now, next.at);
			if (next.every === undefined) timers.delete(next);
			else next.at += next.every;
			next.run();
		}
		now = Math.max(now, at);
	}

	return {
		now: () => now,
		rate: 1,
		after: (ms, run) => set(ms, run),
		every: (realMs, run) => set(realMs, run, Math.max(1, Math.ceil(realMs))),
		monotonic: () => now - startAt,
		real: () => now,
		to,
		advance: (ms) => to(now + ms),
		get pending() {
			return timers.size;
		}
	};
}
