import type { PackedGroup } from './pack.ts';
import type { Erasure, StoreErrorCode } from './types.ts';

/** From the program to the writer's thread, handled in this order. */
export type ToLog =
	| { kind: 'append'; group: PackedGroup }
	| { kind: 'erase'; request: number; erasures: readonly Erasure[] }
	| { kind: 'touch'; key: string; at: number }
	| { kind: 'resume' }
	| { kind: 'close' };

export interface LogFailure {
	code: StoreErrorCode;
	message: string;
}

/** An erasure's answer, by its request's number; a failure of it holds up nothing else. */
export type Erased = { request: number } & ({ counts: number[] } | { failure: LogFailure });

/**
 * Back: one answer for each group in the order of the groups, null when it is on disk. After a failure
 * there are no answers until `resume`.
 */
export type FromLog = null | LogFailure | Erased;
