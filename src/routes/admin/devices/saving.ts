/** One device of a branch file put in the place of what it was, whatever else others changed meanwhile. */
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Fault } from '#lib/protocol/file-fault.ts';
import { rowsOf } from '../branch/rows.ts';
import type { Row } from '../branch/rows.ts';

/** What saving needs of a branch. */
export interface Branch {
	read(): { file: BranchFile; tag: string } | undefined;
	/** Nothing is done where the branch is another than `basedOn` says. */
	apply(file: unknown, basedOn: string): Promise<{ ok: true } | { ok: false; issues: Fault[] }>;
}

export interface Change {
	/** The device as the form was drawn from it; null: a new one. */
	before: Row | null;
	/** As it is to be; null: gone. */
	after: Row | null;
}

export type Outcome =
	| { kind: 'saved' }
	/** Somebody else changed this device since; `theirs` null: they removed it. */
	| { kind: 'changed'; theirs: Row | null }
	/** Places are those of the device: `/probe/host`; what lies elsewhere in the file has its whole place. */
	| { kind: 'refused'; issues: Fault[] };

/** Others may save between reading and applying: then it is read again. */
const TRIES = 5;

export async function saveDevice(branch: Branch, { before, after }: Change): Promise<Outcome> {
	let issues: Fault[] = [];
	for (let tries = 0; tries < TRIES; tries += 1) {
		const live = branch.read();
		if (live === undefined) return { kind: 'refused', issues: [] };
		const rows = rowsOf(live.file.devices);
		const at = before === null ? rows.length : rows.findIndex(({ id }) => id === before.id);
		if (before !== null && at < 0) return { kind: 'changed', theirs: null };
		const theirs = rows[at];
		if (before !== null && theirs !== undefined && !isSame(theirs, before)) {
			return { kind: 'changed', theirs };
		}
		const devices = rows.toSpliced(at, before === null ? 0 : 1, ...(after === null ? [] : [after]));
		const { devices: _, ...rest } = live.file;
		const file = devices.length === 0 ? rest : { ...rest, devices };
		const answer = await branch.apply(file, live.tag);
		if (answer.ok) return { kind: 'saved' };
		({ issues } = answer);
		if (!issues.some(({ code }) => code === 'changed_meanwhile')) {
			return { kind: 'refused', issues: issues.map((fault) => below(fault, `/devices/${at}`)) };
		}
	}
	return { kind: 'refused', issues };
}

function below(fault: Fault, place: string): Fault {
	return fault.path.startsWith(`${place}/`)
		? { ...fault, path: fault.path.slice(place.length) }
		: fault;
}

/** Whether two devices say the same, in whatever order. */
export function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

function sorted(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
