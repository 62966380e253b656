import type { PackedGroup } from './pack.ts';
import type { StoreErrorCode } from './types.ts';

/** From the program to the writer's thread, handled in this order. */
export type ToLog =
	| { kind: 'append'; group: PackedGroup }
	| { kind: 'touch'; key: string; at: number }
	| { kind: 'resume' }
	| { kind: 'close' };

/**
 * Back: one answer for each group in the order of the groups, null when it is on disk. After a failure
 * there are no answers until `resume`.
 */
export type FromLog = null | { code: StoreErrorCode; message: string };
