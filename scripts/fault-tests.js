// Which tests show which fault: they say so themselves, at the beginning of their titles.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './runtime.js';

/**
 * A file of tests, and the faults that its titles name.
 *
 * @typedef {{ file: string, browser: boolean, faults: string[] }} FaultFile
 */

const folders = [
	{ folder: 'tests/faults', ends: '.test.ts', browser: false },
	{ folder: 'tests/e2e/faults', ends: '.spec.ts', browser: true }
];

/** @returns {FaultFile[]} in the order of their names, vitest's before the browser's */
export function faultFiles() {
	return folders.flatMap(({ folder, ends, browser }) => {
		const place = path.join(root, folder);
		if (!existsSync(place)) return [];
		return readdirSync(place)
			.filter((name) => name.endsWith(ends))
			.sort()
			.map((name) => ({
				file: `${folder}/${name}`,
				browser,
				faults: faultsIn(readFileSync(path.join(place, name), 'utf8'))
			}));
	});
}

/** @param {string} source @returns {string[]} the faults that titles in it begin with */
function faultsIn(source) {
	// What a test reports names its fault too, and is no title.
	const titles = source.matchAll(/(?<!report(?:Skipped)?\()[`'"]((?:F\d+, )*F\d+)(?=[:`'"])/g);
	return [...new Set([...titles].flatMap(([, named = '']) => named.split(', ')))];
}

/**
 * The faults that a test is about, by its titles from the outermost on: the first one that names some decides.
 *
 * @param {string[]} titles
 * @returns {string[]}
 */
export function faultsOf(titles) {
	for (const title of titles) {
		const [, named] = /^((?:F\d+, )*F\d+)(?=:|$)/.exec(title) ?? [];
		if (named !== undefined) return named.split(', ');
	}
	return [];
}
