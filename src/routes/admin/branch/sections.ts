import type { Field } from './fields.ts';

/** A part of the form with a place in the index. */
export interface Section {
	id: string;
	fields: Field[];
}

const sections: [id: string, keys: string[]][] = [
	['basics', ['name', 'id', 'timeZone', 'clock', 'personal', 'keep']],
	['hours', ['hours']],
	['waiting', ['longWait', 'calling']],
	['prompts', ['prompts', 'referrals']],
	['services', ['services']],
	['counters', ['counters']],
	['devices', ['devices', 'faults']],
	['needs', ['needs', 'retention']],
	['products', ['currency', 'products']],
	['pitches', ['pitches']],
	['staff', ['staff']],
	['targets', ['goals', 'targets']],
	['stations', ['kiosk', 'numbers', 'lobby', 'profiles', 'messages']],
	['checklists', ['checklists']]
];

/** The settings by section; those that no section knows yet come last, under one of their own. */
export function sectionsOf(fields: readonly Field[]): Section[] {
	const known = new Set(sections.flatMap(([, keys]) => keys));
	const parts = sections.map(([id, keys]) => ({
		id,
		fields: keys.flatMap((key) => fields.find((field) => field.key === key) ?? [])
	}));
	parts.push({ id: 'other', fields: fields.filter(({ key }) => !known.has(key)) });
	return parts.filter((section) => section.fields.length > 0);
}

/** The section that a JSON pointer leads into; of a key that no schema knows, the first. */
export function sectionAt(parts: readonly Section[], pointer: string): Section | undefined {
	const key = pointer.split('/')[1];
	return parts.find((section) => section.fields.some((field) => field.key === key)) ?? parts[0];
}
