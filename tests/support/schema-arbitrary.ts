import fc from 'fast-check';
import { TEXTS } from './poison.ts';

/** The parts of JSON Schema that our schemas are made of. */
export interface JsonSchema {
	type?: string;
	enum?: readonly unknown[];
	const?: unknown;
	anyOf?: readonly JsonSchema[];
	properties?: Record<string, JsonSchema>;
	required?: readonly string[];
	patternProperties?: Record<string, JsonSchema>;
	items?: JsonSchema | readonly JsonSchema[];
	minItems?: number;
	maxItems?: number;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	pattern?: string;
}

/** Values that a schema allows. `words`: texts that mean something where they are allowed. */
export function allowed(schema: JsonSchema, words: readonly string[]): fc.Arbitrary<unknown> {
	if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
	if (schema.const !== undefined) return fc.constant(schema.const);
	if (schema.anyOf !== undefined)
		return fc.oneof(...schema.anyOf.map((each) => allowed(each, words)));
	switch (schema.type) {
		case 'string':
			return text(schema, words);
		case 'integer':
			return fc.oneof(
				fc.integer({
					min: schema.minimum ?? -5,
					max: Math.min(schema.maximum ?? 100_000, 2 ** 31 - 1)
				}),
				fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 1)
			);
		case 'number':
			return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true });
		case 'boolean':
			return fc.boolean();
		case 'null':
			return fc.constant(null);
		case 'array':
			return list(schema, words);
		case 'object':
			return object(schema, words);
		default:
			return fc.jsonValue({ maxDepth: 3 });
	}
}

/** Signs that most texts may have, and some that few may. */
const SIGNS = [...'aBcXyz0189-._/+#: 客户éß\'"=<&'];

function text(schema: JsonSchema, words: readonly string[]): fc.Arbitrary<string> {
	const { minLength = 0, maxLength = 60 } = schema;
	const pattern = new RegExp(schema.pattern ?? '', 'u');
	const fits = (word: string) =>
		word.length >= minLength && word.length <= maxLength && pattern.test(word);
	const known = words.filter(fits);
	const signs = SIGNS.filter((sign) => pattern.test(`a${sign}`));
	// Where none goes the pattern is a form of its own, like a time of day.
	const free =
		signs.length === 0
			? fc.stringMatching(pattern).filter(fits)
			: fc
					.array(fc.constantFrom(...signs), { maxLength: 20 })
					.map((some) => `a${some.join('')}`.slice(0, maxLength))
					.filter(fits);
	return known.length === 0
		? free
		: fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 12 }, free);
}

function list({ items, minItems, maxItems = 5 }: JsonSchema, words: readonly string[]) {
	if (Array.isArray(items)) {
		return fc.tuple(...(items as JsonSchema[]).map((each) => allowed(each, words)));
	}
	const each = allowed((items ?? {}) as JsonSchema, words);
	return fc.array(each, { minLength: minItems ?? 0, maxLength: Math.min(maxItems, 4) });
}

function object(
	{ properties, required = [], patternProperties }: JsonSchema,
	words: readonly string[]
) {
	if (properties === undefined && patternProperties !== undefined) {
		const [pattern = '', schema = {}] = Object.entries(patternProperties)[0] ?? [];
		return fc.dictionary(text({ pattern, maxLength: 60 }, words), allowed(schema, words), {
			maxKeys: 4
		});
	}
	const own = Object.entries(properties ?? {}).map(
		([key, schema]) => [key, allowed(schema, words)] as const
	);
	return fc.record(Object.fromEntries(own), { requiredKeys: [...required] });
}

type Tree = Record<string, unknown> | unknown[];

/** Every place inside a value, with what holds it. */
function places(value: unknown, found: [Tree, string][] = []): [Tree, string][] {
	if (typeof value !== 'object' || value === null) return found;
	for (const key of Object.keys(value)) {
		found.push([value as Tree, key]);
		places((value as Record<string, unknown>)[key], found);
	}
	return found;
}

const WRONG: readonly unknown[] = [
	...[
		null,
		true,
		-1,
		1.5,
		1e308,
		2 ** 53,
		[],
		{},
		[[[[[]]]]],
		'',
		'\ud800',
		'0',
		-0,
		{ a: { b: {} } }
	],
	...TEXTS.slice(0, 14),
	'x'.repeat(2_000)
];
const STRANGE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'x', '\0', '9'];

/** A value with one thing wrong in it: a field gone, one too many, or another value in its place. */
export function nearly(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
	return fc
		.tuple(value, fc.nat(), fc.nat(2), fc.constantFrom(...WRONG), fc.constantFrom(...STRANGE))
		.map(([whole, nth, how, wrong, strange]) => {
			const copy: unknown = structuredClone(whole);
			const all = places(copy);
			const [holder, key] = all[nth % Math.max(1, all.length)] ?? [copy as Tree, strange];
			if (typeof holder !== 'object' || holder === null) return wrong;
			if (how === 0 && !Array.isArray(holder)) delete holder[key];
			else if (how === 1) {
				const field = { value: wrong, enumerable: true, configurable: true, writable: true };
				Object.defineProperty(holder, Array.isArray(holder) ? holder.length : strange, field);
			} else (holder as Record<string, unknown>)[key] = wrong;
			return copy;
		});
}

/** Nothing that anybody meant. */
export const garbage: fc.Arbitrary<unknown> = fc.oneof(
	fc.jsonValue({ maxDepth: 4 }),
	fc.constantFrom(...WRONG)
);

/** What of a value its schema knows, told apart from the program's own way of finding out. */
export function known(schema: JsonSchema, value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) {
		return Array.isArray(schema.items)
			? value
			: value.map((each) => known((schema.items ?? {}) as JsonSchema, each));
	}
	const entries = Object.entries(value).flatMap(([key, each]) => {
		const inner = schema.properties?.[key];
		if (inner !== undefined && Object.hasOwn(schema.properties ?? {}, key))
			return [[key, known(inner, each)]];
		const patterns = Object.entries(schema.patternProperties ?? {});
		return patterns.some(([pattern]) => new RegExp(pattern, 'u').test(key)) ? [[key, each]] : [];
	});
	return Object.fromEntries(entries) as unknown;
}
