/** What TypeBox says about one fault. */
interface SchemaError {
	keyword: string;
	instancePath: string;
	params: Record<string, unknown>;
	message: string;
}

/** The first fault that a schema found, as a sentence that says where it is and what is expected there. */
export function sentenceOf(errors: unknown, what: string): string {
	const first = firstOf(errors);
	if (first === undefined) return `${what} is not as its schema says.`;
	const place = first.instancePath.slice(1).replaceAll('/', '.').slice(0, 100).toWellFormed();
	const subject = place === '' ? what : `${what}: "${place}"`;
	return `${subject} ${expectation(first)}.`;
}

function firstOf(errors: unknown): SchemaError | undefined {
	return [...(errors as Iterable<SchemaError>)][0];
}

function expectation({ keyword, params, message }: SchemaError): string {
	switch (keyword) {
		case 'required':
			return `must have ${list(params.requiredProperties, 'and')}`;
		case 'enum':
			return `must be ${list(params.allowedValues, 'or')}`;
		case 'const':
			return `must be ${JSON.stringify(params.allowedValue)}`;
		case 'pattern':
			return 'has characters that are not allowed there, or begins with one';
		case 'additionalProperties':
			return `must not have ${list(params.additionalProperties, 'or')}`;
		case 'format':
			return 'must be a time in RFC 3339, like 2026-11-25T10:24:00+08:00';
		default:
			return message;
	}
}

function list(values: unknown, word: 'and' | 'or'): string {
	if (!Array.isArray(values) || values.length === 0) return 'what its schema says';
	const words = values
		.slice(0, 12)
		.map((value) => `"${String(value).slice(0, 64).toWellFormed()}"`);
	const last = words.pop() as string;
	return words.length === 0 ? last : `${words.join(', ')} ${word} ${last}`;
}
