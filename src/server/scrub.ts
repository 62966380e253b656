/** What opens doors, however it got into a sentence: each is found by its form and not by where it stands. */
const SECRETS: readonly [RegExp, string][] = [
	// Keys and displays: their id may stay, it is what a person looks them up by.
	[/\b(foyer[a-z]*)_([0-9A-Za-z]{12})_[0-9A-Za-z]{40}\b/g, '$1_$2_…'],
	[/\bwhsec_[0-9A-Za-z+/=]+/g, 'whsec_…'],
	[/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 …'],
	[/\b((?:__Host-)?foyer-[a-z-]+)=[^\s;,"']+/g, '$1=…'],
	// Users and passwords in addresses, and what stands behind their question mark.
	[/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, '$1…@'],
	[/(\b[a-z][a-z0-9+.-]*:\/\/[^\s?"']+)\?[^\s"']+/gi, '$1?…'],
	[
		/\b(password|secret|token|cookie|authorization)(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;}]+)/gi,
		'$1$2…'
	],
	// JSON.parse quotes what it could not read, and that may be somebody's name.
	[
		/(Unexpected (?:token|non-whitespace character|end)[^\n]*?,? )"[^\n]*"( is not valid JSON)/g,
		'$1…$2'
	],
	[/Unexpected token '[^\n]*?'(?=, )/g, "Unexpected token '…'"]
];

/** A text without keys, cookies, passwords and what a parser quotes of a message. */
export function scrubbed(text: string): string {
	return SECRETS.reduce((clean, [form, instead]) => clean.replace(form, instead), text);
}
