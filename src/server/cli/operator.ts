import type { BranchFile } from '#lib/protocol/index.ts';
import type { ApplyAnswer } from '../app.ts';
import type { Clock } from '../clock.ts';
import type { ErasureRequest } from '../personal.ts';
import type { Read } from '../reading.ts';
import type { LogEvent } from '../replay/event-list.ts';
import { StoreError } from '../store/index.ts';
import type { History } from '../store/types.ts';
import { openHere } from './operator-here.ts';
import { findServer, openThere } from './operator-there.ts';

/** What came of some events. */
export interface Tally {
	accepted: number;
	duplicates: number;
	refused: { id: string; code: string; detail: string }[];
}

/** The data folder as a command works on it, whether or not a server runs there: the same one write path. */
export interface Operator {
	apply(file: unknown): Promise<ApplyAnswer>;
	/** The settings of a branch, or undefined where there is none. */
	branch(id: string): BranchFile | undefined;
	/** At most 1,000 events. Resolves when they are on disk. */
	send(branch: string, events: readonly LogEvent[]): Promise<Tally>;
	/** Erases customers; resolves when nothing of them is left on disk, to how many there were. */
	erase(request: ErasureRequest): Promise<Read<{ erased: number }>>;
	readonly history: History;
	close(): Promise<void>;
}

/** Opens the folder itself, or talks to the server that has it. */
export function openOperator(folder: string, clock: Clock): Operator {
	try {
		return openHere(folder, clock);
	} catch (error) {
		if (!(error instanceof StoreError) || error.code !== 'in_use') throw error;
		const server = findServer(folder);
		if (server === undefined) throw error;
		return openThere(folder, server, clock);
	}
}
