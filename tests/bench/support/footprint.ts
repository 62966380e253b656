import { EventEmitter } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { queryObjects } from 'node:v8';

/** What a process holds after a collection: where a leak shows. */
export interface Footprint {
	/** Bytes. */
	rss: number;
	heap: number;
	wal: number;
	/** How many there are. */
	files: number;
	timers: number;
	emitters: number;
	functions: number;
	/** Listeners of the process itself. */
	listeners: number;
}

/** Node's own, of timers that are set and of those that keep nothing alive. */
const Timeout = (() => {
	const timer = setTimeout(() => undefined);
	clearTimeout(timer);
	return timer.constructor;
})();

function count(kind: object): number {
	return queryObjects(kind as never, { format: 'count' });
}

/** In a child that runs with --expose-gc; `folder`: where its database is. */
export function footprint(folder: string): Footprint {
	// Looking for objects collects what nobody holds.
	const held = {
		timers: count(Timeout),
		emitters: count(EventEmitter),
		functions: count(Function)
	};
	(globalThis as { gc?: () => void }).gc?.();
	const { rss, heapUsed } = process.memoryUsage();
	const wal = readdirSync(folder).filter((name) => name.endsWith('-wal'));
	return {
		...held,
		rss,
		heap: heapUsed,
		wal: wal.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
		files: readdirSync('/proc/self/fd').length,
		listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
	};
}
