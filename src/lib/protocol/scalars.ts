import Type from 'typebox';

/**
 * Building blocks that every schema on the wire shares.
 *
 * Identifiers become keys of plain JSON objects and parts of file names, so they start with a letter or
 * a digit: that keeps out `__proto__`, formulas, white space, lone surrogates and direction marks.
 */
const WORD = '0-9A-Za-z\\u00c0-\\u1fff\\u2c00-\\ud7ff\\uf900-\\ufffd';

export const Id = Type.String({
	minLength: 1,
	maxLength: 64,
	pattern: `^[${WORD}][-${WORD}._/+#: ]*$`,
	'x-fault': 'invalid_id',
	description: 'Starts with a letter or a digit; then also - . _ / + # : and spaces. At most 64.'
});

/** Free text a person wrote: no control characters, lone surrogates or direction overrides. */
const SAFE_TEXT =
	'^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff\\u202a-\\u202e\\u2066-\\u2069]*$';

export const Line = Type.String({ maxLength: 200, pattern: SAFE_TEXT, 'x-fault': 'invalid_text' });
export const Text = Type.String({ maxLength: 1000, pattern: SAFE_TEXT });

/** Epoch milliseconds. */
export const Instant = Type.Integer();
/** Seconds; a whole number of milliseconds at most. */
export const Seconds = Type.Number();
/** A share from 0 to 1, or null where nothing was counted yet. */
export const Share = Type.Union([Type.Number(), Type.Null()]);

export const Name = Type.Object({ zh: Line, en: Line });
export type Name = Type.Static<typeof Name>;

export const DateTime = Type.String({
	maxLength: 40,
	pattern: '^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})$',
	format: 'date-time',
	description: 'RFC 3339, for example 2026-11-25T10:24:00+08:00'
});

/** ISO 4217 code. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

/** A union of string literals, kept as such in types and in JSON Schema. */
export function oneOf<const T extends readonly string[]>(words: T) {
	return Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });
}
