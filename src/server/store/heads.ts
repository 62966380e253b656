import { hash } from 'node:crypto';
import { closeSync, fdatasync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Head } from './types.ts';

/** Beside the database, so that a log whose end was lost inside it is missed. */
export const HEADS_FILE = 'events.head';

/** Bytes of one head as a line: the longest id fits, and a sector holds it whole. */
const LINE = 512;
/** Two lines a branch, written in turn: a write that is torn leaves the head before. */
const LINES = 2;
/** Between two syncs, by the time that the events were recorded at. Milliseconds. */
const SYNC_EVERY = 1_000;
const SUM = 16;

/** A branch's head as it was on disk; `at`: when that event was recorded, epoch milliseconds. */
export interface KeptHead extends Head {
	branch: string;
	at: number;
}

/**
 * The end of every branch's chain, written behind each commit. It may lag behind the log and never runs ahead
 * of it, so that a head which the log does not reach is a loss, and failing to write one is no failure.
 */
export class HeadsFile {
	readonly #path: string;
	readonly #next = new Map<string, number>();
	#places = 0;
	#file: number | undefined;
	#syncedAt = -Infinity;
	#syncing = false;

	constructor(folder: string) {
		this.#path = join(folder, HEADS_FILE);
		const { newest, places } = parse(this.#path);
		this.#places = places;
		for (const [branch, { place }] of newest) this.#next.set(branch, other(place));
	}

	/** Never throws. */
	note(heads: readonly KeptHead[]): void {
		try {
			this.#file ??= openForUpdate(this.#path);
			for (const head of heads) {
				const place = this.#next.get(head.branch) ?? this.#newPlace();
				writeSync(this.#file, lineOf(head), 0, LINE, place * LINE);
				this.#next.set(head.branch, other(place));
			}
			this.#sync(heads.at(-1)?.at ?? this.#syncedAt);
		} catch {
			// The next commit writes it.
		}
	}

	/** What was noted is on disk when it returns, unless the disk refuses. */
	close(): void {
		if (this.#file === undefined) return;
		const file = this.#file;
		this.#file = undefined;
		try {
			fsyncSync(file);
		} catch {
			// What the disk has is a head of before.
		}
		closeSync(file);
	}

	#newPlace(): number {
		const place = this.#places;
		this.#places += LINES;
		return place;
	}

	/** Beside the commits: no commit waits for it. */
	#sync(at: number): void {
		if (this.#syncing || this.#file === undefined) return;
		if (at >= this.#syncedAt && at - this.#syncedAt < SYNC_EVERY) return;
		this.#syncedAt = at;
		this.#syncing = true;
		fdatasync(this.#file, () => (this.#syncing = false));
	}
}

/** What was on disk once, by branch; empty where nothing was noted. */
export function readHeads(folder: string): Map<string, KeptHead> {
	const { newest } = parse(join(folder, HEADS_FILE));
	return new Map(Array.from(newest, ([branch, { head }]) => [branch, head]));
}

/** Notes heads in a folder that has none, durably. Throws what the file system throws. */
export function writeHeads(folder: string, heads: readonly KeptHead[]): void {
	const file = openSync(join(folder, HEADS_FILE), 'w', 0o600);
	try {
		heads.forEach((head, index) => {
			writeSync(file, lineOf(head), 0, LINE, index * LINES * LINE);
		});
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

interface Parsed {
	newest: Map<string, { head: KeptHead; place: number }>;
	/** Lines that are taken, torn ones included. */
	places: number;
}

function parse(path: string): Parsed {
	const newest: Parsed['newest'] = new Map();
	let bytes: Buffer;
	try {
		bytes = readFileSync(path);
	} catch {
		return { newest, places: 0 };
	}
	const places = Math.ceil(bytes.length / LINE / LINES) * LINES;
	for (let place = 0; place * LINE < bytes.length; place += 1) {
		const head = headOf(bytes.toString('utf8', place * LINE, (place + 1) * LINE));
		if (head === undefined) continue;
		const known = newest.get(head.branch);
		if (known === undefined || known.head.seq < head.seq) newest.set(head.branch, { head, place });
	}
	return { newest, places };
}

function lineOf({ branch, seq, hash: chained, at }: KeptHead): Buffer {
	const json = JSON.stringify({ branch, seq, at, hash: chained });
	const line = Buffer.alloc(LINE, ' ');
	line.write(`${sumOf(json)} ${json}`);
	line.write('\n', LINE - 1);
	return line;
}

/** Undefined: the line is torn, or was never written. */
function headOf(line: string): KeptHead | undefined {
	const json = line.slice(SUM + 1).trimEnd();
	if (json === '' || line.slice(0, SUM) !== sumOf(json)) return undefined;
	return JSON.parse(json) as KeptHead;
}

function sumOf(json: string): string {
	return hash('sha256', json, 'hex').slice(0, SUM);
}

function other(place: number): number {
	return place % LINES === 0 ? place + 1 : place - 1;
}

function openForUpdate(path: string): number {
	try {
		return openSync(path, 'r+');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		return openSync(path, 'wx+', 0o600);
	}
}
