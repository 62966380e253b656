import {
	closeSync,
	fdatasyncSync,
	openSync,
	rmSync,
	statfsSync,
	statSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { ill, well } from '../finding.ts';
import type { Finding } from '../finding.ts';

const GB = 1e9;
const LEAST_FREE = 1 * GB;
/** A commit waits for at least one of these. Milliseconds. */
const SLOW = 20;
const LARGE_WAL = 256e6;
const WRITES = 15;

/** What was measured of a data folder's disk. */
export interface DiskFacts {
	folder: string;
	/** Bytes. */
	free: number;
	wal: number;
	/** The median of some durable writes in milliseconds, or why none was possible. */
	write: number | { failed: string };
}

/** Writes a file beside the database and removes it again. `monotonic`: real milliseconds that never step. */
export function measureDisk(folder: string, monotonic: () => number): DiskFacts {
	const { bavail, bsize } = statfsSync(folder);
	const wal = statSync(join(folder, 'foyer.db-wal'), { throwIfNoEntry: false })?.size ?? 0;
	return { folder, free: bavail * bsize, wal, write: durableWrite(folder, monotonic) };
}

export function diskFindings({ folder, free, wal, write }: DiskFacts): Finding[] {
	const findings: Finding[] = [];
	if (typeof write !== 'number') {
		findings.push(
			ill(
				'disk',
				`nothing can be written to ${folder} (${write.failed})`,
				'make room, or let this user write there'
			)
		);
	} else if (write > SLOW) {
		findings.push(
			ill(
				'disk',
				`a durable write takes ${write.toFixed(1)} ms`,
				'use a disk of this machine, not one of the network'
			)
		);
	}
	if (free < LEAST_FREE) {
		findings.push(
			ill(
				'disk',
				`${(free / GB).toFixed(2)} GB are free`,
				'make room: without any, no event is acknowledged'
			)
		);
	}
	if (wal > LARGE_WAL) {
		findings.push(
			ill(
				'disk',
				`the log beside the database has ${Math.round(wal / 1e6)} MB`,
				'end whatever program reads foyer.db without an end'
			)
		);
	}
	if (findings.length > 0 || typeof write !== 'number') return findings;
	return [
		well('disk', `${(free / GB).toFixed(1)} GB free, a durable write takes ${write.toFixed(1)} ms`)
	];
}

function durableWrite(folder: string, monotonic: () => number): DiskFacts['write'] {
	const file = join(folder, `.doctor-${process.pid}`);
	try {
		const descriptor = openSync(file, 'wx', 0o600);
		try {
			const page = Buffer.alloc(4096);
			const times: number[] = [];
			for (let n = 0; n < WRITES; n += 1) {
				const began = monotonic();
				writeSync(descriptor, page, 0, page.length, n * page.length);
				fdatasyncSync(descriptor);
				times.push(monotonic() - began);
			}
			return times.sort((a, b) => a - b)[Math.floor(WRITES / 2)] ?? 0;
		} finally {
			closeSync(descriptor);
			rmSync(file);
		}
	} catch (error) {
		return { failed: (error as NodeJS.ErrnoException).code ?? 'an unknown reason' };
	}
}
