import { getContext, setContext } from 'svelte';

export type Locale = 'zh' | 'en';

export const LOCALE_COOKIE = 'foyer-lang';

export function isLocale(word: string | null | undefined): word is Locale {
	return word === 'zh' || word === 'en';
}

/** The language of a request: the address asks first, then what was chosen before, then the browser. */
export function chooseLocale(
	asked: string | null,
	remembered: string | undefined,
	acceptLanguage: string | null
): Locale {
	if (isLocale(asked)) return asked;
	if (isLocale(remembered)) return remembered;
	return preferred(acceptLanguage) ?? 'zh';
}

function preferred(acceptLanguage: string | null): Locale | undefined {
	const ranked = (acceptLanguage ?? '')
		.split(',')
		.map((part, index) => {
			const [tag = '', ...parameters] = part.trim().split(';');
			const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
			return { tag: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1), index };
		})
		.sort((a, b) => b.quality - a.quality || a.index - b.index);
	return ranked.map(({ tag }) => tag).find(isLocale);
}

const KEY = Symbol('locale');

/** Called once, by the root layout. A page keeps its language until it is loaded again. */
export function provideLocale(locale: Locale): void {
	setContext(KEY, locale);
}

export function useLocale(): Locale {
	return getContext<Locale | undefined>(KEY) ?? 'zh';
}

/**
 * The messages of one module (`import * as wall from '#lib/i18n/wall.ts'`) in this page's language.
 * `zh` is the type, `en` has to satisfy it.
 */
export function useMessages<M>(module: { zh: M; en: M }): M {
	return module[useLocale()];
}
