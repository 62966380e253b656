import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditLog } from '../audit.ts';
import type { Cancel, Clock } from '../clock.ts';
import type { BackupConfig } from '../config.ts';
import { backUpBeside, backupsIn, fileAt } from '../store/index.ts';
import type { Backup, UnderWay } from '../store/index.ts';
import { toDrop } from './keep.ts';

export interface BackupsParts {
	/** The data folder. */
	data: string;
	/** null: none are made. */
	config: BackupConfig | null;
	clock: Clock;
	audit: AuditLog;
	/** Whether the database is one worth copying. */
	whole: () => boolean;
	/** Writes to the log what people have to know. */
	log: (sentence: string) => void;
}

/** Instants: epoch milliseconds of real time. */
export interface BackupsStatus {
	/** The newest that is there, verified when it was made; null: there is none. */
	last: { file: string; at: number; bytes: number } | null;
	/** The newest attempt, where it failed and none succeeded since. */
	failed: { at: number; why: string } | null;
}

const EVERY_MS = 3_600_000;
/** So often it is looked whether the newest is old enough: a server that is started again counts from there. */
const LOOK_MS = 300_000;
const DAY_MS = 86_400_000;

/** Copies of the database: made every hour in a thread of their own, verified, and kept by a rule. */
export class Backups {
	readonly #parts: BackupsParts;
	readonly #cancel: Cancel;
	#failed: BackupsStatus['failed'] = null;
	#underWay: UnderWay<Backup> | undefined;
	#round: Promise<unknown> = Promise.resolve();

	constructor(parts: BackupsParts) {
		this.#parts = parts;
		this.#cancel =
			parts.config === null ? () => undefined : parts.clock.every(LOOK_MS, () => void this.#look());
	}

	/** Reads the folder: for who asks now and then. */
	status(): BackupsStatus {
		const { config } = this.#parts;
		const [newest] = config === null ? [] : readable(config.folder);
		const last = newest === undefined ? null : { ...newest, file: newest.path };
		return {
			last: last && { file: last.file, at: last.at, bytes: last.bytes },
			failed: this.#failed
		};
	}

	/** Makes one now, after the one that is under way; undefined: it failed, and the log says why. Never rejects. */
	make(): Promise<Backup | undefined> {
		const made = this.#round.then(() => this.#make());
		this.#round = made;
		return made;
	}

	/** What is under way is given up: it has no name yet. */
	async dispose(): Promise<void> {
		this.#cancel();
		await this.#underWay?.stop();
		await this.#round;
	}

	async #look(): Promise<void> {
		if (this.#underWay !== undefined || !this.#parts.whole()) return;
		const now = this.#parts.clock.real();
		const tried = this.#failed?.at ?? -Infinity;
		const made = this.status().last?.at ?? -Infinity;
		// A clock that was set back must not stop them.
		const age = Math.min(Math.abs(now - made), Math.abs(now - tried));
		if (age >= EVERY_MS) await this.make();
	}

	async #make(): Promise<Backup | undefined> {
		const { config, data, clock } = this.#parts;
		if (config === null) return undefined;
		const at = clock.real();
		try {
			const file = fileAt({ ...config, at });
			this.#underWay = backUpBeside({ folder: data, file, keyFile: config.keyFile });
			const backup = await this.#underWay.done;
			this.#failed = null;
			const { events, bytes } = backup;
			this.#note('backup.made', { file, events, bytes, sealed: config.keyFile !== null });
			this.#drop(config.folder, at);
			return backup;
		} catch (error) {
			if ((error as { code?: unknown }).code === 'closed') return undefined;
			const why = error instanceof Error ? error.message : String(error);
			this.#failed = { at, why };
			this.#parts.log(`no backup was made; those before are kept. ${why}`);
			this.#note('backup.failed', { why: why.slice(0, 500) });
			return undefined;
		} finally {
			this.#underWay = undefined;
		}
	}

	#drop(folder: string, now: number): void {
		const backups = backupsIn(folder);
		const gone = new Set(
			toDrop(
				backups.map(({ at }) => at),
				now
			)
		);
		for (const { path, at } of backups) if (gone.has(at)) rmSync(path, { force: true });
		for (const unfinished of [folder, this.#parts.data]) sweep(unfinished, now);
	}

	/** That it is not in the audit makes no backup a bad one. */
	#note(action: string, detail: Record<string, unknown>): void {
		try {
			const entry = { actor: 'system', action, target: '', branch: null, address: null };
			this.#parts.audit.append({ ...entry, detail });
		} catch (error) {
			this.#parts.log(`the audit took no note of "${action}": ${String(error)}`);
		}
	}
}

/** What a crash left unfinished: nothing is under way for a day. */
function sweep(folder: string, now: number): void {
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (/^foyer-.*\.part$/.test(name) && now - statSync(path).mtimeMs > DAY_MS) rmSync(path);
	}
}

function readable(folder: string) {
	try {
		return backupsIn(folder);
	} catch {
		return [];
	}
}
