import { constants, PerformanceObserver } from 'node:perf_hooks';

const KINDS: Readonly<Record<number, string>> = {
	[constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
	[constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
	[constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
	[constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak'
};

/** Node's types leave out what a collection says of itself. Milliseconds. */
interface GarbageEntry {
	detail: { kind: number };
	duration: number;
}

/** How long garbage was collected, by kind. */
export class Garbage {
	/** Seconds since the start. */
	readonly seconds: Record<string, number> = { minor: 0, major: 0, incremental: 0, weak: 0 };
	readonly #observer: PerformanceObserver;

	constructor() {
		this.#observer = new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				const { detail, duration } = entry as unknown as GarbageEntry;
				const kind = KINDS[detail.kind];
				if (kind !== undefined) this.seconds[kind] = (this.seconds[kind] ?? 0) + duration / 1000;
			}
		});
		this.#observer.observe({ entryTypes: ['gc'] });
	}

	dispose(): void {
		this.#observer.disconnect();
	}
}
