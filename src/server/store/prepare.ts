import { backupsIn } from './backup/files.ts';
import { makeBackup } from './backup/make.ts';
import { defaultBackups, fileAt } from './backup/place.ts';
import type { BackupPlace } from './backup/place.ts';
import { finishRestore } from './backup/swap.ts';
import { databaseFile, hasDatabase, openWriter } from './connection.ts';
import { StoreError } from './errors.ts';
import { readHeads } from './heads.ts';
import { migrate } from './migrate.ts';

export interface PrepareOptions {
	backups?: BackupPlace | null;
	migrationsFolder?: string;
}

/**
 * Makes the file if need be and brings its schema up to date, after a backup of the older one. The lock must be held.
 * Throws a StoreError; a database that was there once is never made anew.
 */
export function prepareDatabase(folder: string, options: PrepareOptions = {}): void {
	const { backups = null, ...rest } = options;
	finishRestore(folder);
	if (!hasDatabase(folder)) refuseToStartEmpty(folder, backups);
	const db = openWriter(databaseFile(folder));
	try {
		const beforehand = () => {
			if (backups === null) return;
			makeBackup({ folder, file: fileAt(backups), keyFile: backups.keyFile });
		};
		migrate(db, folder, { ...rest, beforehand });
	} finally {
		db.close();
	}
}

function refuseToStartEmpty(folder: string, backups: BackupPlace | null): void {
	const signs = [
		...(readHeads(folder).size > 0 ? ['events.head says that events were stored'] : []),
		...(backupsIn(backups?.folder ?? defaultBackups(folder)).length > 0
			? ['there are backups']
			: [])
	];
	if (signs.length === 0) return;
	throw new StoreError(
		'corrupt',
		`The database of ${folder} is missing, and ${signs.join(' and ')}: put foyer.db back, or run "foyer restore"`
	);
}
