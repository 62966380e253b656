import { copyFileSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '#server/store/index.ts';
import { emptyGroup } from '#server/store/group.ts';
import type { LoggedEvent } from '#server/store/types.ts';

/** What a power cut leaves of a data folder whose last commits stand in the write-ahead log alone. */
export interface CrashedFolder {
	/** A folder with this as the log beside the database. */
	with(wal: Buffer, name: string): string;
	wal: Buffer;
	/** Where each commit ends in the log, in bytes, in order. */
	ends: number[];
}

/** Stores groups one by one and copies the folder before anything of them reaches the file. */
export async function crashedFolder(
	folder: string,
	groups: readonly LoggedEvent[][]
): Promise<CrashedFolder> {
	const live = join(folder, 'live');
	const kept = join(folder, 'kept');
	const store = openStore(live);
	const ends: number[] = [];
	try {
		for (const events of groups) {
			await store.append({ ...emptyGroup(), events });
			ends.push(statSync(join(live, 'foyer.db-wal')).size);
		}
		cpSync(live, kept, { recursive: true });
	} finally {
		await store.close();
	}
	return {
		wal: readFileSync(join(kept, 'foyer.db-wal')),
		ends,
		with: (wal, name) => {
			const cut = join(folder, name);
			mkdirSync(cut);
			for (const file of ['foyer.db', 'events.head'])
				copyFileSync(join(kept, file), join(cut, file));
			writeFileSync(join(cut, 'foyer.db-wal'), wal);
			return cut;
		}
	};
}
