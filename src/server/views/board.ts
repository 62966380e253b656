import type { Collection, Patch, PromptRow, Unset, View } from '#lib/protocol/index.ts';
import { unsetFor, viewFor } from './audience.ts';
import type { Audience } from './audience.ts';
import { COLLECTIONS, type Drawing } from './draw.ts';

/** Rows that many events change at once: sent together every now and then, so that a ticket's patch stays small. */
const SLOW: ReadonlySet<Collection> = new Set<Collection>(['services', 'staff', 'kpis']);

/**
 * Rows that only follow from a ticket's change: a counter's ticket, what a fault does to the lines, and the call of a
 * customer whom somebody is with. The ticket's own row says it at once, these come with the slow ones: a ticket's patch stays small.
 */
function follows(collection: Collection, known: unknown, row: unknown): boolean {
	if (collection === 'counters' || collection === 'incidents') return true;
	return collection === 'prompts' && isAccepted(known) && isAccepted(row);
}

/** What the forecast says of a row: each call moves the estimates of everybody behind. */
const ESTIMATES: Partial<Record<Collection, ReadonlySet<string>>> = {
	tickets: new Set(['estimate', 'likely']),
	prompts: new Set(['closesAt'])
};

/** Whether only the forecast says something new of a row. Asked for every row: nothing is copied to find out. */
function isEstimate(collection: Collection, known: unknown, row: unknown): boolean {
	const fields = ESTIMATES[collection];
	if (fields === undefined || known === undefined || row === null) return false;
	const before = known as Record<string, unknown>;
	const after = row as Record<string, unknown>;
	for (const key in after) {
		if (!fields.has(key) && !same(before[key], after[key])) return false;
	}
	for (const key in before) {
		if (!fields.has(key) && !(key in after)) return false;
	}
	return true;
}

function isAccepted(row: unknown): boolean {
	return (row as PromptRow | undefined)?.state === 'accepted';
}

/** Patches kept for screens that come back, and rows in them. A busy branch makes 20 patches a second. */
const KEPT_PATCHES = 600;
const KEPT_ROWS = 10_000;

/** Estimates move with every call, by a little: they are told after so many milliseconds of the branch's clock. */
const ESTIMATES_EVERY = 15_000;

type MutableView = Record<Collection, Record<string, unknown>>;

/**
 * What is published of one branch: exactly what is on disk, whatever is under way. Holds every row, the patches
 * of the last while, and the slow rows that screens have not been told yet.
 */
export class Board {
	#rows: MutableView;
	#seq: number;
	#patches: Patch[] = [];
	#rowsKept = 0;
	/** A screen that knows everything up to here or later can be brought up by patches. */
	#coversFrom: number;
	readonly #untold = new Untold();
	/** Rows of which only the forecast says something new. */
	readonly #estimates = new Untold();
	#estimatesAt = -Infinity;
	/** Patches so far that said something and moved no sequence number: nothing else shows the loss of one. */
	#told = 0;

	/** `rows` as of `seq`. A screen of an earlier process gets a view: the slow rows it missed are not known here. */
	constructor(rows: Required<View>, seq: number) {
		this.#rows = rows as MutableView;
		this.#seq = seq;
		this.#coversFrom = seq + 1;
	}

	get seq(): number {
		return this.#seq;
	}

	/** How many patches there were that moved no sequence number. */
	get told(): number {
		return this.#told;
	}

	/** Whether slow rows wait to be told. */
	get hasUntold(): boolean {
		return this.#untold.any || this.#estimates.any;
	}

	/** Whether `tellSlow` has something to tell. */
	hasSlow(now: number, all = true): boolean {
		return this.#untold.any || (this.#estimates.any && this.#estimatesAreDue(now, all));
	}

	#estimatesAreDue(now: number, all: boolean): boolean {
		return all || Math.abs(now - this.#estimatesAt) >= ESTIMATES_EVERY;
	}

	/** Every row, as it is: for looking, not for keeping or changing. */
	get published(): Readonly<Required<View>> {
		return this.#rows as Required<View>;
	}

