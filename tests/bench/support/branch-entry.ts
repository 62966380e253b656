/** A branch on a store, fed with the stream as `foyer replay` does, in a process of its own. */
import { App } from '#server/app.ts';
import { wallClock } from '#server/clock.ts';
import { benchBranch, branchDays, take } from './branch-days.ts';
import type { StreamEvent } from './branch-days.ts';
import { argument, cpuSeconds, serve } from './child.ts';
import { testConfig } from '../../support/test-config.ts';

const GROUP = 1_000;
/** Groups under way, as a replay has them. */
const DEPTH = 3;

const { folder, fresh, seed } = argument<{ folder: string; fresh?: string; seed: number }>();
let app = await open(folder);
let stream = branchDays(seed);

serve({
	/** Feeds the next events; seconds and CPU seconds, without those of making them. */
	feed: async (count: number) => {
		let seconds = 0;
		let cpu = 0;
		for (let left = count; left > 0; left -= 20_000) {
			const events = take(stream, Math.min(left, 20_000));
			const cpuBefore = cpuSeconds();
			const began = performance.now();
			await feed(events);
			seconds += (performance.now() - began) / 1000;
			cpu += cpuSeconds() - cpuBefore;
		}
		return { seconds, cpu };
	},
	/** Goes on with a new log in another folder. */
	renew: async () => {
		await app.dispose();
		app = await open(fresh as string);
		stream = branchDays(seed);
	},
	close: () => app.dispose()
});

async function feed(events: readonly StreamEvent[]): Promise<void> {
	const branch = app.branches.get('bench');
	if (branch === undefined) throw new Error('There is no branch');
	const underWay: Promise<unknown>[] = [];
	for (let from = 0; from < events.length; from += GROUP) {
		const commands = events
			.slice(from, from + GROUP)
			.map((each) => ({ origin: 'machine' as const, ...each }));
		if (underWay.length === DEPTH) await underWay.shift();
		underWay.push(branch.accept(commands));
	}
	await Promise.all(underWay);
}

async function open(data: string): Promise<App> {
	const opened = new App(testConfig(data), wallClock());
	await opened.apply(benchBranch('bench'));
	return opened;
}
