import { COMPOUND_SURNAMES } from './surnames.ts';

/** As a reader sees them: a surrogate pair, an accent or a family of emoji is never cut in two. */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const STAR = '*';
/** Instead of the rest of a word: always the same, for how long a name is tells names apart. */
const REST = '***';
/** Words of a name that are shown; of a longer one the first two and the last. */
const MOST_WORDS = 3;
/** Stars after a Chinese surname: given names have one or two characters, and more are not told. */
const MOST_STARS = 2;
/** Code units of an initial; what is longer (an emoji of many people) is left out. */
const LONGEST_INITIAL = 12;
/** A reference shorter than this would be given away by its end. */
const SHORTEST_REF = 6;

/** Parts of Uyghur, Tibetan and other names in Chinese writing: 阿依古丽·买买提. */
const MIDDLE_DOT = /[·•‧・･∙⋅ꞏ᛫]/u;
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}]/gu;
/** What a word begins with before anything of the name: brackets, quotes, stray marks. */
const BEFORE_WORD = /^[\p{P}\p{M}\p{Z}\u200c\u200d]+/u;
const CJK = /^(\p{Script=Han}|\p{Script=Hangul})\p{M}{0,2}$/u;
const TITLE =
	/^(mr|mrs|ms|miss|mx|dr|prof|sir|madam|mme|mlle|herr|frau|señor|señora|sr|sra|г-н)\.?$/iu;

/**
 * A name that staff can still tell apart and nobody can read: the surname of a Chinese or Korean one (张三 becomes
 * 张*, 欧阳修 becomes 欧阳*), the initials of any other (John Smith becomes J*** S***). A name that is no more than a
 * surname is a star. Empty for a name of nothing but white space. Never longer than 47 code units.
 */
export function maskName(name: string): string {
	const plain = name.normalize('NFC').replace(UNSEEN, '').trim();
	if (plain === '') return '';
	const parts = plain.split(MIDDLE_DOT).flatMap((part) => wordsOf(part).slice(0, 1));
	if (parts.length > 1) return `${initialOf(parts[0] as string)}${REST}·${REST}`;
	const words = withoutTitle(wordsOf(plain.split(MIDDLE_DOT).join(' ')));
	const whole = charactersOf(words.join(''));
	if (whole.length === 1 || words.length === 0) return STAR;
	if (isCjk(whole)) return maskCharacters(whole);
	const shown = words.length > MOST_WORDS ? [...words.slice(0, 2), ...words.slice(-1)] : words;
	return shown.map(maskWord).join(' ');
}

/** A reference by its end: `…42`, or `…` where that would be a good part of it. Empty for an empty one. */
export function maskRef(ref: string): string {
	const characters = charactersOf(ref.trim());
	if (characters.length === 0) return '';
	const end = characters.length < SHORTEST_REF ? [] : characters.slice(-2);
	return end.join('').length > LONGEST_INITIAL ? '…' : `…${end.join('')}`;
}

function maskWord(word: string): string {
	const characters = charactersOf(word);
	if (characters.length > 1 && isCjk(characters)) return maskCharacters(characters);
	return `${initialOf(word)}${REST}`;
}

/** The surname, and a star for each character after it. One that would be the whole name shows its first half. */
function maskCharacters(characters: readonly string[]): string {
	const two = characters.slice(0, 2).join('');
	const surname = characters.length > 2 && COMPOUND_SURNAMES.has(two) ? 2 : 1;
	const stars = Math.min(MOST_STARS, characters.length - surname);
	return characters.slice(0, surname).join('') + STAR.repeat(stars);
}

function initialOf(word: string): string {
	const [first = ''] = charactersOf(word);
	return first.length > LONGEST_INITIAL ? '' : first;
}

function wordsOf(text: string): string[] {
	return text
		.split(/\s+/u)
		.map((word) => word.replace(BEFORE_WORD, ''))
		.filter((word) => word !== '');
}

function withoutTitle(words: string[]): string[] {
	return words.length > 1 && TITLE.test(words[0] as string) ? words.slice(1) : words;
}

function isCjk(characters: readonly string[]): boolean {
	return characters.every((character) => CJK.test(character));
}

function charactersOf(text: string): string[] {
	return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
