/** What is said of a call, in Chinese and then in English: the parts to play one after the other, and the same as text. Pure. */
import type { Name } from '#lib/protocol/index.ts';
import type { Call } from './calls.ts';
import { counterPart, spelt, wordPart } from './parts.ts';
import type { Language } from './parts.ts';
import { placeOf } from './place.ts';

/** One sentence in one language. */
export interface Phrase {
	language: Language;
	parts: readonly string[];
	/** For a voice that reads, where the parts cannot be had. */
	text: string;
}

/** Whether there is such a part. */
type Has = (part: string) => boolean;
type Announced = Pick<Call, 'number' | 'counter' | 'times'>;

/**
 * Where a counter has a recording of its own, that says the way; otherwise its figures do, and for a counter without a
 * figure the screen has to.
 */
export function spoken(call: Announced, counter: Name, has: Has): Phrase[] {
	return [chinese(call, counter, has), english(call, counter, has)];
}

function chinese(call: Announced, counter: Name, has: Has): Phrase {
	const again = call.times > 1;
	const number = spelt('zh', call.number);
	const way = wayTo('zh', call, counter, has);
	const parts = [
		...(again ? [wordPart('zh', 'again')] : []),
		...(number.length > 0 ? [wordPart('zh', 'please'), ...number, wordPart('zh', 'number')] : []),
		...(way?.parts ?? [wordPart('zh', 'look')])
	];
	const text = `${again ? '再次呼叫，' : ''}请${letters(call.number)}号${way?.text ?? '，请看屏幕'}`;
	return { language: 'zh', parts, text };
}

function english(call: Announced, counter: Name, has: Has): Phrase {
	const number = spelt('en', call.number);
	const way = wayTo('en', call, counter, has);
	const parts = [
		...(call.times > 1 ? [wordPart('en', call.times === 2 ? 'again' : 'once-more')] : []),
		...(number.length > 0 ? [wordPart('en', 'ticket'), ...number] : []),
		...(way?.parts ?? [wordPart('en', 'look')])
	];
	const again = call.times === 1 ? '' : call.times === 2 ? 'Second call. ' : 'Calling again. ';
	const text = `${again}Ticket ${letters(call.number)}, ${way?.text ?? 'please look at the screen'}`;
	return { language: 'en', parts, text };
}

/** Null: nothing that can be said leads there. */
function wayTo(
	language: Language,
	{ counter }: Announced,
	name: Name,
	has: Has
): { parts: string[]; text: string } | null {
	const { number } = placeOf(name);
	const named = name[language] || name.zh || name.en;
	const text =
		language === 'zh'
			? `到${number === null ? named : `${number}号窗口`}`
			: `please go to ${number === null ? named : `counter ${number}`}`;
	const recorded = counterPart(language, counter);
	if (has(recorded)) return { parts: [recorded], text };
	if (number === null) return null;
	const figures = spelt(language, number);
	const parts =
		language === 'zh'
			? [wordPart('zh', 'to'), ...figures, wordPart('zh', 'counter')]
			: [wordPart('en', 'counter'), ...figures];
	return { parts, text };
}

/** `A 0 1 2`: so that a voice that reads does not take it for a word or for twelve. */
function letters(number: string): string {
	return [...number].join(' ');
}
