/**
 * The recorded parts that a spoken call is put together from. A part's name is its file's, in `static/voice` and in a
 * bank's own folder (docs/voice.md); scripts/voice/make.sh makes ours. Pure.
 */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const CHIME = 'chime';

/** What a number is spelt with. */
const CHARACTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

/** What stands around the numbers. */
const WORDS = {
	zh: ['please', 'number', 'to', 'counter', 'again', 'look'],
	en: ['ticket', 'counter', 'again', 'once-more', 'look']
} as const;
export type Word<L extends Language> = (typeof WORDS)[L][number];

/** Every part that ships with Foyer. */
export const PARTS: readonly string[] = [
	CHIME,
	...LANGUAGES.flatMap((language) =>
		[...WORDS[language], ...CHARACTERS].map((name) => `${language}-${name}`)
	)
];

export function wordPart<L extends Language>(language: L, word: Word<L>): string {
	return `${language}-${word}`;
}

/** The characters of a number that have a part, as their parts; the others cannot be said, and are left out. */
export function spelt(language: Language, number: string): string[] {
	const characters = [...number.normalize('NFKC').toLowerCase()];
	return characters.filter((one) => CHARACTERS.includes(one)).map((one) => `${language}-${one}`);
}

/** Whether a part says the way to one counter: such parts only a bank has. */
export function isCounterPart(part: string): boolean {
	return /^(zh|en)-counter-./.test(part);
}

/** The way to one counter, where the bank has recorded that: what no file's name may hold is a `_`. */
export function counterPart(language: Language, counter: string): string {
	return `${language}-counter-${counter.replace(/[/#+: ]/g, '_')}`;
}
