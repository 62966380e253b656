import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_FILE = 'auth.key';

/**
 * What session cookies are signed and second factors encrypted with. It lies beside the database and not in
 * it, so that a copy of the database alone opens nothing. Made when it is first needed.
 */
export function cookieKey(folder: string): string {
	const path = join(folder, KEY_FILE);
	try {
		return readFileSync(path, 'utf8').trim();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const key = randomBytes(32).toString('base64url');
	// Whole or not at all, and never readable by others, not even for a moment.
	writeFileSync(`${path}.new`, `${key}\n`, { mode: 0o600 });
	renameSync(`${path}.new`, path);
	return key;
}
