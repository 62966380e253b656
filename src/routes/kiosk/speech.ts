import { getContext, setContext } from 'svelte';
import type { Locale } from '#lib/i18n/index.ts';
import * as kiosk from '#lib/i18n/kiosk.ts';
import type { KioskWords } from '#lib/i18n/kiosk.ts';
import type { Name } from '#lib/protocol/index.ts';

/** Which language stands first: whoever stands there chooses, without the page being loaded anew. */
export interface Speech {
	readonly first: Locale;
}

const KEY = Symbol('speech');

export function provideSpeech(speech: Speech): void {
	setContext(KEY, speech);
}

export function useSpeech(): Speech {
	return getContext<Speech>(KEY);
}

/** A text of the kiosk in both languages. */
export function both(say: (words: KioskWords) => string): Name {
	return { zh: say(kiosk.zh), en: say(kiosk.en) };
}

export const TAGS = { zh: 'zh-CN', en: 'en' } as const;
