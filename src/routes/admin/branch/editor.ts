import { getContext, setContext } from 'svelte';
import type { Fault } from '#lib/protocol/file-fault.ts';
import type { Draft } from './draft.svelte.ts';
import type { Field } from './fields.ts';
import type { Row } from './rows.ts';
import type { Words } from './words.ts';

/** What every control of the form needs. */
export interface Editor {
	draft: Draft;
	words: Words;
	/** A mistake as a sentence in the language of the page. */
	sentence(fault: Fault): string;
}

const KEY = Symbol('branch editor');

export function provideEditor(editor: Editor): void {
	setContext(KEY, editor);
}

export function useEditor(): Editor {
	return getContext<Editor>(KEY);
}

/** What every control is given. `row` is the row that the setting belongs to, the file itself where it is in none. */
export interface ControlProps {
	field: Field;
	pointer: string;
	row: Row;
	/** The only setting of its part: the part's heading is its name. */
	sole?: boolean;
}

/** A pointer as an id in the document: ids hold no white space. */
export function domId(pointer: string): string {
	return `at:${encodeURIComponent(pointer)}`;
}

/** Where a place is edited, or the nearest that holds it; marked by `data-at`. */
export function elementAt(root: ParentNode, pointer: string): HTMLElement | null {
	for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
		const found = root.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
		if (found) return found;
	}
	return null;
}

const FOCUSABLE = 'input, select, textarea, button';

/** Brings a place into view and into the hand. */
export function focusAt(root: ParentNode, pointer: string): void {
	const found = elementAt(root, pointer);
	const target = found?.matches(FOCUSABLE) ? found : found?.querySelector<HTMLElement>(FOCUSABLE);
	target?.focus({ preventScroll: true });
	(found ?? target)?.scrollIntoView({ block: 'center' });
}
