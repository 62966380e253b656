/** The floor of durable ingest: batches of rows into bare better-sqlite3, as fast as it goes. */
import type { PackedGroup } from '#server/store/pack.ts';
import { BareStore } from './bare-store.ts';
import { benchBranch, branchDays, take } from './branch-days.ts';
import { argument, cpuSeconds, serve } from './child.ts';
import { temporaryFolder } from './folder.ts';
import { Recorder } from './recorded.ts';

const { seed, batch } = argument<{ seed: number; batch: number }>();
const store = new BareStore(temporaryFolder());
const stream = branchDays(seed);
const recorder = new Recorder(benchBranch('bench'));
let ready: PackedGroup[] = [];

serve({
	/** Works out the rows of the next events, not measured. */
	prepare: async (events: number) => {
		ready = await recorder.groups(take(stream, events), batch);
	},
	commit: () => {
		const cpu = cpuSeconds();
		const began = performance.now();
		for (const group of ready) store.commit([group]);
		return { seconds: (performance.now() - began) / 1000, cpu: cpuSeconds() - cpu };
	}
});
