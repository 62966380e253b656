import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder, read raw, that hold any of some words; each as `file: word`. */
export function filesWith(folder: string, words: readonly string[]): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true });
	return files
		.filter((each) => each.isFile())
		.flatMap(({ parentPath, name }) => {
			const bytes = readFileSync(join(parentPath, name));
			return words
				.filter((word) => bytes.includes(Buffer.from(word, 'utf8')))
				.map((word) => `${name}: ${word}`);
		})
		.sort();
}
