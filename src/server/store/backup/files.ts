import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A verified backup in its folder; `at`: when it was made, epoch milliseconds. */
export interface BackupFile {
	path: string;
	at: number;
	bytes: number;
	/** Encrypted. */
	sealed: boolean;
}

const NAME = /^foyer-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.(db|sealed)$/;

/** `foyer-2026-11-25T10-31-00Z.db`: what every file system takes, and in the order of time by name. */
export function backupName(at: number, sealed: boolean): string {
	const instant = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
	return `foyer-${instant}Z.${sealed ? 'sealed' : 'db'}`;
}

/** Those of a folder, newest first; none where there is no such folder. Throws what else the file system says. */
export function backupsIn(folder: string): BackupFile[] {
	return namesIn(folder)
		.flatMap((name) => {
			const [, day, hour, minute, second, kind] = NAME.exec(name) ?? [];
			if (day === undefined) return [];
			const path = join(folder, name);
			const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
			return [{ path, at, bytes: statSync(path).size, sealed: kind === 'sealed' }];
		})
		.sort((a, b) => b.at - a.at);
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}
