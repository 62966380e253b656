import type { Fault } from '../file-fault.ts';
import { under } from './pointer.ts';

/** The part of JSON Schema that Foyer's own schemas of files use. */
export interface FileSchema {
	type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
	description?: string;
	properties?: Record<string, FileSchema>;
	patternProperties?: Record<string, FileSchema>;
	additionalProperties?: boolean;
	required?: string[];
	items?: FileSchema | FileSchema[];
	minItems?: number;
	maxItems?: number;
	enum?: string[];
	pattern?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	anyOf?: FileSchema[];
	/** The key whose words tell alternatives apart that are all objects. */
	'x-by'?: string;
	/** A setting that a form shows among those without a name. */
	'x-unnamed'?: boolean;
	/** The mistake that a text is which does not match the pattern. */
	'x-fault'?: string;
}

/**
 * Every place where a value is not as its schema says, at most one mistake each, in the order of the value. The
 * schema library's own errors end at the eighth and are written for programmers.
 */
export function schemaFaults(schema: FileSchema, value: unknown, path = ''): Fault[] {
	const { type, anyOf, 'x-by': by } = schema;
	if (anyOf !== undefined) {
		return by === undefined
			? unionFaults(anyOf, value, path)
			: taggedFaults(anyOf, by, value, path);
	}
	if (type === 'object') return objectFaults(schema, value, path);
	if (type === 'array') return arrayFaults(schema, value, path);
	if (type === 'string') return textFaults(schema, value, path);
	if (type === 'boolean') {
		return typeof value === 'boolean' ? [] : [{ path, code: 'not_yes_or_no', params: {} }];
	}
	if (type === 'number' || type === 'integer') return numberFaults(schema, value, path);
	return [];
}

/** The alternatives are of different types: the value is judged by the one that is of its own. */
function unionFaults(alternatives: FileSchema[], value: unknown, path: string): Fault[] {
	const own = alternatives.find(({ type }) => type === typeOf(value)) ?? alternatives[0];
	return own === undefined ? [] : schemaFaults(own, value, path);
}

/** The value names the alternative that it is; before it does, nothing can be said of the rest. */
function taggedFaults(
	alternatives: FileSchema[],
	by: string,
	value: unknown,
	path: string
): Fault[] {
	const words = (each: FileSchema) => each.properties?.[by]?.enum ?? [];
	const named = typeOf(value) === 'object' ? (value as Record<string, unknown>)[by] : undefined;
	const own = alternatives.find((each) => words(each).some((word) => word === named));
	if (own !== undefined) return schemaFaults(own, value, path);
	const tag: FileSchema = { type: 'string', enum: alternatives.flatMap(words) };
	return schemaFaults({ type: 'object', properties: { [by]: tag }, required: [by] }, value, path);
}

function typeOf(value: unknown): FileSchema['type'] | undefined {
	if (Array.isArray(value)) return 'array';
	if (value === null) return undefined;
	return typeof value as FileSchema['type'];
}

function objectFaults(schema: FileSchema, value: unknown, path: string): Fault[] {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return [{ path, code: 'not_an_object', params: {} }];
	}
	const { properties = {}, patternProperties = {}, required = [] } = schema;
	const patterns = Object.entries(patternProperties);
	const faults = Object.entries(value).flatMap(([key, entry]): Fault[] => {
		const at = under(path, key);
		if (Object.hasOwn(properties, key)) return schemaFaults(properties[key]!, entry, at);
		const matching = patterns.find(([pattern]) => regExp(pattern).test(key));
		if (matching !== undefined) return schemaFaults(matching[1], entry, at);
		if (schema.additionalProperties !== false) return [];
		return [{ path: at, code: 'unknown_key', params: { key } }];
	});
	const missing = required.filter((key) => !Object.hasOwn(value, key));
	return [
		...faults,
		...missing.map((key): Fault => ({
			path: under(path, key),
			code: 'missing_key',
			params: { key }
		}))
	];
}

function arrayFaults(schema: FileSchema, value: unknown, path: string): Fault[] {
	if (!Array.isArray(value)) return [{ path, code: 'not_a_list', params: {} }];
	const { items, minItems = 0, maxItems = Infinity } = schema;
	if (Array.isArray(items)) {
		if (value.length !== items.length) {
			return [{ path, code: 'wrong_count', params: { count: items.length } }];
		}
		return items.flatMap((item, index) => schemaFaults(item, value[index], under(path, index)));
	}
	const faults: Fault[] = [];
	if (value.length < minItems) faults.push({ path, code: 'too_few', params: { min: minItems } });
	if (value.length > maxItems) faults.push({ path, code: 'too_many', params: { max: maxItems } });
	if (items === undefined) return faults;
	return [
		...faults,
		...value.flatMap((item: unknown, index) => schemaFaults(items, item, under(path, index)))
	];
}

function textFaults(schema: FileSchema, value: unknown, path: string): Fault[] {
	const { minLength: min = 0, maxLength: max = Infinity, pattern } = schema;
	if (schema.enum !== undefined) {
		const allowed = schema.enum;
		if (typeof value === 'string' && allowed.includes(value)) return [];
		return [{ path, code: 'invalid_choice', params: { allowed } }];
	}
	if (typeof value !== 'string') return [{ path, code: 'not_text', params: {} }];
	// Characters as people count them: one outside the basic plane is one.
	const length = [...value].length;
	if (length < min) return [{ path, code: 'too_short', params: { min } }];
	if (length > max) return [{ path, code: 'too_long', params: { max } }];
	if (pattern === undefined || regExp(pattern).test(value)) return [];
	const code = patternFault(schema['x-fault']);
	return [{ path, code, params: {} }];
}

const NAMED = [
	'invalid_time',
	'invalid_id',
	'invalid_code',
	'invalid_address',
	'invalid_host',
	'invalid_path'
] as const;

function patternFault(named: string | undefined) {
	return NAMED.find((code) => code === named) ?? 'invalid_text';
}

function numberFaults(schema: FileSchema, value: unknown, path: string): Fault[] {
	const { minimum: min, maximum: max } = schema;
	if (typeof value !== 'number' || !Number.isFinite(value)) {
		return [{ path, code: 'not_a_number', params: {} }];
	}
	if (schema.type === 'integer' && !Number.isInteger(value)) {
		return [{ path, code: 'not_a_whole_number', params: {} }];
	}
	if (value >= (min ?? -Infinity) && value <= (max ?? Infinity)) return [];
	const params = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
	return [{ path, code: 'out_of_range', params }];
}

const patterns = new Map<string, RegExp>();

/** A file of thousands of lines asks for the same few again and again. */
function regExp(pattern: string): RegExp {
	let made = patterns.get(pattern);
	if (made === undefined) patterns.set(pattern, (made = new RegExp(pattern, 'u')));
	return made;
}
