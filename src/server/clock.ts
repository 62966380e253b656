/** The only place where time is read and timers are set. Everything else is handed a Clock. */

/** Undoes what it came from: a timer, a subscription. Calling it twice does no harm. */
export type Cancel = () => void;

export interface Clock {
	/** The clock of branches: epoch milliseconds, whole. */
	now(): number;
	/** How fast that clock runs: 1 in life, 60 in a demonstration. */
	readonly rate: number;
	/** Runs once, `ms` of the branches' clock from now, rounded up to real milliseconds. Keeps the process alive. */
	after(ms: number, run: () => void): Cancel;
	/** Runs again and again, each time after `realMs` of real time. Does not keep the process alive. */
	every(realMs: number, run: () => void): Cancel;
	/** Real milliseconds since some beginning, never stepping: for measuring and for limits. */
	monotonic(): number;
	/** The real time of day in epoch milliseconds, also where the branches' clock is a made-up one. */
	real(): number;
}

/** Node turns a longer delay into 1 ms, so that longer ones are chained. */
const LONGEST_TIMER = 2 ** 31 - 1;

function realTimer(ms: number, run: () => void): Cancel {
	let left = Math.max(0, Math.ceil(ms));
	let timer: NodeJS.Timeout;
	const arm = () => {
		const step = Math.min(left, LONGEST_TIMER);
		left -= step;
		timer = setTimeout(left > 0 ? arm : run, step);
	};
	arm();
	return () => clearTimeout(timer);
}

function realInterval(ms: number, run: () => void): Cancel {
	const timer = setInterval(run, Math.min(LONGEST_TIMER, Math.max(1, Math.ceil(ms))));
	timer.unref();
	return () => clearInterval(timer);
}

/** Life: the machine's clock. */
export function wallClock(): Clock {
	return {
		now: () => Date.now(),
		rate: 1,
		after: realTimer,
		every: realInterval,
		monotonic: () => performance.now(),
		real: () => Date.now()
	};
}

/** A clock that shows `startAt` now and runs `rate` times as fast as life: for the demonstration. */
export function scaledClock({ startAt, rate }: { startAt: number; rate: number }): Clock {
	const began = performance.now();
	return {
		now: () => Math.floor(startAt + (performance.now() - began) * rate),
		rate,
		after: (ms, run) => realTimer(ms / rate, run),
		every: realInterval,
		monotonic: () => performance.now(),
		real: () => Date.now()
	};
}
