import { closeSync, fsyncSync, openSync, renameSync, statSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../errors.ts';

/** Makes a file that nobody else can read, in the place of a left-over one. */
export function newFile(path: string): void {
	closeSync(openSync(path, 'w', 0o600));
}

/** Gives a finished file its name: whole and on disk, or not at all. */
export function settle(unfinished: string, path: string): void {
	syncFile(unfinished);
	renameSync(unfinished, path);
	syncFolder(dirname(path));
}

/** Returns once every byte of it is on disk. */
export function syncFile(path: string): void {
	sync(path, 'r+');
}

/** What was renamed in a folder is on disk once the folder is. */
export function syncFolder(folder: string): void {
	try {
		sync(folder, 'r');
	} catch (error) {
		// Windows syncs no folders.
		if (!['EPERM', 'EISDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			throw error;
		}
	}
}

/** Left free beside a backup: the log goes on meanwhile. */
const SPARE_BYTES = 16 << 20;

/** Throws a StoreError `disk_full` before anything is written where it would not fit. */
export function wantRoom(folder: string, bytes: number): void {
	const { bavail, bsize } = statfsSync(folder);
	const free = bavail * bsize;
	if (free >= bytes + SPARE_BYTES) return;
	throw new StoreError(
		'disk_full',
		`${folder} has ${inMegabytes(free)} free and a copy takes ${inMegabytes(bytes)}; make room, ` +
			'or name a folder on another disk'
	);
}

/** Bytes of a database with what waits in its log. */
export function sizeOf(database: string): number {
	return [database, `${database}-wal`]
		.map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0)
		.reduce((sum, bytes) => sum + bytes);
}

function inMegabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

function sync(path: string, flags: string): void {
	const file = openSync(path, flags);
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
