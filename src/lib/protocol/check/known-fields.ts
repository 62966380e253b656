/** The parts of JSON Schema that say which fields an object has. */
interface Schema {
	type?: string;
	properties?: Record<string, Schema>;
	patternProperties?: Record<string, Schema>;
	items?: Schema;
}

/** Keeps of `value` what its schema knows; what it does not is named in `ignored`. Never changes `value`. */
export type Keep = (value: unknown, path: string, ignored: string[]) => unknown;

/** So many unknown fields are named; who sends thousands learns nothing from the rest. */
const MOST_NAMED = 20;

/**
 * Makes the filter for one schema. A value without unknown fields comes back as it is, not copied: that is
 * nearly every event. The value must have passed the schema. Undefined: there is nothing to look into.
 */
export function keeperOf(schema: Schema): Keep | undefined {
	if (schema.properties !== undefined) return objectKeeper(schema.properties);
	if (schema.patternProperties !== undefined) return recordKeeper(schema.patternProperties);
	if (schema.items !== undefined) return arrayKeeper(schema.items);
	return schema.type === 'object' ? objectKeeper({}) : undefined;
}

function objectKeeper(properties: Record<string, Schema>): Keep {
	const fields = new Map(
		Object.entries(properties).map(([key, schema]) => [key, keeperOf(schema)])
	);
	const nested = [...fields].filter(([, keep]) => keep !== undefined) as [string, Keep][];
	return (value, path, ignored) => {
		const object = value as Record<string, unknown>;
		let kept: Record<string, unknown> | undefined;
		for (const key in object) {
			if (!fields.has(key)) {
				name(ignored, path + key);
				kept ??= pick(object, fields);
			}
		}
		for (const [key, keep] of nested) {
			const before = object[key];
			if (before === undefined) continue;
			const after = keep(before, `${path}${key}.`, ignored);
			if (after !== before) (kept ??= pick(object, fields))[key] = after;
		}
		return kept ?? object;
	};
}

function pick(
	object: Record<string, unknown>,
	fields: ReadonlyMap<string, unknown>
): Record<string, unknown> {
	const picked: Record<string, unknown> = {};
	for (const key of fields.keys()) {
		if (Object.hasOwn(object, key)) picked[key] = object[key];
	}
	return picked;
}

/** Of a record only the keys are filtered: its values are scalars in every schema here. */
function recordKeeper(patterns: Record<string, Schema>): Keep {
	const allowed = Object.keys(patterns).map((pattern) => new RegExp(pattern, 'u'));
	return (value, path, ignored) => {
		const record = value as Record<string, unknown>;
		const entries = Object.entries(record);
		const kept = entries.filter(([key]) => allowed.some((pattern) => pattern.test(key)));
		if (kept.length === entries.length) return record;
		for (const [key] of entries) {
			if (!allowed.some((pattern) => pattern.test(key))) name(ignored, path + key);
		}
		return Object.fromEntries(kept);
	};
}

function arrayKeeper(items: Schema): Keep | undefined {
	const keep = keeperOf(items);
	if (keep === undefined) return undefined;
	return (value, path, ignored) => {
		const before = value as unknown[];
		const after = before.map((item, index) => keep(item, `${path}${index}.`, ignored));
		return after.every((item, index) => item === before[index]) ? before : after;
	};
}

function name(ignored: string[], path: string): void {
	if (ignored.length < MOST_NAMED) ignored.push(path.slice(0, 100).toWellFormed());
}
