import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { keysOf, under } from '#lib/protocol/check/pointer.ts';
import type { Fault } from '#lib/protocol/file-fault.ts';
import { changesOf, withChange } from './changes.ts';
import type { Change } from './changes.ts';
import { isEmptiness, isUnder, knownFaults } from './faults.ts';
import { fieldsOf } from './fields.ts';
import type { Field } from './fields.ts';
import { renameReferences } from './renaming.ts';
import { newRow, rowsOf, withCopy, withMoved } from './rows.ts';
import type { Row } from './rows.ts';
import { valueAt, without, withValue } from './tree.ts';

/** What the page started from: the file that is in use and its tag, or neither for a new branch. */
export interface Live {
	file: Row | null;
	tag: string | null;
}

/** A branch file that somebody is editing, beside the one that is in use. Nothing of it is live before it is saved. */
export class Draft {
	readonly schema: FileSchema;
	readonly fields: Field[];
	live: Live = $state.raw({ file: null, tag: null });
	file: Row = $state.raw({});
	/** Which row of each list is open, by the list's pointer. */
	opened: Record<string, number | null> = $state({});
	/** What was just taken away, to bring it back at a tap. Until the next edit. */
	undoable: { what: string; file: Row } | null = $state.raw(null);
	/** From the first refusal on, what is empty is said too. */
	#tried = $state(false);
	/** What only the server could know; goes away when its place is edited. */
	#told: Fault[] = $state.raw([]);

	readonly #known = $derived.by(() => knownFaults(this.schema, this.file));
	/** What is said beside the fields. */
	readonly faults = $derived.by(() => [
		...(this.#tried ? this.#known : this.#known.filter((fault) => !isEmptiness(fault))),
		...this.#told
	]);
	readonly changes: Change[] = $derived.by(() =>
		changesOf(this.fields, this.live.file ?? {}, this.file)
	);

	constructor(schema: FileSchema, live: Live, file: Row = live.file ?? {}) {
		this.schema = schema;
		this.fields = fieldsOf(schema);
		this.live = live;
		this.file = file;
	}

	get isNew(): boolean {
		return this.live.file === null;
	}

	at(pointer: string): unknown {
		return valueAt(this.file, pointer);
	}

	/** Undefined leaves the setting out of the file, with the groups that are empty then. */
	put(pointer: string, value: unknown): void {
		this.#become(
			value === undefined ? without(this.file, pointer) : withValue(this.file, pointer, value),
			pointer
		);
	}

	/** A new id for a row; what refers to the old one follows, unless another row has the new one. */
	rename(pointer: string, id: string): void {
		const [list = '', , key] = keysOf(pointer);
		const from = this.at(pointer);
		this.put(pointer, id);
		if (key !== 'id' || keysOf(pointer).length !== 3 || typeof from !== 'string' || from === '')
			return;
		const taken = rowsOf(this.file[list]).filter((row) => row.id === id || row.id === from);
		if (id !== '' && taken.length === 1) this.file = renameReferences(this.file, list, from, id);
	}

	add(list: string, field: Field): number {
		const rows = rowsOf(this.at(list));
		this.put(list, [...rows, newRow(rows, field.fields)]);
		this.opened[list] = rows.length;
		return rows.length;
	}

	copy(list: string, index: number): void {
		this.put(list, withCopy(rowsOf(this.at(list)), index));
		this.opened[list] = index + 1;
	}

	move(list: string, index: number, by: number): void {
		const rows = rowsOf(this.at(list));
		if (rows[index + by] === undefined) return;
		this.put(list, withMoved(rows, index, by));
		if (this.opened[list] === index) this.opened[list] = index + by;
	}

	/** `what` names the row for the offer to bring it back. */
	remove(list: string, field: Field, index: number, what: string): void {
		const before = this.file;
		const left = rowsOf(this.at(list)).toSpliced(index, 1);
		this.put(list, left.length === 0 && !field.required ? undefined : left);
		this.opened[list] = null;
		this.undoable = { what, file: before };
	}

	undo(): void {
		if (this.undoable) this.#become(this.undoable.file, '');
	}

	/** Back to what is in use; can be undone. */
	discard(what: string): void {
		const before = this.file;
		this.#become(this.live.file ?? before, '');
		this.#tried = false;
		this.opened = {};
		this.undoable = { what, file: before };
	}

	/** One change taken back, or made to the file as it is now. */
	take(change: Change, to: 'before' | 'after'): void {
		this.#become(withChange(this.file, change, to), '');
	}

	/** A whole other file; can be undone. */
	replace(file: Row, what: string): void {
		const before = this.file;
		this.#become(file, '');
		this.opened = {};
		this.undoable = { what, file: before };
	}

	/** The server's refusals: those that the page knows itself are said by it, as long as they hold. */
	refused(issues: readonly Fault[]): void {
		this.#tried = true;
		const known = new Set(this.#known.map(({ path, code }) => `${path} ${code}`));
		this.#told = issues.filter(({ path, code }) => !known.has(`${path} ${code}`));
	}

	/** What was saved is what is in use; edits made meanwhile stay. */
	saved(sent: Row, live: Live): void {
		this.live = live;
		this.#told = [];
		this.#tried = false;
		this.undoable = null;
		if (this.file === sent && live.file !== null) this.file = live.file;
	}

	/** Theirs becomes the file; answers what was mine, so that it can be shown beside it. */
	yieldTo(live: Live): Change[] {
		const { changes } = this;
		this.live = live;
		this.#become(live.file ?? this.file, '');
		this.opened = {};
		return changes;
	}

	/** Opens every list on the way to a place. */
	reveal(pointer: string): void {
		let at = '';
		let [here, fields]: [unknown, readonly Field[]] = [this.file, this.fields];
		let list: string | null = null;
		for (const key of keysOf(pointer)) {
			here = valueAt(here, under('', key));
			if (list !== null) {
				this.opened[list] = Number(key);
				list = null;
			} else {
				const field = fields.find((each) => each.key === key);
				if (field === undefined) return;
				({ fields } = field);
				if (field.kind === 'list') list = under(at, key);
			}
			at = under(at, key);
		}
	}

	#become(file: Row, edited: string): void {
		this.file = file;
		this.undoable = null;
		this.#told = this.#told.filter(
			({ path }) => edited !== '' && !isUnder(path, edited) && !isUnder(edited, path)
		);
	}
}
