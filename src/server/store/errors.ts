import { accessSync, constants, statfsSync } from 'node:fs';
import type { StoreErrorCode, StoreFailure } from './types.ts';

/** Why the store could not do what it was asked. `message` says it for an operator. */
export class StoreError extends Error implements StoreFailure {
	override readonly name = 'StoreError';
	readonly code: StoreErrorCode;

	constructor(code: StoreErrorCode, message: string, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.code = code;
	}
}

/** Below this much room, a failed write is taken for a full disk whatever SQLite calls it. */
const FULL_BELOW_BYTES = 1 << 20;

/** The StoreError for whatever SQLite, the file system or the writer threw. */
export function toStoreError(thrown: unknown, folder: string): StoreError {
	if (thrown instanceof StoreError) return thrown;
	const native = String((thrown as { code?: unknown } | null)?.code ?? '');
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	const code = codeOf(native, folder);
	return new StoreError(
		code,
		`${explain[code](folder)} (${native || 'error'}: ${message})`,
		thrown
	);
}

function codeOf(native: string, folder: string): StoreErrorCode {
	if (native === 'SQLITE_FULL' || native === 'ENOSPC' || native === 'EDQUOT') return 'disk_full';
	if (native.startsWith('SQLITE_READONLY')) return 'read_only';
	if (native === 'EROFS' || native === 'EACCES' || native === 'EPERM') return 'read_only';
	if (native.startsWith('SQLITE_CORRUPT') || native === 'SQLITE_NOTADB') return 'corrupt';
	if (native.startsWith('SQLITE_CONSTRAINT')) return 'conflict';
	// A full disk and a read-only one also show as a file that cannot be opened, written or synced.
	if (native.startsWith('SQLITE_IOERR') || native === 'SQLITE_CANTOPEN') {
		if (!isWritable(folder)) return 'read_only';
		if (!hasRoom(folder)) return 'disk_full';
	}
	return 'io';
}

function isWritable(folder: string): boolean {
	try {
		accessSync(folder, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

function hasRoom(folder: string): boolean {
	try {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize >= FULL_BELOW_BYTES;
	} catch {
		return true;
	}
}

const explain: Record<StoreErrorCode, (folder: string) => string> = {
	disk_full: (folder) => `The disk that holds ${folder} is full; make room on it`,
	read_only: (folder) => `${folder} cannot be written; check its owner and how it is mounted`,
	in_use: (folder) => `${folder} is in use by another process`,
	corrupt: (folder) => `The database in ${folder} is damaged; restore a backup`,
	newer: (folder) => `${folder} was written by a later version of this program; use that one`,
	conflict: (folder) => `What was to be stored contradicts what ${folder} holds`,
	closed: () => 'The store is closed',
	wrong_key: () => 'The key of the backups does not fit; name the right one in FOYER_BACKUP_KEY',
	io: (folder) => `Reading or writing ${folder} failed`
};
