import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root; commands may be run from anywhere. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Where Node keeps what it compiled, which halves a start. It lies with the code, and whoever writes there writes code. */
export const compiled = path.join(root, 'node_modules/.cache/compiled');

/** The oldest Node that the program runs on, as in package.json `engines`. */
const oldest = [24, 7];

/** @param {string} version as `process.versions.node` gives it */
export function isNewEnough(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > (oldest[0] ?? 0) || (major === oldest[0] && minor >= (oldest[1] ?? 0));
}

/**
 * The Node to run the program on: the one that npm installed with it, else this one when it is new
 * enough (macOS on Apple silicon has no such package).
 *
 * @returns {string | undefined} undefined when there is none yet
 */
export function findNode() {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const pinned = path.join(root, `node_modules/node-${platform}-${process.arch}/bin`, name);
	if (existsSync(pinned)) return pinned;
	return isNewEnough(process.versions.node) ? process.execPath : undefined;
}

/** What to tell somebody who has no Node that the program runs on. */
export const noNode =
	`Foyer runs on Node ${oldest.join('.')} or newer, and npm has no package of it for ` +
	`${process.platform} ${process.arch}: install it from nodejs.org or with your version manager, then try again.`;
