import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The timer that measures fires so often: a delay is what it is late by. Milliseconds. */
const RESOLUTION = 20;
const NS = 1e6;

/** How late the event loop is, since the last look. Whoever looks has one of their own. */
export class LoopDelay {
	readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION });

	constructor() {
		this.#histogram.enable();
	}

	/** The mean alone, in milliseconds; the next look begins now. */
	lookAtMean(): number {
		const mean = late(this.#histogram.mean);
		this.#histogram.reset();
		return mean;
	}

	/** Milliseconds since the last look; the next one begins now. */
	look(): { mean: number; p50: number; p99: number; max: number } {
		const own = this.#histogram;
		const delay = {
			mean: late(own.mean),
			p50: late(own.percentile(50)),
			p99: late(own.percentile(99)),
			max: late(own.max)
		};
		own.reset();
		return delay;
	}

	dispose(): void {
		this.#histogram.disable();
	}
}

/** A histogram that has seen nothing has no mean. */
function late(ns: number): number {
	return Number.isFinite(ns) ? Math.max(0, ns / NS - RESOLUTION) : 0;
}
