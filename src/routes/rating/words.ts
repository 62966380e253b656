import * as rating from '#lib/i18n/rating.ts';
import type { RatingWords } from '#lib/i18n/rating.ts';
import type { Name } from '#lib/protocol/index.ts';

/** A text of the pad in both languages. */
export function both(say: (words: RatingWords) => string): Name {
	return { zh: say(rating.zh), en: say(rating.en) };
}
