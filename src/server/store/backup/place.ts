import { join } from 'node:path';
import { backupName } from './files.ts';

/** Where backups go; `at`: the present, epoch milliseconds. */
export interface BackupPlace {
	folder: string;
	/** The file that holds the key; null: they are not encrypted. */
	keyFile: string | null;
	at: number;
}

/** The file of the backup that is made there now. */
export function fileAt({ folder, keyFile, at }: BackupPlace): string {
	return join(folder, backupName(at, keyFile !== null));
}

/** Where they go unless somebody says otherwise. */
export function defaultBackups(data: string): string {
	return join(data, 'backups');
}
