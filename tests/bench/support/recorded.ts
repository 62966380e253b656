import type { BranchFile } from '#lib/protocol/index.ts';
import { Branch } from '#server/branch.ts';
import type { Clock } from '#server/clock.ts';
import { mergeGroups } from '#server/store/group.ts';
import { pack } from '#server/store/pack.ts';
import type { PackedGroup } from '#server/store/pack.ts';
import type { Group, Store } from '#server/store/types.ts';
import { Writer } from '#server/writer.ts';
import type { StreamEvent } from './branch-days.ts';

/** Rows that Foyer writes for groups of events, without writing them: what a floor has to write too. */
export class Recorder {
	readonly #branch: Branch;
	readonly #groups: Group[] = [];
	#now = 0;

	constructor(file: BranchFile) {
		const store = {
			append: async (group: Group) => void this.#groups.push({ ...group, snapshots: [] }),
			find: () => undefined,
			customers: { find: () => undefined, ofDay: () => [] },
			resume: () => undefined
		} as unknown as Store;
		const clock: Clock = {
			now: () => this.#now,
			rate: 1,
			after: () => () => undefined,
			every: () => () => undefined,
			monotonic: () => 0,
			real: () => Date.now() + 1e12
		};
		const writer = new Writer(store, (error) => {
			throw error;
		});
		this.#branch = Branch.create(file, store, writer, clock);
	}

	/** One group of rows for each `size` events; it holds what the server adds by itself too. */
	async groups(events: readonly StreamEvent[], size: number): Promise<PackedGroup[]> {
		const packed: PackedGroup[] = [];
		for (let from = 0; from < events.length; from += size) {
			const commands = events.slice(from, from + size).map(({ source, id, event }) => {
				this.#now = Math.max(this.#now, event.at);
				return { origin: 'machine' as const, source, id, event };
			});
			const outcomes = await this.#branch.accept(commands);
			const refused = outcomes.find((outcome) => outcome.kind === 'refused');
			if (refused !== undefined) throw new Error(`The stream is wrong: ${JSON.stringify(refused)}`);
			const groups = this.#groups.splice(0);
			packed.push(pack({ ...mergeGroups(groups), snapshots: [] }));
		}
		return packed;
	}
}
