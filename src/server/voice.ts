import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ConfigError } from './config.ts';

/** What every current browser can decode, in the order in which one is chosen where there are two. */
const TYPES: Readonly<Record<string, string>> = {
	'.wav': 'audio/wav',
	'.mp3': 'audio/mpeg',
	'.m4a': 'audio/mp4',
	'.flac': 'audio/flac'
};
const ENDINGS = Object.keys(TYPES);

export interface Recording {
	type: string;
	bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The bank's own recordings for the call display: a folder with a file for each part. It is read anew each time, so a
 * file that is put there or taken away counts from the next start of a display.
 */
export class Voice {
	readonly #folder: string | null;

	/** Throws a ConfigError where there is no such folder. */
	constructor(folder: string | null) {
		if (folder !== null && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
			throw new ConfigError(
				`FOYER_VOICE is "${folder}", and there is no such folder; write the folder of your recordings, or leave it out.`
			);
		}
		this.#folder = folder;
	}

	/** The names of the parts that there are. */
	async parts(): Promise<string[]> {
		return [...(await this.#files()).keys()].sort();
	}

	/** Undefined: the bank has none of its own. */
	async read(part: string): Promise<Recording | undefined> {
		// A name is looked up among those that the folder has; no path is ever made of what somebody asks for.
		const file = (await this.#files()).get(part);
		if (file === undefined || this.#folder === null) return undefined;
		try {
			const bytes = new Uint8Array(await readFile(join(this.#folder, file)));
			return { type: typeOf(file) ?? '', bytes };
		} catch {
			return undefined;
		}
	}

	/** File by part. A folder that is out of reach is an empty one: then there is ours. */
	async #files(): Promise<Map<string, string>> {
		if (this.#folder === null) return new Map();
		const entries = await readdir(this.#folder, { withFileTypes: true }).catch(() => []);
		const files = entries.filter((entry) => !entry.isDirectory() && typeOf(entry.name));
		const names = files.map(({ name }) => name).sort((a, b) => rankOf(b) - rankOf(a));
		return new Map(names.map((name) => [name.slice(0, -extname(name).length), name]));
	}
}

function typeOf(file: string): string | undefined {
	return TYPES[extname(file).toLowerCase()];
}

function rankOf(file: string): number {
	return ENDINGS.indexOf(extname(file).toLowerCase());
}
