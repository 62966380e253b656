import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Enough for SQLite to fold its log into the file, and to delete. */
const BYTES = 4 << 20;
/** It is made only where so much stays free beside it. */
const SPARE_BYTES = 8 << 20;

/**
 * Room that is kept for the day on which the disk is full: even deleting takes some. Given up then, and made
 * again as soon as there is room for it and a little more.
 */
export class Ballast {
	readonly #path: string;
	#there: boolean;
	#making = false;

	constructor(folder: string) {
		this.#path = join(folder, 'ballast');
		this.#there = existsSync(this.#path);
	}

	get there(): boolean {
		return this.#there;
	}

	/** Whether there was anything to give up. */
	give(): boolean {
		if (!this.#there) return false;
		this.#there = false;
		rmSync(this.#path, { force: true });
		return true;
	}

	/** Whether it is there now. Never rejects. */
	async make(): Promise<boolean> {
		if (this.#there) return true;
		if (this.#making || !hasRoom(this.#path)) return false;
		this.#making = true;
		const unfinished = `${this.#path}.new`;
		try {
			const file = await open(unfinished, 'w', 0o600);
			try {
				// Not zeros, which some file systems keep for nothing.
				await file.writeFile(randomBytes(BYTES));
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(unfinished, this.#path);
			return (this.#there = true);
		} catch {
			await rm(unfinished, { force: true }).catch(() => undefined);
			return false;
		} finally {
			this.#making = false;
		}
	}
}

function hasRoom(path: string): boolean {
	try {
		const { bavail, bsize } = statfsSync(join(path, '..'));
		return bavail * bsize >= BYTES + SPARE_BYTES;
	} catch {
		return false;
	}
}
