import type { StoreErrorCode } from '../types.ts';
import type { Backup, BackupOrder } from './make.ts';

/** What is done in a thread beside the server: a copy that is verified, or a look through the whole database. */
export type Task = ({ kind: 'backup' } & BackupOrder) | { kind: 'checkup'; folder: string };

/** `faults`: what is wrong with the database, a sentence each. */
export type Done =
	| { kind: 'backup'; backup: Backup }
	| { kind: 'checkup'; faults: string[] }
	| { kind: 'failed'; code: StoreErrorCode; message: string };
