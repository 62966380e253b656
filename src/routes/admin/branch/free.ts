/** A parameter's value as it is shown: text as it is, everything else as JSON. */
export function freeShown(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What was typed for a parameter: numbers, true, false and JSON are taken as such, all else is text. */
export function freeTyped(text: string): unknown {
	const plain = text.trim();
	if (!/^(-?\d+(\.\d+)?|true|false|null|[[{].*[\]}])$/s.test(plain)) return text;
	// A number with zeros in front is a name, like a device's number.
	if (/^-?0\d/.test(plain)) return text;
	try {
		return JSON.parse(plain) as unknown;
	} catch {
		return text;
	}
}