	view(audience: Audience): View {
		return viewFor(audience, this.#rows as View);
	}

	/** The patches after `since`, or null when they are not all in memory. */
	patches(audience: Audience, since: number): Patch[] | null {
		if (since < this.#coversFrom || since > this.#seq) return null;
		return this.#patches
			.filter((patch) => patch.prev >= since)
			.map((patch) => patchFor(audience, patch));
	}

	/** Takes over what a commit made true, and returns the patch of it: fast rows only. */
	publish(drawing: Drawing, seq: number, now: number): Patch {
		const set: Record<string, Record<string, unknown>> = {};
		const unset: Record<string, string[]> = {};
		const ofTickets = this.#saysMoreOfTickets(drawing);
		for (const collection of COLLECTIONS) {
			const drawn = drawing[collection];
			if (drawn === undefined) continue;
			const rows = this.#rows[collection];
			const slow = SLOW.has(collection);
			for (const [id, row] of drawn) {
				if (row === null) {
					if (!(id in rows)) continue;
					delete rows[id];
					(unset[collection] ??= []).push(id);
				} else if (collection === 'kpis' || !same(rows[id], row)) {
					const later = slow || (ofTickets && follows(collection, rows[id], row));
					const estimate = isEstimate(collection, rows[id], row);
					rows[id] = row;
					if (estimate) this.#estimates.add(collection, id);
					else if (later) this.#untold.add(collection, id);
					else (set[collection] ??= {})[id] = row;
				}
			}
		}
		return this.#keep(seq, now, set as View, unset as Unset);
	}

	/** Whether more is new of any ticket than its estimate. */
	#saysMoreOfTickets({ tickets }: Drawing): boolean {
		for (const [id, row] of tickets ?? []) {
			if (!isEstimate('tickets', this.#rows.tickets[id], row)) return true;
		}
		return false;
	}

	/**
	 * The slow rows that screens have not been told yet, as a patch that moves no sequence number. `all`: estimates too,
	 * also where they were told a moment ago.
	 */
	tellSlow(now: number, all = true): Patch {
		const set: Record<string, Record<string, unknown>> = {};
		const told = [this.#untold];
		if (this.#estimates.any && this.#estimatesAreDue(now, all)) {
			this.#estimatesAt = now;
			told.push(this.#estimates);
		}
		for (const [collection, id] of told.flatMap((untold) => untold.take())) {
			const row = this.#rows[collection][id];
			if (row !== undefined) (set[collection] ??= {})[id] = row;
		}
		return this.#keep(this.#seq, now, set as View, {});
	}

	/** Takes over a whole view, and returns the patch from the one before. */
	replace(rows: Required<View>, seq: number, now: number): Patch {
		const unset: Record<string, string[]> = {};
		for (const collection of COLLECTIONS) {
			const gone = Object.keys(this.#rows[collection]).filter((id) => !(id in rows[collection]));
			if (gone.length > 0) unset[collection] = gone;
		}
		this.#rows = rows as MutableView;
		for (const untold of [this.#untold, this.#estimates]) untold.take();
		// The rows of the view go on changing in place; the patch keeps those of this moment.
		const set = Object.fromEntries(Object.entries(rows).map(([name, each]) => [name, { ...each }]));
		return this.#keep(seq, now, set as View, unset as Unset);
	}

	/** Lets go of the patches so far: something in them is to be forgotten, and who missed any gets the view. */
	forgetPatches(): void {
		this.#patches = [];
		this.#rowsKept = 0;
		this.#coversFrom = this.#seq + 1;
	}

	#keep(seq: number, now: number, set: View, unset: Unset): Patch {
		const moves = seq !== this.#seq;
		if (!moves && Object.keys(set).length + Object.keys(unset).length > 0) this.#told += 1;
		const patch: Patch = { prev: this.#seq, seq, told: this.#told, now, set, unset };
		this.#seq = seq;
		this.#patches.push(patch);
		this.#rowsKept += rowCount(patch);
		// Halved at once rather than shifted one by one: the cost stays away from the live path.
		while (this.#patches.length > KEPT_PATCHES || this.#rowsKept > KEPT_ROWS) {
			const dropped = this.#patches.splice(0, Math.ceil(this.#patches.length / 2));
			for (const each of dropped) this.#rowsKept -= rowCount(each);
			this.#coversFrom = (dropped.at(-1) as Patch).seq + 1;
		}
		return patch;
	}
}

/** Rows that screens have not been told yet. */
class Untold {
	readonly #ids = new Map<Collection, Set<string>>();

	get any(): boolean {
		return this.#ids.size > 0;
	}

	add(collection: Collection, id: string): void {
		let ids = this.#ids.get(collection);
		if (ids === undefined) this.#ids.set(collection, (ids = new Set()));
		ids.add(id);
	}

	/** All of them, which are told now. */
	take(): [Collection, string][] {
		const all = [...this.#ids].flatMap(([collection, ids]) =>
			[...ids].map((id): [Collection, string] => [collection, id])
		);
		this.#ids.clear();
		return all;
	}
}

/** Whether a row says nothing new. Rows are plain JSON. */
function same(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const keys = Object.keys(a) as (keyof typeof a)[];
	if (keys.length !== Object.keys(b).length) return false;
	return keys.every((key) => same(a[key], b[key]));
}

function rowCount(patch: Patch): number {
	let count = 0;
	for (const rows of Object.values(patch.set)) count += Object.keys(rows).length;
	return count;
}

export function patchFor(audience: Audience, patch: Patch): Patch {
	return { ...patch, set: viewFor(audience, patch.set), unset: unsetFor(audience, patch.unset) };
}
