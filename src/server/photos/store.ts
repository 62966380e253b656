import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** `2026-11-25-<random>`: the day tells when it may go. */
const ID = /^(\d{4}-\d{2}-\d{2})-[0-9a-f-]{36}$/;

/** Pictures of checks, as files beside the database: `photos/BRANCH/ID.jpg`. */
export class PhotoStore {
	readonly #folder: string;

	constructor(data: string) {
		this.#folder = join(data, 'photos');
	}

	/** Resolves once it is on disk. Rejects with what the file system says. */
	async keep(branch: string, id: string, picture: Uint8Array): Promise<void> {
		const folder = this.#of(branch);
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const path = join(folder, `${id}.jpg`);
		const unfinished = `${path}.part`;
		const file = await open(unfinished, 'w', 0o600);
		try {
			await file.writeFile(picture);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(unfinished, path);
		await sync(folder);
	}

	/** Undefined: there is none, or no longer. */
	async read(branch: string, id: string): Promise<Uint8Array | undefined> {
		if (!ID.test(id)) return undefined;
		try {
			return await readFile(join(this.#of(branch), `${id}.jpg`));
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw error;
		}
	}

	/** How many a day (YYYY-MM-DD) has. */
	async count(branch: string, day: string): Promise<number> {
		const names = await this.#names(branch);
		return names.filter((name) => name.startsWith(`${day}-`)).length;
	}

	/** Takes away those of the days before one, and what a crash left unfinished; how many there were. */
	async forget(branch: string, before: string): Promise<number> {
		const names = await this.#names(branch);
		const gone = names.filter((name) => name < before);
		for (const name of gone) await rm(join(this.#of(branch), name), { force: true });
		return gone.length;
	}

	async #names(branch: string): Promise<string[]> {
		try {
			return await readdir(this.#of(branch));
		} catch (error) {
			if (isMissing(error)) return [];
			throw error;
		}
	}

	/** Ids of branches may hold what a file system takes for something else. */
	#of(branch: string): string {
		return join(this.#folder, encodeURIComponent(branch));
	}
}

/** A renamed file is on disk once its folder is. */
async function sync(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} catch (error) {
		// Windows syncs no folders.
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
	} finally {
		await handle.close();
	}
}

function isMissing(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
