import * as display from '#lib/i18n/display.ts';
import type { Name } from '#lib/protocol/index.ts';

type Words = typeof display.zh;

/** A text of the display in both languages. */
export function both(say: (words: Words) => string): Name {
	return { zh: say(display.zh), en: say(display.en) };
}
