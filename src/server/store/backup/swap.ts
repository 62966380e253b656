import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEAD_FILE } from '../audit.ts';
import { databaseFile } from '../connection.ts';
import { HEADS_FILE } from '../heads.ts';
import { settle, syncFolder } from './durable.ts';

/** Where a restored database is made ready, inside the data folder: what is there can be renamed in one go. */
const STAGE = 'restoring';
/** Once it is there the restore is decided, and whoever opens the folder next carries it out. */
const DECIDED = 'decided';

export function stageOf(folder: string): string {
	return join(folder, STAGE);
}

/** An empty stage: what a restore before left undecided is thrown away. The lock must be held. */
export function newStage(folder: string): string {
	const stage = stageOf(folder);
	rmSync(stage, { recursive: true, force: true });
	mkdirSync(stage, { recursive: true, mode: 0o700 });
	return stage;
}

/** The instant at which the new one counts. `replaced`: the name of the folder that keeps what was there. */
export function decideRestore(folder: string, replaced: string): void {
	const stage = stageOf(folder);
	writeFileSync(join(stage, `${DECIDED}.new`), replaced, { mode: 0o600 });
	settle(join(stage, `${DECIDED}.new`), join(stage, DECIDED));
}

export function isHalfRestored(folder: string): boolean {
	return existsSync(join(stageOf(folder), DECIDED));
}

/**
 * Puts what was decided in place, and does nothing where nothing was. A crash in the middle leaves the rest for the
 * next call: each step sees by what is still on the stage whether it was done. Returns the folder that keeps what was
 * there. The lock must be held.
 */
export function finishRestore(folder: string): string | undefined {
	if (!isHalfRestored(folder)) return undefined;
	const stage = stageOf(folder);
	const replaced = join(folder, readFileSync(join(stage, DECIDED), 'utf8'));
	mkdirSync(replaced, { recursive: true, mode: 0o700 });
	const database = databaseFile('');
	if (existsSync(join(stage, database))) {
		// A log beside the new database would be taken for its own.
		for (const name of [`${database}-wal`, `${database}-shm`]) {
			moveIfThere(join(folder, name), join(replaced, name));
		}
	}
	for (const name of [HEADS_FILE, HEAD_FILE, database]) {
		const made = join(stage, name);
		if (!existsSync(made)) continue;
		moveIfThere(join(folder, name), join(replaced, name));
		renameSync(made, join(folder, name));
	}
	syncFolder(replaced);
	syncFolder(folder);
	rmSync(join(stage, DECIDED));
	rmSync(stage, { recursive: true, force: true });
	return replaced;
}

function moveIfThere(from: string, to: string): void {
	if (existsSync(from)) renameSync(from, to);
}
