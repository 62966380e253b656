import type { PackedGroup } from './pack.ts';
import type { CompactionStep, Erasure, OutboxChange, StoreErrorCode } from './types.ts';

/** From the program to the writer's thread, handled in this order. */
export type ToLog =
	| { kind: 'append'; group: PackedGroup }
	| { kind: 'erase'; request: number; erasures: readonly Erasure[] }
	| { kind: 'outbox'; request: number; change: OutboxChange }
	| { kind: 'compact'; request: number; step: CompactionStep }
	| { kind: 'touch'; key: string; at: number }
	| { kind: 'resume' }
	| { kind: 'close' };

export interface LogFailure {
	code: StoreErrorCode;
	message: string;
}

/**
 * The answer to an erasure (how many there were of each), to a change of the outbox (whether it was done) or to a step
 * of compaction (how many rows went, up to which event), by its request's number; a failure of it holds up nothing else.
 */
export type Answered = { request: number } & (
	{ answer: number[] | boolean } | { failure: LogFailure }
);

/**
 * Back: one answer for each group in the order of the groups, null when it is on disk. After a failure
 * there are no answers until `resume`.
 */
export type FromLog = null | LogFailure | Answered;
