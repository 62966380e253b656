import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { hintFor } from './hints.ts';

/**
 * How a setting is edited. `raw` is JSON text: for shapes that no control knows, so that a setting added to the schema
 * can be edited before anybody drew a control for it.
 */
export type FieldKind =
	| 'text'
	| 'name'
	| 'choice'
	| 'yesno'
	| 'number'
	| 'words'
	| 'numbers'
	| 'hours'
	| 'counts'
	| 'free'
	| 'group'
	| 'list'
	| 'raw';

/** One setting of the branch file, as its schema describes it. */
export interface Field {
	key: string;
	/** Where it stands, rows of a list as `*`: `services.*.longWait`. Words and hints are found by it. */
	place: string;
	kind: FieldKind;
	required: boolean;
	schema: FileSchema;
	/** The settings of a group, of a row, or those of a free object that have a name. */
	fields: Field[];
	/** Of an object that is one of several kinds: the kinds that have this setting. */
	only?: string[];
}

/** The settings of an object schema, in its order. */
export function fieldsOf(schema: FileSchema, place = ''): Field[] {
	const { properties = {}, required = [] } = schema;
	return Object.entries(properties).map(([key, each]) =>
		fieldOf(key, each, place === '' ? key : `${place}.${key}`, required.includes(key))
	);
}

/** As a form asks: what it is called before what it is known by. */
export function nameFirst(fields: readonly Field[]): Field[] {
	return [...fields].sort((a, b) => Number(b.key === 'name') - Number(a.key === 'name'));
}

function fieldOf(key: string, schema: FileSchema, place: string, required: boolean): Field {
	const kind = kindOf(schema);
	const inner =
		kind === 'list'
			? fieldsOf(itemOf(schema) ?? {}, `${place}.*`)
			: kind === 'group' || kind === 'free'
				? schema['x-by'] === undefined
					? fieldsOf(schema, place)
					: fieldsByKind(schema, schema['x-by'], place)
				: [];
	return { key, place, kind, required, schema, fields: inner };
}

/** The settings of all kinds of an object, each once; that which says the kind comes first. */
function fieldsByKind({ anyOf = [] }: FileSchema, by: string, place: string): Field[] {
	const kinds = anyOf.flatMap(({ properties }) => properties?.[by]?.enum ?? []);
	const tag = fieldOf(by, { type: 'string', enum: kinds }, `${place}.${by}`, true);
	const found = new Map<string, Field>();
	for (const each of anyOf) {
		const only = each.properties?.[by]?.enum ?? [];
		for (const field of fieldsOf(each, place)) {
			if (field.key === by || field.schema['x-unnamed'] === true) continue;
			const known = found.get(field.key);
			if (known === undefined) found.set(field.key, { ...field, only: [...only] });
			else known.only?.push(...only);
		}
	}
	return [tag, ...found.values()];
}

function kindOf(schema: FileSchema): FieldKind {
	const { type, anyOf } = schema;
	if (schema['x-by'] !== undefined) return 'free';
	if (anyOf !== undefined) return anyOf.some(isName) ? 'name' : 'raw';
	if (type === 'object') return objectKind(schema);
	if (type === 'array') return arrayKind(itemOf(schema));
	if (type === 'string') return schema.enum === undefined ? 'text' : 'choice';
	if (type === 'boolean') return 'yesno';
	return type === 'number' || type === 'integer' ? 'number' : 'raw';
}

function objectKind(schema: FileSchema): FieldKind {
	if (isName(schema)) return 'name';
	if (schema.additionalProperties === true) return 'free';
	if (schema.properties !== undefined) return 'group';
	const [each, ...others] = Object.values(schema.patternProperties ?? {});
	if (each === undefined || others.length > 0) return 'raw';
	if (Array.isArray(each.items) && each.items.length === 2) return 'hours';
	return each.type === 'integer' || each.type === 'number' ? 'counts' : 'raw';
}

function arrayKind(item: FileSchema | undefined): FieldKind {
	if (item?.type === 'object' && item.properties !== undefined) return 'list';
	if (item?.type === 'string' && item.enum === undefined) return 'words';
	return item?.type === 'integer' || item?.type === 'number' ? 'numbers' : 'raw';
}

/** The schema of each entry of a list; undefined where entries differ by their place. */
export function itemOf({ items }: FileSchema): FileSchema | undefined {
	return Array.isArray(items) ? undefined : items;
}

function isName({ properties = {} }: FileSchema): boolean {
	return Object.keys(properties).sort().join() === 'en,zh';
}

/** The settings that a free object has by name, being of the kind that it is; what kind that is comes first. */
export function fieldsFor({ schema, fields }: Field, value: Record<string, unknown>): Field[] {
	const kind = value[schema['x-by'] ?? ''];
	return fields.filter(({ only }) => only === undefined || only.some((each) => each === kind));
}

/** Whether two values of a setting mean the same: a box that is not ticked may be left out, unless that means another. */
export function same({ kind, place }: Field, a: unknown, b: unknown): boolean {
	if (kind === 'yesno' && hintFor(place).fallback === undefined)
		return (a ?? false) === (b ?? false);
	return JSON.stringify(a) === JSON.stringify(b);
}
