import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuSeconds } from './child.ts';

/** Its timer fires so often; a loop that is never held up reads as this. */
const RESOLUTION_MS = 5;

export interface LoopDelay {
	p50: number;
	p99: number;
	max: number;
}

/** In a child: what every process of a bench can say of itself, as answers to `serve`. */
export function ownFigures() {
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	return {
		/** CPU seconds so far, all threads. */
		cpu: () => cpuSeconds(),
		/** Resident bytes; after a collection where the process runs with --expose-gc. */
		memory: () => {
			(globalThis as { gc?: () => void }).gc?.();
			return process.memoryUsage.rss();
		},
		watchLoop: () => {
			delay.enable();
			delay.reset();
		},
		/** Milliseconds by which the event loop was late. */
		loopDelay: (): LoopDelay => ({
			p50: delay.percentile(50) / 1e6 - RESOLUTION_MS,
			p99: delay.percentile(99) / 1e6 - RESOLUTION_MS,
			max: delay.max / 1e6 - RESOLUTION_MS
		})
	};
}
