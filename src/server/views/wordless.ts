import type { ChecklistRow, IncidentRow, PromptRow } from '#lib/protocol/index.ts';

/** Rows as they are without what people wrote in their own words. */
export const WORDLESS = { incidents, checklists, prompts };

export function wordless(collection: keyof typeof WORDLESS, rows: object): object {
	const without = WORDLESS[collection] as (row: never) => unknown;
	return Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, without(row as never)]));
}

function incidents({ vendor: _vendor, reference: _reference, ...row }: IncidentRow): IncidentRow {
	return { ...row, notes: [] };
}

function checklists({ items, ...row }: ChecklistRow): ChecklistRow {
	return { ...row, items: items.map(({ note: _note, photo: _photo, ...item }) => item) };
}

/** What is about a device or a form is a word of ours; what failed is told in somebody's own. */
function prompts(row: PromptRow): PromptRow {
	if (row.rule !== 'checklist') return row;
	const { about: _about, ...rest } = row;
	return rest;
}
