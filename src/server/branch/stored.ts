import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { thaw } from '#lib/domain/snapshot.ts';
import { newState } from '#lib/domain/state.ts';
import type { BranchState } from '#lib/domain/state.ts';
import type { BranchFile } from '#lib/protocol/index.ts';
import type { LoggedEvent, Store } from '../store/types.ts';

const READ_AT_ONCE = 5_000;

/** A branch as the log has it: `seq` of its last event, `snapshotAt` that of the snapshot it was read from. */
export interface Stored {
	state: BranchState;
	seq: number;
	snapshotAt: number;
}

/**
 * The newest snapshot that this version understands, and the events since. Where it understands none, the log begins with
 * the settings that compaction leaves in front of the days that are kept. `file`: of a branch without an event.
 */
export function readStored(
	id: string,
	store: Pick<Store, 'snapshot' | 'read'>,
	file?: BranchFile
): Stored {
	const snapshot = store.snapshot(id);
	let state = snapshot === undefined ? undefined : thaw(snapshot.state);
	const snapshotAt = state === undefined ? 0 : (snapshot?.seq ?? 0);
	let seq = snapshotAt;
	for (;;) {
		const events = store.read(id, seq, READ_AT_ONCE);
		for (const logged of events) {
			state = follow(id, state, logged, new Changes());
			seq = logged.seq;
		}
		if (events.length < READ_AT_ONCE) break;
	}
	if (state === undefined && file !== undefined) state = newState(configOf(file));
	if (state === undefined) throw new Error(`There is no branch ${id} in the log`);
	return { state, seq, snapshotAt };
}

/** Carries out one stored event; a log begins with the settings of its branch. */
export function follow(
	id: string,
	before: BranchState | undefined,
	logged: LoggedEvent,
	changes: Changes
): BranchState {
	const event = { ...logged, data: JSON.parse(logged.data) } as unknown as Recorded<BranchEvent>;
	if (before === undefined && event.type !== 'branch.configured') {
		throw new Error(`The log of ${id} begins with ${event.type}`);
	}
	const state = before ?? newState(configOf((event as { data: BranchFile }).data));
	evolve(state, event, changes);
	return state;
}
