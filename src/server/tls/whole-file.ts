import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes a file whole or not at all; readable by its owner alone unless `mode` says otherwise, from the first byte. */
export function writeWhole(path: string, text: string, mode = 0o600): void {
	const aside = `${path}.new`;
	const file = openSync(aside, 'w', mode);
	try {
		writeSync(file, text);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(aside, path);
}
