import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Name } from '#lib/protocol/index.ts';
import type { Profile } from './counters.ts';
import type { DeviceCounts } from './device-kinds.ts';
import type { ServiceId } from './services.ts';

/** A kind of branch to start from; the texts are what a person chooses by. */
export interface Template {
	id: string;
	name: Name;
	about: Name;
	/** What it has unless somebody says otherwise. */
	counters: number;
	devices: DeviceCounts;
	hours: NonNullable<BranchFile['hours']>;
	services: readonly ServiceId[];
	/** As `countersOf` wants them. */
	profiles: readonly Profile[];
}
