/**
 * The font faces that a page needs, server only.
 *
 * The Chinese font comes in a hundred files by range of characters; the style sheet that names them all weighs
 * 31 KB compressed, more than a whole screen. So each page carries the faces of its own characters, and a
 * screen that later meets a character it has no face for asks `/fonts.css` for that one (lib/client/fonts.ts).
 */
import type { Locale } from '#lib/i18n/index.ts';
import sliced from '@fontsource-variable/noto-sans-sc/unicode.json';

const files = import.meta.glob<string>(
	[
		'/node_modules/@fontsource-variable/noto-sans-sc/files/*-wght-normal.woff2',
		'/node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
		'/node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2'
	],
	{ query: '?url', import: 'default', eager: true }
);
const messages = import.meta.glob<{ zh: Record<string, unknown> }>('../../lib/i18n/*.ts', {
	eager: true
});

const LATIN =
	'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const LATIN_EXT =
	'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+2C60-2C7F,U+A720-A7FF';

function face(family: string, file: string, range: string): string {
	const url = Object.entries(files).find(([path]) => path.endsWith(`/${file}`))?.[1];
	return (
		`@font-face{font-family:'${family}';font-style:normal;font-display:swap;font-weight:100 900;` +
		`src:url(${url}) format('woff2');unicode-range:${range}}`
	);
}

const inter =
	face('Inter Variable', 'inter-latin-wght-normal.woff2', LATIN) +
	face('Inter Variable', 'inter-latin-ext-wght-normal.woff2', LATIN_EXT);

function chineseFile(name: string): string {
	return `noto-sans-sc-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`;
}

/** Which file holds a character. */
const fileOf = new Map<number, string>();
for (const [name, ranges] of Object.entries(sliced as Record<string, string>)) {
	const file = chineseFile(name);
	for (const range of ranges.split(',')) {
		const [from = '', to = from] = range.trim().slice(2).split('-');
		for (let code = parseInt(from, 16); code <= parseInt(to, 16); code += 1) {
			if (!fileOf.has(code)) fileOf.set(code, file);
		}
	}
}

const CHINESE = /[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/gu;

/**
 * Every character that a screen's own words can show, also those that it does not show yet; functions stand for
 * their text. Words are in `lib/i18n`, a module a screen and one for all.
 */
function wordsOf(screen: string | undefined): string {
	const modules = screen === undefined ? Object.keys(messages) : modulesOf(screen).map(moduleOf);
	return modules.map((path) => written(messages[path]?.zh)).join('');
}

/** Wherever people are signed in, their session may end and its words are needed; a display never shows them. */
function modulesOf(screen: string): string[] {
	const own = [screen, ...(LATER[screen] ?? [])];
	return isHung(screen) ? ['common', ...own] : ['common', 'access', 'sign-in', ...own];
}

/** Words of what a screen shows beside its own, or loads once it is looked at. */
const LATER: Readonly<Record<string, readonly string[]>> = {
	head: [
		...['board', 'doing', 'why', 'reasons', 'act-reasons', 'what-if', 'staffing', 'rework'],
		...['results', 'spans']
	],
	devices: ['device-functions', 'devices-page', 'doing', 'kinds', 'names', 'spans'],
	// The menu of whoever is signed in, and why somebody stands where they stand.
	counter: ['account', 'reasons']
};

function isHung(screen: string): boolean {
	return ['wall', 'display', 'kiosk', 'rating', 'phone'].includes(screen);
}

/** Screens that say everything in both languages. */
const IN_BOTH = new Set(['display', 'kiosk', 'rating']);
/** Routes that are called otherwise than their words. */
const CALLED: Readonly<Record<string, string>> = { 't/[token]': 'phone' };

function moduleOf(name: string): string {
	return `../../lib/i18n/${name}.ts`;
}

function written(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'function') return String(value);
	if (typeof value !== 'object' || value === null) return '';
	return Object.values(value).map(written).join('');
}

/** Faces for exactly the characters of a text, as CSS. */
export function chineseFaces(text: string): string {
	const byFile = new Map<string, Set<string>>();
	for (const character of text.match(CHINESE) ?? []) {
		const code = character.codePointAt(0) as number;
		const file = fileOf.get(code);
		if (!file) continue;
		const codes = byFile.get(file) ?? new Set();
		byFile.set(file, codes.add(`U+${code.toString(16)}`));
	}
	return [...byFile]
		.map(([file, codes]) => face('Noto Sans SC Variable', file, [...codes].sort().join(',')))
		.join('');
}

/** Every face there is: a browser then fetches the files that it meets characters of. */
export function allChineseFaces(): string {
	return Object.entries(sliced as Record<string, string>)
		.map(([name, ranges]) => face('Noto Sans SC Variable', chineseFile(name), ranges))
		.join('');
}

/** Everything that a page with this text needs. `route` is whose words it may still show; none: everybody's. */
export function fontFaces(html: string, locale: Locale, route?: string): string {
	const screen = route === undefined ? undefined : (CALLED[route] ?? route);
	const known = screen !== undefined && moduleOf(screen) in messages;
	const chinese = locale === 'zh' || (screen !== undefined && IN_BOTH.has(screen));
	const words = chinese ? wordsOf(known ? screen : undefined) : '';
	return inter + chineseFaces(words + html);
}
