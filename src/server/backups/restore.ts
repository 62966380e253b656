import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
	acquireLock,
	decideRestore,
	finishRestore,
	openReplaced,
	openStore,
	settleStage,
	stageBackup,
	StoreError
} from '../store/index.ts';
import type { KeptHead, Replaced } from '../store/index.ts';
import { catchUp } from './catch-up.ts';

export interface RestoreOrder {
	/** The data folder; no server may run on it. */
	folder: string;
	/** Backups to try, the best first; without `to` only the first. */
	from: readonly string[];
	keyFile: string | null;
	/** The instant to restore to, as far as that can be proved; null: what the backup holds. */
	to: number | null;
	/** The present, epoch milliseconds. */
	at: number;
}

export interface Restored {
	from: string;
	/** The folder that keeps what was there; null: nothing was. */
	replaced: string | null;
	/** Events that the replaced log had beyond the backup, and that were taken over. */
	caughtUp: number;
	branches: RestoredBranch[];
}

/** Where a branch ends now, and what was on disk beyond that; instants of recording, epoch milliseconds. */
export interface RestoredBranch {
	branch: string;
	seq: number;
	at: number | null;
	lost: { count: number; until: number } | null;
}

/**
 * Puts a verified backup in the place of the database, and keeps what was there. Whenever it is cut off, the folder
 * has the old one or the new one. Rejects with a StoreError that says what to do, and then nothing has changed.
 */
export async function restore(order: RestoreOrder): Promise<Restored> {
	const { folder, at, to } = order;
	const release = acquireLock(folder);
	try {
		finishRestore(folder);
		const replaced = openReplaced(folder);
		try {
			const { from, stage } = stageBest(order);
			const caughtUp = await complete(stage, replaced, { from, to, at });
			const branches = compare(settleStage(folder), replaced.heads);
			replaced.close();
			const name = `replaced-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
			decideRestore(folder, freeName(folder, name));
			const kept = finishRestore(folder);
			return { from, replaced: kept === undefined ? null : unlessEmpty(kept), caughtUp, branches };
		} finally {
			replaced.close();
		}
	} finally {
		release();
	}
}

/** The first that holds nothing recorded after the moment: what follows in it cannot be taken out again. */
function stageBest({ folder, from, keyFile, to }: RestoreOrder): { from: string; stage: string } {
	const [first] = from;
	for (const file of to === null ? from.slice(0, 1) : from) {
		const stage = stageBackup(folder, file, keyFile);
		const newest = Math.max(-Infinity, ...settleStage(folder).map((head) => head.at));
		if (to === null || newest <= to) return { from: file, stage };
		rmSync(stage, { recursive: true, force: true });
	}
	throw new StoreError(
		'io',
		first === undefined
			? 'There is no backup from before that moment; see "foyer backup --list"'
			: `${first} holds events from after that moment; name an older backup (foyer backup --list)`
	);
}

/** What the replaced log still proves, and the note of all this in the restored audit. */
async function complete(
	stage: string,
	replaced: Replaced,
	{ from, to, at }: { from: string; to: number | null; at: number }
): Promise<number> {
	const store = openStore(stage);
	try {
		let caughtUp = 0;
		if (to !== null) {
			for (const branch of replaced.heads.keys()) {
				caughtUp += await catchUp(store, replaced, branch, to);
			}
		}
		const moment = to === null ? null : new Date(to).toISOString();
		const entry = { actor: 'operator', action: 'data.restored', target: basename(from) };
		const detail = { to: moment, caughtUp };
		store.audit.append({ ...entry, branch: null, address: null, detail }, at);
		return caughtUp;
	} finally {
		await store.close();
	}
}

function compare(
	heads: readonly KeptHead[],
	before: ReadonlyMap<string, KeptHead>
): RestoredBranch[] {
	const now = new Map(heads.map((head) => [head.branch, head]));
	return [...new Set([...now.keys(), ...before.keys()])].map((branch) => {
		const { seq = 0, at = null } = now.get(branch) ?? {};
		const was = before.get(branch);
		const lost = was && was.seq > seq ? { count: was.seq - seq, until: was.at } : null;
		return { branch, seq, at, lost };
	});
}

/** Null, and no folder, where there was nothing to keep. */
function unlessEmpty(folder: string): string | null {
	if (readdirSync(folder).length > 0) return folder;
	rmdirSync(folder);
	return null;
}

/** Two restores within a second keep both. */
function freeName(folder: string, name: string): string {
	for (let number = 1; ; number += 1) {
		const free = number === 1 ? name : `${name}-${number}`;
		if (existsSync(join(folder, free))) continue;
		mkdirSync(join(folder, free), { mode: 0o700 });
		return free;
	}
}
