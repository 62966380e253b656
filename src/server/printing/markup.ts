/** Names as text that the markup's language prints as they are. Pure. */

/** What a name cannot be printed with: line ends, control and format characters, halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
/** The ideographic space is as wide as a character, and printers have it; the other kinds they do not have. */
const OTHER_SPACES = /[^\S\u3000]+/gu;

/**
 * A text as paper has it. Dashes and apostrophes of typography are in no printer's Latin font: in a Chinese code page
 * they are as wide as a Chinese character, in an older one they are missing.
 */
export function printable(text: string): string {
	return text
		.normalize()
		.replace(UNPRINTABLE, ' ')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/[\u2018\u2019]/g, "'")
		.replace(OTHER_SPACES, ' ')
		.trim();
}

/**
 * The text of `printable` so that no character of it is a command.
 *
 * receiptline knows two kinds of escapes, `\{` and `\x7b`. The second looks safer and is not: it normalises the whole
 * document before it reads it, and a combining mark after the escape melts with the hexadecimal digit (`\x7d` and a dot
 * below become `\x7ḍ`). A backslash before the character itself has nothing to melt with, as long as the text was
 * normalised before; normalising afterwards could also bring specials in (U+1FEF becomes a grave accent).
 */
export function escaped(text: string): string {
	return text.replace(/[\\{|}~_"`^=-]/g, '\\$&');
}

/** A value of a property: there a semicolon ends it, and what decorates text does not count. */
export function escapedValue(text: string): string {
	return text.replace(/[\\{|};]/g, '\\$&');
}

/** How many columns a text takes, counted as receiptline counts in Chinese code pages. */
export function columnsOf(text: string): number {
	let columns = 0;
	for (const character of text) columns += (character.codePointAt(0) as number) < 0x80 ? 1 : 2;
	return columns;
}
